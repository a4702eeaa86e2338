package com.aiagents.loadtest.unit;

/**
 * What counts as sustained among readings that come every second: every reading of at least 10 s,
 * to half a second, says it, and no two of them are more than 5 s apart.
 */
public final class Sustained {
  /** Readings that are further apart do not belong together. */
  public static final long GAP_MILLIS = 5_000;

  /**
   * Readings come by a timer that may be late: less than half a second short is the timer's, not
   * the target's.
   */
  private static final long TIMER_MILLIS = 499;

  /** The shortest time from the first such reading to the last that is sustained. */
  public static final long SHORTEST_MILLIS = 10_000 - TIMER_MILLIS;

  private Sustained() {}

  /** Whether a time between two readings is at least another, as far as the timer can tell. */
  public static boolean reaches(long millis, long needed) {
    return millis >= needed - TIMER_MILLIS;
  }
}
