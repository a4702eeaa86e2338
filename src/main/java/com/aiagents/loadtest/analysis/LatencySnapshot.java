package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.unit.Percentile;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * The exact distribution of times, in milliseconds; immutable. Empty has no minimum and no mean.
 */
public final class LatencySnapshot {
  private final long[] values;
  private final long[] counts;
  private final long count;

  /**
   * A distribution.
   *
   * @param values in ascending order; not copied, so the caller must not keep it
   * @param counts of each value, at least 1; not copied
   */
  LatencySnapshot(long[] values, long[] counts) {
    this.values = values;
    this.counts = counts;
    long sum = 0;
    for (long c : counts) {
      sum += c;
    }
    this.count = sum;
  }

  /** All times of several distributions as one. */
  public static LatencySnapshot merged(List<LatencySnapshot> several) {
    TreeMap<Long, Long> all = new TreeMap<>();
    for (LatencySnapshot one : several) {
      for (int i = 0; i < one.values.length; i++) {
        all.merge(one.values[i], one.counts[i], Long::sum);
      }
    }
    return new LatencySnapshot(
        all.keySet().stream().mapToLong(Long::longValue).toArray(),
        all.values().stream().mapToLong(Long::longValue).toArray());
  }

  /** How many times were counted. */
  public long count() {
    return count;
  }

  public OptionalLong min() {
    return count == 0 ? OptionalLong.empty() : OptionalLong.of(values[0]);
  }

  public OptionalLong max() {
    return count == 0 ? OptionalLong.empty() : OptionalLong.of(values[values.length - 1]);
  }

  /** All times together, exactly. */
  public BigInteger sum() {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < values.length; i++) {
      sum = sum.add(BigInteger.valueOf(values[i]).multiply(BigInteger.valueOf(counts[i])));
    }
    return sum;
  }

  public OptionalDouble mean() {
    if (count == 0) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (double) values[i] * counts[i];
    }
    return OptionalDouble.of(sum / count);
  }

  /** The standard deviation of these very times: the root of their mean squared distance. */
  public OptionalDouble standardDeviation() {
    if (count == 0) {
      return OptionalDouble.empty();
    }
    double mean = mean().getAsDouble();
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      squares += (values[i] - mean) * (values[i] - mean) * counts[i];
    }
    return OptionalDouble.of(Math.sqrt(squares / count));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LatencySnapshot s
        && Arrays.equals(values, s.values)
        && Arrays.equals(counts, s.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + Arrays.hashCode(counts);
  }

  /** The nearest-rank percentile. */
  public OptionalLong percentile(Percentile percentile) {
    return count == 0 ? OptionalLong.empty() : atRank(percentile.rank(count));
  }

  /** How many times meet a condition. */
  public long countIf(LongPredicate condition) {
    long met = 0;
    for (int i = 0; i < values.length; i++) {
      met += condition.test(values[i]) ? counts[i] : 0;
    }
    return met;
  }

  /** The value of a rank, counted from 1; empty if fewer were counted. */
  public OptionalLong atRank(long rank) {
    long passed = 0;
    for (int i = 0; i < values.length; i++) {
      passed += counts[i];
      if (passed >= rank) {
        return OptionalLong.of(values[i]);
      }
    }
    return OptionalLong.empty();
  }

  /** How many different values there are. */
  int distinct() {
    return values.length;
  }

  /** The {@code i}-th smallest of the different values, from 0. */
  long value(int i) {
    return values[i];
  }

  /** How often {@link #value} was counted, at least 1. */
  long countOf(int i) {
    return counts[i];
  }
}
