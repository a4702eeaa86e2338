package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.Interval;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One rule and what came of it.
 *
 * @param id stable name, see docs/verdict.md
 * @param label for people
 * @param outcome what came of it
 * @param observed the exact value in {@code unit}; +∞ for a percentile that no completed ticket
 *     reaches, and for a growth without bound; empty if it was not judged
 * @param unit {@code ms}, {@code s}, {@code share} (0 to 1), {@code tickets}, {@code jobs}, {@code
 *     lines}, {@code errors} or {@code 1/s}
 * @param pass when it passes, for people and machines alike: {@code < 60000}
 * @param fail when it fails; between the two is WARNING; {@code no end}: it was still so at the
 *     end; null if it never fails
 * @param samples how many values it was judged on
 * @param interval where the observed value may lie, in its unit; empty if it is no estimate
 * @param proven whether the whole interval lies on the outcome's side; empty if nothing was
 *     estimated, or the outcome has another reason
 * @param message one sentence
 * @param crossings of a criterion on a reading over time that could be judged; else empty
 */
public record Criterion(
    String id,
    String label,
    Outcome outcome,
    OptionalDouble observed,
    String unit,
    String pass,
    String fail,
    long samples,
    Optional<Interval> interval,
    Optional<Boolean> proven,
    String message,
    Optional<Crossings> crossings) {

  /** This criterion where only proof passes: a PASS that is not proven is a WARNING. */
  Criterion requiringProof() {
    return outcome == Outcome.PASS && proven.filter(p -> !p).isPresent()
        ? copy(Outcome.WARNING, message + "; under --require-proof that is a WARNING", crossings)
        : this;
  }

  /** This criterion with what it looked for over time. */
  Criterion with(Crossings seen) {
    return copy(outcome, message, Optional.of(seen));
  }

  private Criterion copy(Outcome outcome, String message, Optional<Crossings> crossings) {
    return new Criterion(
        id, label, outcome, observed, unit, pass, fail, samples, interval, proven, message,
        crossings);
  }
}
