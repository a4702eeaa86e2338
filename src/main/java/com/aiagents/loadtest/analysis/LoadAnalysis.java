package com.aiagents.loadtest.analysis;

import java.util.List;

/**
 * What the samples of a run say.
 *
 * @param labels every label of the file over the whole run, sorted, and {@code TOTAL} last
 * @param windowSamples samples of the task mix sent inside the window
 * @param windowSuccesses those with success
 * @param submissions what the samples say of the tickets, whole run
 */
public record LoadAnalysis(
    List<LabelStatistics> labels,
    long windowSamples,
    long windowSuccesses,
    Submissions submissions) {
  public LoadAnalysis {
    labels = List.copyOf(labels);
  }

  /**
   * The submissions of a run.
   *
   * @param accepted with the answer 202
   * @param refused with another answer below 500
   * @param unknown without a clear answer
   * @param withoutId without a ticket id, in none of the others
   * @param acceptedIds fingerprint of the accepted ids
   */
  public record Submissions(
      long accepted, long refused, long unknown, long withoutId, long acceptedIds) {
    /** All with an id. */
    public long sent() {
      return accepted + refused + unknown;
    }
  }
}
