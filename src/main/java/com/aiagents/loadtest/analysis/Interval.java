package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.unit.Ratio;

/**
 * Where a value lies that samples only estimate: a two-sided confidence interval, of 95 % unless
 * another confidence is asked for.
 *
 * <p>Exact: whatever the true value is, it lies outside in at most half of what the confidence
 * leaves over, {@value #TAIL}, of all sets of samples on either side. The samples are taken to be
 * independent of each other.
 *
 * @param low in the unit of the value; −∞ if too few samples bound it
 * @param high likewise; +∞ if too few samples bound it, or the bound was never reached
 */
public record Interval(double low, double high) {
  /** The probability on either side. */
  static final double TAIL = 0.025;

  /** A share is told to 12 decimals, rounded away from the middle. */
  private static final double DECIMALS = 1e12;

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("not an interval: " + low + " to " + high);
    }
  }

  /**
   * The interval of Clopper and Pearson (Biometrika 26, 1934) for a share: its ends are the shares
   * with which so many or more, so few or fewer have a probability of {@value #TAIL}.
   */
  public static Interval ofShare(Ratio ratio) {
    long n = ratio.whole();
    long k = ratio.part();
    double low = k == 0 ? 0 : largest(p -> Binomial.atLeast(n, k, p) <= TAIL);
    double high = k == n ? 1 : 1 - largest(q -> Binomial.atLeast(n, n - k, q) <= TAIL);
    return new Interval(
        Math.floor(low * DECIMALS) / DECIMALS, Math.min(1, Math.ceil(high * DECIMALS) / DECIMALS));
  }

  /**
   * The interval of a percentile between two of the values, whatever their distribution (Hahn and
   * Meeker, Statistical Intervals, 1991, section 5.2).
   *
   * @param times those that are known
   * @param count at least as many, and at least 1: the rest never ended, and is slower than any
   */
  public static Interval ofPercentile(Percentile percentile, LatencySnapshot times, long count) {
    return ofPercentile(new Times(times, count - times.count()), percentile, TAIL);
  }

  /**
   * The same with another probability on either side.
   *
   * @param times at least one
   */
  static Interval ofPercentile(Times times, Percentile percentile, double tail) {
    long low = lowRank(percentile, times.count(), tail);
    long high = highRank(percentile, times.count(), tail);
    return new Interval(
        low == 0 ? Double.NEGATIVE_INFINITY : times.atRank(low),
        high > times.count() ? Double.POSITIVE_INFINITY : times.atRank(high));
  }

  /**
   * The interval of B − A for the same percentile of two distributions: the ends of the one less
   * the opposite ends of the other. Each has half of what the confidence leaves over, so that both
   * hold together, whatever they have to do with each other (Bonferroni): conservative.
   *
   * @param a at least one
   * @param b likewise
   * @param confidence above 0 and below 1
   */
  public static Interval ofDifference(Times a, Times b, Percentile percentile, double confidence) {
    double tail = (1 - confidence) / 4;
    Interval first = ofPercentile(a, percentile, tail);
    Interval second = ofPercentile(b, percentile, tail);
    double low = second.low - first.high;
    double high = second.high - first.low;
    // infinite less infinite: nothing is known on that side
    return new Interval(
        Double.isNaN(low) ? Double.NEGATIVE_INFINITY : low,
        Double.isNaN(high) ? Double.POSITIVE_INFINITY : high);
  }

  /**
   * The rank of the lower end: the largest l such that fewer than l of n values lie below the
   * percentile with a probability of at most {@code tail}; 0 if there is none.
   */
  static long lowRank(Percentile percentile, long n, double tail) {
    double p = share(percentile);
    long low = 0;
    long high = n + 1;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (Binomial.atMost(n, middle - 1, p) <= tail) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The rank of the upper end: the smallest u such that u or more of n values lie below the
   * percentile with a probability of at most {@code tail}; n + 1 if there is none.
   */
  static long highRank(Percentile percentile, long n, double tail) {
    double p = share(percentile);
    long low = 0;
    long high = n + 1;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (Binomial.atLeast(n, middle, p) <= tail) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private static double share(Percentile percentile) {
    return percentile.percent().movePointLeft(2).doubleValue();
  }

  private interface Chance {
    boolean unlikely(double p);
  }

  /** The largest double from 0 to 1 with which it is unlikely; it gets likelier with p. */
  private static double largest(Chance chance) {
    double low = 0;
    double high = 1;
    while (true) {
      double middle = (low + high) / 2;
      if (middle <= low || middle >= high) {
        return low;
      }
      if (chance.unlikely(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
  }
}
