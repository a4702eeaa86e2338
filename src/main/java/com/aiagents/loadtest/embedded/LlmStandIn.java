package com.aiagents.loadtest.embedded;

import java.time.Duration;
import java.util.Random;

/**
 * Stands in for the LLM: how long an answer takes, and what it says.
 *
 * <p>The latency is log-normal: exp(μ + σ·Z) with μ the logarithm of the median. Seeded, so that a
 * run can be repeated. Safe for many threads.
 */
final class LlmStandIn {
  private final double logMedianMillis;
  private final double sigma;
  private final Random random;

  /**
   * @param median half of the answers take longer
   * @param sigma standard deviation of the logarithm, at least 0
   */
  LlmStandIn(Duration median, double sigma, long seed) {
    this.logMedianMillis = Math.log(median.toMillis());
    this.sigma = sigma;
    this.random = new Random(seed);
  }

  /** How long the next answer takes. */
  Duration nextLatency() {
    return Duration.ofMillis(Math.round(Math.exp(logMedianMillis + sigma * random.nextGaussian())));
  }

  /** The text for a ticket. */
  String answer(String description, String priority) {
    String subject = description.strip().lines().findFirst().orElse("");
    int end =
        subject.offsetByCodePoints(0, Math.min(80, subject.codePointCount(0, subject.length())));
    return "Summary: "
        + subject.substring(0, end)
        + "\nPriority: "
        + priority
        + "\nSuggested steps:\n1. Confirm the symptom with the requester.\n"
        + "2. Compare with similar tickets.\n3. Apply the known remedy and record it.";
  }
}
