package com.aiagents.loadtest.analysis;

import java.util.Arrays;

/**
 * Moments in ascending order, and how many events came after one and not after the next. Used by
 * one thread.
 */
final class Moments {
  /** Events come almost in their order: most are near the one before. */
  private static final int NEAR = 16;

  private final long[] moments;
  private final long[] counts;
  private int last;

  /** Moments without an event; ascending. */
  Moments(long[] moments) {
    this.moments = moments;
    this.counts = new long[moments.length];
  }

  /** Counts an event at the first moment that is not before it; none after the last moment. */
  void count(long millis) {
    last = firstNotBefore(millis);
    if (last < counts.length) {
      counts[last]++;
    }
  }

  private int firstNotBefore(long millis) {
    int at = last;
    for (int i = 0; i < NEAR; i++) {
      if (at < moments.length && moments[at] < millis) {
        at++;
      } else if (at > 0 && moments[at - 1] >= millis) {
        at--;
      } else {
        return at;
      }
    }
    int found = Arrays.binarySearch(moments, millis);
    return found < 0 ? -found - 1 : found;
  }

  /** Takes all that another one of the same moments counted. */
  void merge(Moments other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  int size() {
    return moments.length;
  }

  long millis(int i) {
    return moments[i];
  }

  /** Events after the moment before, and not after this one. */
  long count(int i) {
    return counts[i];
  }

  /** Events until each moment, itself included. */
  long[] sums() {
    long[] sums = counts.clone();
    Arrays.parallelPrefix(sums, Long::sum);
    return sums;
  }

  /** The place of a moment that is one of these. */
  int placeOf(long millis) {
    return Arrays.binarySearch(moments, millis);
  }
}
