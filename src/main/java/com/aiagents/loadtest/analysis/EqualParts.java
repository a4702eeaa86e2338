package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.unit.TimeWindow;

/** A time with two ends, cut into parts of equal length. */
final class EqualParts {
  /** What {@link #of} answers for a moment outside of all parts. */
  static final int OUTSIDE = -1;

  private final TimeWindow whole;
  private final int parts;
  private final double length;

  /**
   * Parts of a time.
   *
   * @param whole bounded, of at least as many ms as there are parts
   */
  EqualParts(TimeWindow whole, int parts) {
    this.whole = whole;
    this.parts = parts;
    this.length = (double) whole.toMillis() - whole.fromMillis();
  }

  /**
   * The part in which a moment lies, from 0; or {@link #OUTSIDE}.
   *
   * <p>Of numbers below 2⁵³ a quotient is never rounded up to the next whole number, and doubles
   * are divided faster than longs.
   */
  int of(long millis) {
    return whole.contains(millis)
        ? (int) ((millis - whole.fromMillis()) * parts / length)
        : OUTSIDE;
  }
}
