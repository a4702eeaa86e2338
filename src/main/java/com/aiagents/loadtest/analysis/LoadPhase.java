package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.unit.TimeWindow;
import java.util.List;

/**
 * A stretch of a run whose samples are told apart from the others.
 *
 * @param name for people and for {@code verdict.json}
 * @param window in which its samples were sent
 * @param measured whether they count in rates and percentiles
 */
public record LoadPhase(String name, TimeWindow window, boolean measured) {
  /** What is sent before the measurement. */
  public static final String WARM_UP = "warm-up";

  /** What is measured, where the profile has no phases of its own. */
  public static final String MEASUREMENT = "measurement";

  /** What is sent after the planned end: users who slept wake and send once more. */
  public static final String AFTER = "after";

  /** A run of which only one window is known: before it, inside, after. */
  public static List<LoadPhase> around(TimeWindow measured) {
    return List.of(
        new LoadPhase(WARM_UP, new TimeWindow(Long.MIN_VALUE, measured.fromMillis()), false),
        new LoadPhase(MEASUREMENT, measured, true),
        new LoadPhase(AFTER, new TimeWindow(measured.toMillis(), Long.MAX_VALUE), false));
  }
}
