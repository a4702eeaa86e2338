package com.aiagents.loadtest.analysis;

/**
 * The upper tail of the standard normal distribution.
 *
 * <p>Below 3 it is one half less Marsaglia's series φ(z)·(z + z³/3 + z⁵/(3·5) + …) ("Evaluating the
 * Normal Distribution", J. Stat. Software 11(4), 2004), from there Laplace's continued fraction
 * φ(z)/(z + 1/(z + 2/(z + 3/(z + …)))) (Abramowitz and Stegun 26.2.14), which keeps its relative
 * precision where the series would lose it.
 */
final class NormalTail {
  private static final double SERIES_BELOW = 3;
  private static final int FRACTION_TERMS = 200;

  private NormalTail() {}

  /** The probability that a standard normal value is above {@code z}. */
  static double above(double z) {
    if (z < 0) {
      return 1 - above(-z);
    }
    double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    if (z < SERIES_BELOW) {
      double term = z;
      double sum = z;
      for (int k = 3; term > sum * 1e-18; k += 2) {
        term *= z * z / k;
        sum += term;
      }
      return 0.5 - density * sum;
    }
    double fraction = z;
    for (int k = FRACTION_TERMS; k >= 1; k--) {
      fraction = z + k / fraction;
    }
    return density / fraction;
  }
}
