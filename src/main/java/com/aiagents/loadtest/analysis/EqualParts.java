package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.unit.TimeWindow;

/** A time with two ends, cut into parts of equal length; used by one thread. */
final class EqualParts {
  /** What {@link #of} answers for a moment outside of all parts. */
  static final int OUTSIDE = -1;

  private final TimeWindow whole;
  private final int parts;

  /** Moments come almost in their order: most are in the part of the one before. */
  private int last = OUTSIDE;

  private long lastFrom;
  private long lastTo;

  /**
   * Parts of a time.
   *
   * @param whole bounded, of at least as many ms as there are parts
   */
  EqualParts(TimeWindow whole, int parts) {
    this.whole = whole;
    this.parts = parts;
  }

  /** The part in which a moment lies, from 0; or {@link #OUTSIDE}. */
  int of(long millis) {
    return millis >= lastFrom && millis < lastTo ? last : found(millis);
  }

  private int found(long millis) {
    if (!whole.contains(millis)) {
      return OUTSIDE;
    }
    long length = Math.subtractExact(whole.toMillis(), whole.fromMillis());
    last = (int) ((millis - whole.fromMillis()) * parts / length);
    lastFrom = begin(last, length);
    lastTo = begin(last + 1, length);
    return last;
  }

  /** The first ms of a part: the least one that is not before it, so it is rounded up. */
  private long begin(int part, long length) {
    return whole.fromMillis() + (part * length + parts - 1) / parts;
  }
}
