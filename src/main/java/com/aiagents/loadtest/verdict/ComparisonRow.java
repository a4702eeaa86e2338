package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.RankSum;
import java.util.Optional;
import java.util.stream.Stream;

/** One label of two runs. */
public sealed interface ComparisonRow {
  /** As it stands in the samples. */
  String label();

  /** The label in A; empty if A does not have it. */
  Optional<Measured> inA();

  /** The label in B; empty if B does not have it. */
  Optional<Measured> inB();

  /** Whether one of its tests found this. */
  boolean has(Finding finding);

  /**
   * A label of which both have enough samples.
   *
   * @param ranks the test of {@code times}, with its effect size
   * @param times whether times of B tend to be longer; its change is that of p50
   * @param tail whether B has more of the slowest times; its change is that of p95
   * @param errors whether B has a higher error rate
   */
  record Compared(
      String label, Measured a, Measured b, RankSum ranks, Effect times, Effect tail, Effect errors)
      implements ComparisonRow {
    @Override
    public Optional<Measured> inA() {
      return Optional.of(a);
    }

    @Override
    public Optional<Measured> inB() {
      return Optional.of(b);
    }

    @Override
    public boolean has(Finding finding) {
      return Stream.of(times, tail, errors).anyMatch(e -> e.finding() == finding);
    }
  }

  /**
   * A label of which one has too few samples, or none.
   *
   * @param reason for people
   */
  record Left(String label, Optional<Measured> inA, Optional<Measured> inB, String reason)
      implements ComparisonRow {
    @Override
    public boolean has(Finding finding) {
      return false;
    }
  }
}
