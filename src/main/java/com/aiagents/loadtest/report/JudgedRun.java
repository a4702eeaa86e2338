package com.aiagents.loadtest.report;

import java.util.Objects;

/**
 * One run of a report.
 *
 * @param run the name of its folder, or the scenario of files without one
 * @param judged what came of it
 */
public record JudgedRun(String run, Judged judged) {
  public JudgedRun {
    Objects.requireNonNull(run, "run is null");
    Objects.requireNonNull(judged, "judged is null");
  }
}
