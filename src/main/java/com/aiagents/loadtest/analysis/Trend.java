package com.aiagents.loadtest.analysis;

import java.util.Arrays;

/**
 * The trend of values over time: Theil–Sen slope and Mann–Kendall test.
 *
 * <p>The slope is the median of (y_j − y_i) ÷ (x_j − x_i) over all pairs with different x; for an
 * even number of pairs the mean of the two in the middle (Sen, JASA 63:1379–1389, 1968). S is the
 * number of those pairs that rise less the number that fall. Its variance without a trend, with t
 * the sizes of the groups of equal values and u those of equal times, is
 *
 * <pre>
 *   [n(n−1)(2n+5) − Σt(t−1)(2t+5) − Σu(u−1)(2u+5)] / 18
 *   + Σt(t−1)(t−2) · Σu(u−1)(u−2) / [9n(n−1)(n−2)]
 *   + Σt(t−1) · Σu(u−1) / [2n(n−1)]
 * </pre>
 *
 * and z = (S − sign S) ÷ √variance, with the continuity correction of 1 (Kendall, Rank Correlation
 * Methods, 1975; Gilbert, Statistical Methods for Environmental Pollution Monitoring, 1987,
 * sections 16.4 and 16.5). p is one-sided, for growth: the probability that a standard normal value
 * is at least z. The normal approximation holds from 10 values on (Kendall; Gilbert 16.4.1); the
 * values must be independent of each other.
 *
 * <p>{@code +∞} is a value like any other and the greatest: two of them are equal.
 *
 * @param slope in units of y for one unit of x; may be infinite
 * @param s rising less falling pairs
 * @param variance of S if there were no trend; 0 if all values are equal
 * @param z standardised S; 0 for S = 0
 * @param p that growth as clear as this comes by chance, one-sided
 */
public record Trend(double slope, long s, double variance, double z, double p) {

  /**
   * The trend of values.
   *
   * @param x times in any order, finite; at least two of them different
   * @param y values, one for each time; not NaN
   */
  public static Trend of(double[] x, double[] y) {
    int n = x.length;
    if (n != y.length) {
      throw new IllegalArgumentException("found " + n + " times and " + y.length + " values");
    }
    double[] slopes = new double[n * (n - 1) / 2];
    int pairs = 0;
    long s = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (x[i] != x[j]) {
          // Infinity less Infinity is NaN, but two values that nobody reached do not differ
          double rise = y[i] == y[j] ? 0 : y[j] - y[i];
          // without the sum, equal values give -0.0 or 0.0 by the order of their times
          slopes[pairs] = rise / (x[j] - x[i]) + 0.0;
          s += (long) Math.signum(slopes[pairs]);
          pairs++;
        }
      }
    }
    if (pairs == 0) {
      throw new IllegalArgumentException(
          "a trend needs two different times, found " + n + " values");
    }
    double variance = variance(n, new Ties(y), new Ties(x));
    double z = s == 0 ? 0 : (s - Long.signum(s)) / Math.sqrt(variance);
    return new Trend(median(Arrays.copyOf(slopes, pairs)), s, variance, z, NormalTail.above(z));
  }

  /** The median of at least one value; the mean of the two in the middle of an even number. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static double variance(double n, Ties t, Ties u) {
    double untied = n * (n - 1) * (2 * n + 5);
    double variance = (untied - t.first - u.first) / 18 + t.third * u.third / (2 * n * (n - 1));
    return n < 3 ? variance : variance + t.second * u.second / (9 * n * (n - 1) * (n - 2));
  }

  /** The three sums over groups of equal values that the variance needs. */
  private static final class Ties {
    private double first;
    private double second;
    private double third;

    Ties(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      int from = 0;
      for (int to = 1; to <= sorted.length; to++) {
        if (to == sorted.length || sorted[to] != sorted[from]) {
          double size = to - from;
          first += size * (size - 1) * (2 * size + 5);
          second += size * (size - 1) * (size - 2);
          third += size * (size - 1);
          from = to;
        }
      }
    }
  }
}
