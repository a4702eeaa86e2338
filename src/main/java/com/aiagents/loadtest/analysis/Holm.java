package com.aiagents.loadtest.analysis;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction for many tests at once: the chance that even one of them finds something where
 * there is nothing stays below the level, whatever the tests have to do with each other (Scand. J.
 * Stat. 6:65–70, 1979).
 */
public final class Holm {
  private Holm() {}

  /**
   * The corrected probabilities, in the order given: the k-th smallest of m, k from 1, becomes the
   * largest of (m − j + 1) · p_j over all j ≤ k, at most 1.
   */
  public static double[] adjusted(double[] p) {
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double most = 0;
    for (int k = 0; k < order.length; k++) {
      most = Math.max(most, Math.min(1, (order.length - k) * p[order[k]]));
      adjusted[order[k]] = most;
    }
    return adjusted;
  }
}
