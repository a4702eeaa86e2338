package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.unit.Percentile;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The times of one label of one run, in milliseconds, and how many never came to their end.
 *
 * @param ended the exact times of those that did
 * @param endless how many did not: {@code +∞}, slower than anything; at least 0
 */
public record Times(LatencySnapshot ended, long endless) {
  public Times {
    Objects.requireNonNull(ended, "ended is null");
    if (endless < 0) {
      throw new IllegalArgumentException("endless is negative: " + endless);
    }
  }

  /** Times that all came to their end. */
  public static Times of(LatencySnapshot ended) {
    return new Times(ended, 0);
  }

  /** How many there are, the endless ones among them. */
  public long count() {
    return ended.count() + endless;
  }

  /** The nearest-rank percentile in ms; {@code +∞} if it is an endless one; empty for no time. */
  public OptionalDouble percentile(Percentile percentile) {
    return count() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(atRank(percentile.rank(count())));
  }

  /** The value of a rank from 1 to {@link #count}. */
  double atRank(long rank) {
    return rank > ended.count() ? Double.POSITIVE_INFINITY : ended.atRank(rank).orElseThrow();
  }
}
