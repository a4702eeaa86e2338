package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.unit.TimeWindow;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The webhook answers of a burst before it and after it.
 *
 * @param warmUp the phase before the burst
 * @param warmUpP95 of its webhook answers, ms; one without success counts as slower than anything
 * @param warmUpCount how many those are
 * @param after windows of {@value RecoveryRecorder#WINDOW_MILLIS} ms from the end of the cool-down
 *     to the planned end, without gaps; the last one may be shorter
 */
public record Recovery(
    TimeWindow warmUp, OptionalDouble warmUpP95, long warmUpCount, List<Window> after) {
  public Recovery {
    after = List.copyOf(after);
  }

  /**
   * One of them.
   *
   * @param p95 of the answers to webhooks sent in it, ms; empty if there is none
   */
  public record Window(TimeWindow window, OptionalDouble p95, long count) {}
}
