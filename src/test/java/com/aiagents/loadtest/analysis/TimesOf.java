package com.aiagents.loadtest.analysis;

import java.util.Random;

/** Makes times for tests of two distributions. */
public final class TimesOf {
  private TimesOf() {}

  /** These times, all ended. */
  public static Times of(long... millis) {
    LatencyRecorder recorder = new LatencyRecorder();
    for (long one : millis) {
      recorder.record(one);
    }
    return Times.of(recorder.snapshot());
  }

  /** These times, and some that never ended. */
  public static Times of(long[] millis, long endless) {
    return new Times(of(millis).ended(), endless);
  }

  /** Whole numbers below a bound, so that there are ties. */
  public static long[] random(Random random, int n, int bound) {
    return random.longs(n, 0, bound).toArray();
  }

  /** Log-normal times around a median, in whole ms. */
  public static long[] logNormal(Random random, int n, double median, double sigma) {
    long[] millis = new long[n];
    for (int i = 0; i < n; i++) {
      millis[i] = Math.round(median * Math.exp(sigma * random.nextGaussian()));
    }
    return millis;
  }
}
