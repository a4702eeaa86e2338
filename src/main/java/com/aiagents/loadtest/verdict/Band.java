package com.aiagents.loadtest.verdict;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * When a value passes and when it fails; between the two is WARNING.
 *
 * @param pass when it passes
 * @param fail when it fails, of the other direction; empty if it never does
 */
record Band(Limit pass, Optional<Limit> fail) {
  Band {
    Objects.requireNonNull(pass, "pass is null");
    if (fail.filter(f -> f.sign().isUpper() == pass.sign().isUpper()).isPresent()) {
      throw new IllegalArgumentException(
          "pass " + pass + " and fail " + fail.get() + " must be of different directions");
    }
    if (fail.filter(pass::overlaps).isPresent()) {
      throw new IllegalArgumentException(
          "found pass "
              + pass.sign()
              + " "
              + pass.words()
              + " and fail "
              + fail.get().sign()
              + " "
              + fail.get().words()
              + ", allowed are limits that no value meets both");
    }
  }

  /** What an exact value comes to. */
  Outcome outcome(Comparable<BigDecimal> exact) {
    if (pass.admits(exact)) {
      return Outcome.PASS;
    }
    return fail.filter(f -> f.admits(exact)).isPresent() ? Outcome.FAIL : Outcome.WARNING;
  }

  /** What a value comes to that is computed in doubles; +∞ is above every limit. */
  Outcome outcome(double computed) {
    if (pass.admits(computed)) {
      return Outcome.PASS;
    }
    return fail.filter(f -> f.admits(computed)).isPresent() ? Outcome.FAIL : Outcome.WARNING;
  }

  /** A whole number or +∞ that compares itself exactly. */
  static Comparable<BigDecimal> exact(double whole) {
    return Double.isInfinite(whole) ? limit -> 1 : new BigDecimal(whole);
  }
}
