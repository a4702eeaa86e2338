package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.unit.Ratio;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What a criterion is, before anything came of it; see {@link Criterion} for the parts.
 *
 * @param fail when it fails; null if it never does
 */
record Draft(String id, String label, String unit, String pass, String fail) {
  /** A criterion whose value lies in a band of limits. */
  static Draft of(String id, String label, String unit, Band band) {
    return new Draft(
        id, label, unit, band.pass().toString(), band.fail().map(Limit::toString).orElse(null));
  }

  /** A criterion that never fails: what does not pass is a warning. */
  static Draft ofWarning(String id, String label, String unit, String pass) {
    return new Draft(id, label, unit, pass, null);
  }

  Criterion judged(Outcome outcome, double observed, long samples, String message) {
    return new Criterion(
        id, label, outcome, OptionalDouble.of(observed), unit, pass, fail, samples, message);
  }

  Criterion unjudged(Outcome outcome, long samples, String message) {
    return new Criterion(
        id, label, outcome, OptionalDouble.empty(), unit, pass, fail, samples, message);
  }

  /** Judges a share of successes. */
  Criterion success(Ratio ratio, Band band, String what) {
    return judged(
        band.outcome(ratio::compareTo),
        ratio.value(),
        ratio.whole(),
        String.format(Locale.ROOT, "%d of %d %s", ratio.part(), ratio.whole(), what));
  }
}
