package com.aiagents.loadtest.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A time that is cut into stretches of equal length, in memory that does not grow with it:
 * stretches become twice as long when there would be more than {@value #MOST}. Used by one thread.
 *
 * @param <S> what is recorded of one stretch
 */
final class Stretches<S extends Stretches.Stretch<S>> {
  /** The most stretches between the first and the last. */
  static final int MOST = 2_048;

  private static final int SECOND_MILLIS = 1_000;

  private final LongFunction<S> make;

  /** A stretch of number n lies at n modulo {@link #MOST}: all of them are less than that apart. */
  private Object[] ring = new Object[MOST];

  private int doublings;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  /**
   * What is recorded of one stretch.
   *
   * @param <S> itself
   */
  abstract static class Stretch<S extends Stretch<S>> {
    private final long number;

    /** A stretch of which nothing was recorded; the n-th of its length since the epoch. */
    Stretch(long number) {
      this.number = number;
    }

    /** Takes all that another one took. */
    abstract void merge(S other);
  }

  /**
   * A time of which nothing was recorded.
   *
   * @param make a stretch with a number
   */
  Stretches(LongFunction<S> make) {
    this.make = make;
  }

  /** The stretch of a time, which is never before 1970. */
  S at(long millis) {
    long number = number(millis);
    S stretch = inSlot(number);
    return stretch != null && ((Stretch<S>) stretch).number == number ? stretch : added(millis);
  }

  @SuppressWarnings("unchecked")
  private S inSlot(long number) {
    return (S) ring[(int) number & MOST - 1];
  }

  /** A division by what is known when this is compiled takes a fraction of any other. */
  private long number(long millis) {
    return millis / SECOND_MILLIS >> doublings;
  }

  private S added(long millis) {
    long number = number(millis);
    while (Math.max(last, number) - Math.min(first, number) >= MOST) {
      widen();
      number = number(millis);
    }
    first = Math.min(first, number);
    last = Math.max(last, number);
    return inRing(number);
  }

  private S inRing(long number) {
    int slot = (int) number & MOST - 1;
    if (ring[slot] == null) {
      ring[slot] = make.apply(number);
    }
    return inSlot(number);
  }

  private void widen() {
    List<S> shorter = inOrder();
    ring = new Object[MOST];
    doublings++;
    first = first == Long.MAX_VALUE ? first : first >> 1;
    last = last == Long.MIN_VALUE ? last : last >> 1;
    shorter.forEach(stretch -> inRing(((Stretch<S>) stretch).number >> 1).merge(stretch));
  }

  /**
   * Makes the stretches as long as others are.
   *
   * @param lengthMillis a length that others have, at least their own
   */
  void widenTo(long lengthMillis) {
    while (lengthMillis() < lengthMillis) {
      widen();
    }
  }

  /** Takes all that another one took. */
  void merge(Stretches<S> other) {
    while (doublings < other.doublings) {
      widen();
    }
    while (other.doublings < doublings) {
      other.widen();
    }
    // each may widen this one, which changes the numbers
    other.inOrder().forEach(stretch -> at(other.fromMillis(stretch)).merge(stretch));
  }

  /** The stretches of which something was recorded, in the order of time. */
  List<S> inOrder() {
    List<S> stretches = new ArrayList<>();
    for (long number = first; number <= last; number++) {
      S stretch = inSlot(number);
      if (stretch != null) {
        stretches.add(stretch);
      }
    }
    return stretches;
  }

  /** The beginning of a stretch, epoch ms. */
  long fromMillis(S stretch) {
    return ((Stretch<S>) stretch).number * lengthMillis();
  }

  /** The length of each stretch. */
  long lengthMillis() {
    return (long) SECOND_MILLIS << doublings;
  }
}
