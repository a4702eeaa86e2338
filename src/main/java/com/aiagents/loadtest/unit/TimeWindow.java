package com.aiagents.loadtest.unit;

/**
 * A span of time on the wall clock, in epoch milliseconds; the start belongs to it, the end does
 * not.
 *
 * @param fromMillis first millisecond inside
 * @param toMillis first millisecond after it, at least {@code fromMillis}
 */
public record TimeWindow(long fromMillis, long toMillis) {
  /** The window that contains everything. */
  public static final TimeWindow ALWAYS = new TimeWindow(Long.MIN_VALUE, Long.MAX_VALUE);

  public TimeWindow {
    if (toMillis < fromMillis) {
      throw new IllegalArgumentException(
          "window ends before it starts: " + fromMillis + " to " + toMillis);
    }
  }

  /** Whether a moment lies inside. */
  public boolean contains(long epochMillis) {
    return epochMillis >= fromMillis && epochMillis < toMillis;
  }
}
