package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.Interval;
import com.aiagents.loadtest.unit.Ratio;
import java.util.Locale;
import java.util.Optional;
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
    return criterion(
        outcome, OptionalDouble.of(observed), samples, Optional.empty(), Optional.empty(), message);
  }

  /**
   * A criterion whose value was estimated.
   *
   * @param what its samples are, for the end of the message
   */
  Criterion estimated(
      Outcome outcome,
      double observed,
      long samples,
      String message,
      Certainty certainty,
      String what) {
    return criterion(
        outcome,
        OptionalDouble.of(observed),
        samples,
        Optional.of(certainty.interval()),
        Optional.of(certainty.proven()),
        message + certainty.message(what));
  }

  /** A criterion whose value was estimated and whose outcome has another reason than its value. */
  Criterion overruled(
      Outcome outcome, double observed, long samples, String message, Certainty certainty) {
    return criterion(
        outcome,
        OptionalDouble.of(observed),
        samples,
        Optional.of(certainty.interval()),
        Optional.empty(),
        message);
  }

  Criterion unjudged(Outcome outcome, long samples, String message) {
    return criterion(
        outcome, OptionalDouble.empty(), samples, Optional.empty(), Optional.empty(), message);
  }

  private Criterion criterion(
      Outcome outcome,
      OptionalDouble observed,
      long samples,
      Optional<Interval> interval,
      Optional<Boolean> proven,
      String message) {
    return new Criterion(
        id,
        label,
        outcome,
        observed,
        unit,
        pass,
        fail,
        samples,
        interval,
        proven,
        message,
        Optional.empty());
  }

  /**
   * Judges a share of successes.
   *
   * @param what its samples are
   * @param done what those with success did
   */
  Criterion success(Ratio ratio, Band band, String what, String done) {
    return estimated(
        band.outcome(ratio::compareTo),
        ratio.value(),
        ratio.whole(),
        String.format(Locale.ROOT, "%d of %d %s %s", ratio.part(), ratio.whole(), what, done),
        Certainty.ofShare(ratio, band),
        what);
  }
}
