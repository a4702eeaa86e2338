package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.unit.Percentile;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * An interval that holds what is not known exactly.
 *
 * @param lower {@code −∞} if there is no bound below
 * @param upper {@code +∞} if there is no bound above; at least {@code lower}
 */
public record Bounds(double lower, double upper) {
  public Bounds {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException("bounds in the wrong order: " + lower + ", " + upper);
    }
  }

  /**
   * The bounds of a percentile, without any assumption about the distribution: two order statistics
   * whose ranks a binomial variable leaves on either side with at most half of what the confidence
   * leaves over (Conover, Practical Nonparametric Statistics, 1999, section 3.2). Conservative,
   * with ties the more. An end is open where there are too few times: for p95 at 97.5 % above below
   * 86.
   *
   * @param times at least one and below 2³¹
   * @param confidence above 0 and below 1
   */
  public static Bounds ofPercentile(Times times, Percentile percentile, double confidence) {
    BinomialDistribution below =
        BinomialDistribution.of(
            Math.toIntExact(times.count()), percentile.percent().doubleValue() / 100);
    double left = (1 - confidence) / 2;
    long lower = below.inverseCumulativeProbability(left);
    long upper = below.inverseSurvivalProbability(left) + 1L;
    return new Bounds(
        lower < 1 ? Double.NEGATIVE_INFINITY : times.atRank(lower),
        upper > times.count() ? Double.POSITIVE_INFINITY : times.atRank(upper));
  }

  /**
   * The bounds of B − A for the same percentile of two distributions: the ends of the one less the
   * opposite ends of the other. Each has half of what the confidence leaves over, so that both hold
   * together, whatever they have to do with each other (Bonferroni): conservative.
   */
  public static Bounds ofDifference(Times a, Times b, Percentile percentile, double confidence) {
    double each = 1 - (1 - confidence) / 2;
    Bounds first = ofPercentile(a, percentile, each);
    Bounds second = ofPercentile(b, percentile, each);
    double lower = second.lower - first.upper;
    double upper = second.upper - first.lower;
    // infinite less infinite: nothing is known on that side
    return new Bounds(
        Double.isNaN(lower) ? Double.NEGATIVE_INFINITY : lower,
        Double.isNaN(upper) ? Double.POSITIVE_INFINITY : upper);
  }
}
