package com.aiagents.loadtest.analysis;

import java.util.List;
import java.util.Optional;

/**
 * What the samples of a run say.
 *
 * @param labels every label of the file over the whole run, sorted, and {@code TOTAL} last
 * @param phases the same apart by phase
 * @param measured the same of the measurement window
 * @param windowSamples samples of the task mix sent inside the window
 * @param windowSuccesses those with success
 * @param submissions what the samples say of the tickets, whole run
 * @param series the load over time, whole run
 * @param recovery the webhook answers before and after a burst; empty for any other load
 * @param troubles in which ways requests went wrong, the first contact of users included; whole run
 * @param agents what each load generator of a distributed run sent, sorted by name; empty if JMeter
 *     ran on one machine
 */
public record LoadAnalysis(
    List<LabelStatistics> labels,
    List<PhaseStatistics> phases,
    List<LabelStatistics> measured,
    long windowSamples,
    long windowSuccesses,
    Submissions submissions,
    LoadSeries series,
    Optional<Recovery> recovery,
    List<Trouble> troubles,
    List<AgentStatistics> agents) {
  public LoadAnalysis {
    labels = List.copyOf(labels);
    phases = List.copyOf(phases);
    measured = List.copyOf(measured);
    troubles = List.copyOf(troubles);
    agents = List.copyOf(agents);
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
