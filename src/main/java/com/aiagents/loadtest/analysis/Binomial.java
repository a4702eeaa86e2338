package com.aiagents.loadtest.analysis;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * The tails of the binomial distribution: how likely so few or so many of n are, each with the same
 * chance p.
 *
 * <p>By the regularised incomplete beta function, P(X ≥ k) = I<sub>p</sub>(k, n − k + 1) (DLMF
 * 8.17.24), which takes parts of a sample too: n and k need not be whole. Good to about 7 digits
 * for n up to 10<sup>10</sup>, each in less than a millisecond.
 */
final class Binomial {
  private Binomial() {}

  /**
   * The probability of at most k of n.
   *
   * @param n above 0
   * @param k below 0 it is impossible, from n on certain
   * @param p 0 to 1
   */
  static double atMost(double n, double k, double p) {
    if (k < 0) {
      return 0;
    }
    return k >= n ? 1 : RegularizedBeta.complement(p, k + 1, n - k);
  }

  /**
   * The probability of at least k of n.
   *
   * @param n above 0
   * @param k above n it is impossible, up to 0 certain
   * @param p 0 to 1
   */
  static double atLeast(double n, double k, double p) {
    if (k > n) {
      return 0;
    }
    return k <= 0 ? 1 : RegularizedBeta.value(p, k, n - k + 1);
  }
}
