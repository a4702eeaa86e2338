package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.Magnitude;

/**
 * From where on a difference matters: with a million samples everything is significant.
 *
 * <p>All limits are the same in both directions, so that two runs that change places change nothing
 * but the sign.
 */
public final class Minimum {
  private static final int ONE_IN = 5;

  /** Of the smaller of two percentiles: a fifth, as for growth in one run. */
  public static final double SHARE = 1.0 / ONE_IN;

  /**
   * Between two percentiles, likewise as for growth: below it lie a timer, a pause of a collector,
   * a busy neighbour.
   */
  public static final double MILLIS = 20;

  /** Between two error rates, as a share: half a point, likewise. */
  public static final double ERRORS = 0.005;

  /** Of Cliff's delta, without its sign. */
  public static final double DELTA = Magnitude.SMALL.from();

  private Minimum() {}

  /**
   * How two percentiles differ: 0 if it does not matter, else the sign of {@code b − a}.
   *
   * @param a ms, may be {@code +∞}
   * @param b likewise
   */
  static int ofPercentiles(double a, double b) {
    // infinite less infinite is NaN: nobody reached either, they do not differ
    double apart = a == b ? 0 : Math.abs(b - a);
    // five times a whole number is exact where a fifth is not
    boolean matters = apart >= MILLIS && apart * ONE_IN >= Math.min(a, b);
    return matters ? (int) Math.signum(b - a) : 0;
  }

  /** Likewise for Cliff's delta. */
  static int ofDelta(double delta) {
    return Math.abs(delta) >= DELTA ? (int) Math.signum(delta) : 0;
  }

  /** Likewise for a difference of error rates. */
  static int ofErrors(double difference) {
    return Math.abs(difference) >= ERRORS ? (int) Math.signum(difference) : 0;
  }
}
