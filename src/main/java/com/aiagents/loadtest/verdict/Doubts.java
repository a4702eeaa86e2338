package com.aiagents.loadtest.verdict;

import java.util.Locale;
import java.util.Optional;

/** Why evidence cannot be judged, whatever the criterion. */
final class Doubts {
  static final long FEWEST_SAMPLES = 20;
  private static final long DAMAGE_ALLOWED = 1_000;

  private Doubts() {}

  /** Why a rate or percentile of n values of the measurement window cannot be judged, if so. */
  static Optional<String> ofRates(Evidence evidence, long n, String what) {
    return ofEstimate(evidence, n, what + " in the measurement window");
  }

  /** Why what is estimated from n values cannot be judged, if so. */
  static Optional<String> ofEstimate(Evidence evidence, long n, String what) {
    if (evidence.doubt().isPresent()) {
      return evidence.doubt();
    }
    if (n < FEWEST_SAMPLES) {
      return Optional.of(
          String.format(
              Locale.ROOT, "found %d %s, needed are at least %d", n, what, FEWEST_SAMPLES));
    }
    if (evidence.read().cutOff()
        || evidence.read().damaged() * DAMAGE_ALLOWED > evidence.read().rows()) {
      return Optional.of(damage(evidence));
    }
    return Optional.empty();
  }

  /** Why it proves nothing that none was found among all samples, if so. */
  static Optional<String> ofCounts(Evidence evidence) {
    return evidence
        .doubt()
        .or(() -> evidence.read().damaged() > 0 ? Optional.of(damage(evidence)) : Optional.empty());
  }

  /** How many rows are damaged, and where the first is. */
  static String damage(Evidence evidence) {
    return evidence.read().damaged()
        + " rows of the samples are damaged"
        + evidence
            .read()
            .firstDamaged()
            .map(d -> ", first on line " + d.line() + ", byte " + d.offset() + ": " + d.reason())
            .orElse("")
        + (evidence.read().cutOff() ? "; the file ends in the middle of a row" : "");
  }
}
