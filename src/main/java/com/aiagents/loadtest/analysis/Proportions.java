package com.aiagents.loadtest.analysis;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Two shares: {@code partA} of {@code wholeA} and {@code partB} of {@code wholeB}.
 *
 * @param partA 0 to {@code wholeA}
 * @param wholeA at least 1; both together below 2³¹
 * @param partB 0 to {@code wholeB}
 * @param wholeB at least 1
 */
public record Proportions(long partA, long wholeA, long partB, long wholeB) {
  /** Up to here two probabilities are equal: they come from different products of factorials. */
  private static final double EQUAL = 1e-7;

  public Proportions {
    if (wholeA < 1 || partA < 0 || partA > wholeA || wholeB < 1 || partB < 0 || partB > wholeB) {
      throw new IllegalArgumentException(
          "not two shares: " + partA + " of " + wholeA + ", " + partB + " of " + wholeB);
    }
    Math.toIntExact(wholeA + wholeB);
  }

  /** The share of B less that of A, −1 to 1. */
  public double difference() {
    return (double) partB / wholeB - (double) partA / wholeA;
  }

  /**
   * Fisher's exact test, two-sided: the probability of all tables with the same sums that are at
   * most as probable as this one (Fisher, The Design of Experiments, 1935). 1 if there is nothing
   * to tell apart.
   */
  public double p() {
    long parts = partA + partB;
    long whole = wholeA + wholeB;
    HypergeometricDistribution inA =
        HypergeometricDistribution.of((int) whole, (int) parts, (int) wholeA);
    int mode = (int) Math.floor((parts + 1.0) * (wholeA + 1.0) / (whole + 2.0));
    int seen = (int) partA;
    double most = inA.probability(seen) * (1 + EQUAL);
    if (inA.probability(mode) <= most) {
      return 1;
    }
    // away from the mode every table is less probable than the one before, so the other side's are
    // those beyond one place
    boolean below = seen < mode;
    int near = mode;
    int far = below ? inA.getSupportUpperBound() + 1 : inA.getSupportLowerBound() - 1;
    while (Math.abs(far - near) > 1) {
      int middle = near + (far - near) / 2;
      if (inA.probability(middle) <= most) {
        far = middle;
      } else {
        near = middle;
      }
    }
    return below
        ? inA.cumulativeProbability(seen) + inA.survivalProbability(far - 1)
        : inA.survivalProbability(seen - 1) + inA.cumulativeProbability(far);
  }

  /**
   * Newcombe's interval for the difference, from Wilson's intervals of both shares (Stat. Med.
   * 17:873–890, 1998, method 10).
   *
   * @param confidence above 0 and below 1
   */
  public Interval interval(double confidence) {
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
    Interval a = wilson(partA, wholeA, z);
    Interval b = wilson(partB, wholeB, z);
    double shareA = (double) partA / wholeA;
    double shareB = (double) partB / wholeB;
    return new Interval(
        difference() - Math.hypot(shareB - b.low(), a.high() - shareA),
        difference() + Math.hypot(b.high() - shareB, shareA - a.low()));
  }

  private static Interval wilson(double part, double whole, double z) {
    double middle = 2 * part + z * z;
    double half = z * Math.sqrt(z * z + 4 * part * (1 - part / whole));
    double scale = 2 * (whole + z * z);
    // rounding must not push an end beyond the share itself
    return new Interval(
        part == 0 ? 0 : (middle - half) / scale, part == whole ? 1 : (middle + half) / scale);
  }
}
