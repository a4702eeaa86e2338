package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.unit.Ratio;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What a criterion is, before anything came of it; see {@link Criterion} for the parts.
 *
 * @param fail when it fails; null if it never does
 */
record Draft(String id, String label, String unit, String pass, String fail) {
  private static final BigDecimal SUCCESS_PASS = new BigDecimal("0.99");
  private static final BigDecimal SUCCESS_FAIL = new BigDecimal("0.95");

  /** A share of successes: above 99 % passes, below 95 % fails, both limits are WARNING. */
  static Draft ofSuccess(String id, String label) {
    return new Draft(id, label, "share", "> " + SUCCESS_PASS, "< " + SUCCESS_FAIL);
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
  Criterion success(Ratio ratio, String what) {
    Outcome outcome =
        ratio.compareTo(SUCCESS_PASS) > 0
            ? Outcome.PASS
            : ratio.compareTo(SUCCESS_FAIL) < 0 ? Outcome.FAIL : Outcome.WARNING;
    return judged(
        outcome,
        ratio.value(),
        ratio.whole(),
        String.format(Locale.ROOT, "%d of %d %s", ratio.part(), ratio.whole(), what));
  }
}
