package com.aiagents.loadtest.analysis;

import java.util.List;

/**
 * What the samples of a run say.
 *
 * @param labels every label of the file over the whole run, sorted, and {@code TOTAL} last
 * @param windowSamples samples of the task mix sent inside the window
 * @param windowSuccesses those with success
 * @param accepted submissions that were accepted, whole run
 * @param repeatedIds submissions whose ticket id was sent before
 * @param withoutId submissions without a ticket id
 */
public record LoadAnalysis(
    List<LabelStatistics> labels,
    long windowSamples,
    long windowSuccesses,
    long accepted,
    long repeatedIds,
    long withoutId) {
  public LoadAnalysis {
    labels = List.copyOf(labels);
  }
}
