package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.unit.TimeWindow;
import java.util.List;
import java.util.Optional;

/**
 * Which times of a run are told apart, known before its samples are read.
 *
 * @param measured in which rates and percentiles count
 * @param phases in the order of time, without gaps, from the beginning of time to its end
 * @param recovery of a burst: from the end of the cool-down to the planned end
 */
public record LoadWindows(
    TimeWindow measured, List<LoadPhase> phases, Optional<TimeWindow> recovery) {
  public LoadWindows {
    phases = List.copyOf(phases);
    long reached = Long.MIN_VALUE;
    for (LoadPhase phase : phases) {
      if (phase.window().fromMillis() != reached) {
        throw new IllegalArgumentException("phases have a gap at " + phase);
      }
      reached = phase.window().toMillis();
    }
    if (reached != Long.MAX_VALUE) {
      throw new IllegalArgumentException("phases end at " + reached);
    }
  }

  /** A run of which nothing but the measurement window is known. */
  public static LoadWindows of(TimeWindow measured) {
    return new LoadWindows(measured, LoadPhase.around(measured), Optional.empty());
  }

  /** Whether both ends of what is measured are known. */
  boolean bounded() {
    return measured.fromMillis() > Long.MIN_VALUE && measured.toMillis() < Long.MAX_VALUE;
  }

  /** The window before everything that is measured. */
  TimeWindow warmUp() {
    return phases.get(0).window();
  }
}
