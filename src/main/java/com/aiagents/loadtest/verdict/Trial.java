package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.Interval;
import com.aiagents.loadtest.analysis.Proportions;
import com.aiagents.loadtest.analysis.RankSum;
import com.aiagents.loadtest.analysis.TailTest;
import com.aiagents.loadtest.unit.Percentile;
import java.util.stream.DoubleStream;

/** The three tests of one label, before their probabilities are corrected for all others. */
record Trial(
    Measured a, Measured b, RankSum ranks, double tailP, Proportions errors, double errorsP) {
  /** How many tests a label has. */
  static final int TESTS = 3;

  static Trial of(Measured a, Measured b) {
    Proportions errors = new Proportions(a.errors(), a.count(), b.errors(), b.count());
    return new Trial(
        a,
        b,
        RankSum.of(a.times(), b.times()),
        TailTest.of(a.times(), b.times(), Percentile.P95).p(),
        errors,
        errors.p());
  }

  /** The probability of each test. */
  DoubleStream probabilities() {
    return DoubleStream.of(ranks.p(), tailP, errorsP);
  }

  /**
   * What came of it.
   *
   * @param adjusted the corrected probabilities of all labels
   * @param from where those of this one begin
   */
  ComparisonRow.Compared judged(double[] adjusted, int from) {
    int median = percentiles(Percentile.P50);
    // a difference that matters needs both: few pairs that are far apart, or many that are close,
    // do not
    int times = median == Minimum.ofDelta(ranks.delta()) ? median : 0;
    return new ComparisonRow.Compared(
        a.label(),
        a,
        b,
        ranks,
        ofPercentile(Percentile.P50, times, ranks.p(), adjusted[from]),
        ofPercentile(Percentile.P95, percentiles(Percentile.P95), tailP, adjusted[from + 1]),
        new Effect(
            finding(Minimum.ofErrors(errors.difference()), adjusted[from + 2]),
            errorsP,
            adjusted[from + 2],
            errors.difference(),
            errors.interval(Comparison.CONFIDENCE)));
  }

  private int percentiles(Percentile percentile) {
    return Minimum.ofPercentiles(value(a, percentile), value(b, percentile));
  }

  private Effect ofPercentile(Percentile percentile, int matters, double p, double adjusted) {
    double before = value(a, percentile);
    double after = value(b, percentile);
    return new Effect(
        finding(matters, adjusted),
        p,
        adjusted,
        before == after ? 0 : after - before,
        Interval.ofDifference(a.times(), b.times(), percentile, Comparison.CONFIDENCE));
  }

  private static double value(Measured one, Percentile percentile) {
    return one.percentile(percentile).orElseThrow();
  }

  private static Finding finding(int matters, double adjusted) {
    if (adjusted > Comparison.LEVEL) {
      return Finding.NONE;
    }
    return matters > 0 ? Finding.WORSE : matters < 0 ? Finding.BETTER : Finding.SLIGHT;
  }
}
