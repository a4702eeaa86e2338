package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.unit.Ratio;
import java.util.OptionalLong;

/**
 * Where a value lies that samples only estimate: a two-sided 95 % confidence interval.
 *
 * <p>Exact: whatever the true value is, it lies outside in at most {@value #TAIL} of all sets of
 * samples on either side. The samples are taken to be independent of each other.
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
    long low = lowRank(percentile, count);
    OptionalLong from = low == 0 ? OptionalLong.empty() : times.atRank(low);
    OptionalLong to = times.atRank(highRank(percentile, count));
    double unreached = low == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    return new Interval(
        from.isPresent() ? from.getAsLong() : unreached,
        to.isPresent() ? to.getAsLong() : Double.POSITIVE_INFINITY);
  }

  /**
   * The rank of the lower end: the largest l such that fewer than l of n values lie below the
   * percentile with a probability of at most {@value #TAIL}; 0 if there is none.
   */
  static long lowRank(Percentile percentile, long n) {
    double p = share(percentile);
    long low = 0;
    long high = n + 1;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (Binomial.atMost(n, middle - 1, p) <= TAIL) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The rank of the upper end: the smallest u such that u or more of n values lie below the
   * percentile with a probability of at most {@value #TAIL}; n + 1 if there is none.
   */
  static long highRank(Percentile percentile, long n) {
    double p = share(percentile);
    long low = 0;
    long high = n + 1;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (Binomial.atLeast(n, middle, p) <= TAIL) {
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
