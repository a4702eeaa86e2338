package com.aiagents.loadtest.analysis;

import java.util.Arrays;

/**
 * Moments in ascending order, and how many events came after one and not after the next. Used by
 * one thread.
 */
final class Moments {
  /** So many cells a moment: few hold more than one. */
  private static final int CELLS = 4;

  private final long[] moments;
  private final long[] counts;
  private final long first;
  private final double cellsPerMilli;

  /** For each cell the first moment that is in it or after it; in the end, how many there are. */
  private final int[] firstOfCell;

  /** Moments without an event; ascending. */
  Moments(long[] moments) {
    this.moments = moments;
    this.counts = new long[moments.length + 1];
    int cells = Math.max(1, CELLS * moments.length);
    this.firstOfCell = new int[cells + 1];
    this.first = moments.length == 0 ? 0 : moments[0];
    this.cellsPerMilli =
        moments.length < 2 ? 0 : cells / (double) (moments[moments.length - 1] - first);
    for (int cell = 0, at = 0; cell <= cells; cell++) {
      while (at < moments.length && (cell == cells || cell(moments[at]) < cell)) {
        at++;
      }
      firstOfCell[cell] = at;
    }
  }

  /** Where a moment lies; one before all others in the first cell, one after them in the last. */
  private int cell(long millis) {
    return Math.max(0, Math.min((int) ((millis - first) * cellsPerMilli), firstOfCell.length - 2));
  }

  /** Counts an event at the first moment that is not before it; none after the last moment. */
  void count(long millis) {
    counts[firstNotBefore(millis)]++;
  }

  /**
   * The place of the first moment that is not before another one; after the last, how many there
   * are. A search in one cell: millions of events ask, and over all each step would be a guess.
   */
  int firstNotBefore(long millis) {
    int cell = cell(millis);
    int from = firstOfCell[cell];
    int to = firstOfCell[cell + 1];
    while (from < to) {
      int middle = from + to >>> 1;
      if (moments[middle] < millis) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
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
    long[] sums = Arrays.copyOf(counts, moments.length);
    Arrays.parallelPrefix(sums, Long::sum);
    return sums;
  }
}
