package com.aiagents.loadtest.verdict;

import java.util.OptionalDouble;

/**
 * What a criterion is, before anything came of it; the components are those of {@link Criterion}.
 */
record Draft(String id, String label, String unit, String pass, String fail) {
  Criterion judged(Outcome outcome, double observed, long samples, String message) {
    return new Criterion(
        id, label, outcome, OptionalDouble.of(observed), unit, pass, fail, samples, message);
  }

  Criterion unjudged(Outcome outcome, long samples, String message) {
    return new Criterion(
        id, label, outcome, OptionalDouble.empty(), unit, pass, fail, samples, message);
  }
}
