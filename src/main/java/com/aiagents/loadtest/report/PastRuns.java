package com.aiagents.loadtest.report;

import java.util.List;

/**
 * Runs of the same plan against the same target.
 *
 * @param title which plan and target, for people
 * @param runs the oldest first, at least one
 */
public record PastRuns(String title, List<PastRun> runs) {
  public PastRuns {
    runs = List.copyOf(runs);
  }
}
