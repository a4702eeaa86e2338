package com.aiagents.loadtest.analysis;

import java.util.List;

/**
 * The samples that were sent in one phase.
 *
 * @param labels sorted, {@code TOTAL} last; a label without a sample in it is absent
 */
public record PhaseStatistics(LoadPhase phase, List<LabelStatistics> labels) {
  public PhaseStatistics {
    labels = List.copyOf(labels);
  }
}
