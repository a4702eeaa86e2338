package com.aiagents.loadtest.unit;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A percentile on the one scale of this project: percent, above 0 and at most 100.
 *
 * <p>Percentiles are nearest rank: the ⌈p·n/100⌉-th smallest of n values, always a value that was
 * measured and never an interpolation. The percent is kept as a decimal, so that the rank of p99.9
 * of 1,000 values is exactly 999.
 *
 * @param percent above 0 and at most 100
 */
public record Percentile(BigDecimal percent) {
  public static final Percentile P50 = of("50");
  public static final Percentile P90 = of("90");
  public static final Percentile P95 = of("95");
  public static final Percentile P99 = of("99");
  public static final Percentile P999 = of("99.9");

  public Percentile {
    if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw new IllegalArgumentException(
          "percentile is out of range: found " + percent + ", allowed above 0 and at most 100");
    }
  }

  /** A percentile from its decimal text, for example {@code "99.9"}. */
  public static Percentile of(String percent) {
    return new Percentile(new BigDecimal(percent));
  }

  /**
   * The nearest rank among {@code count} values: ⌈percent·count/100⌉, counted from 1.
   *
   * @param count at least 1
   */
  public long rank(long count) {
    if (count < 1) {
      throw new IllegalArgumentException("a percentile of nothing has no rank: count " + count);
    }
    return percent
        .multiply(BigDecimal.valueOf(count))
        .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
        .longValueExact();
  }

  /** The name used in reports: {@code p95}, {@code p99.9}. */
  @Override
  public String toString() {
    return "p" + percent.toPlainString();
  }
}
