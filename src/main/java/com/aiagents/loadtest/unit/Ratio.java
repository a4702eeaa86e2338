package com.aiagents.loadtest.unit;

import java.math.BigDecimal;

/**
 * An exact share: {@code part} out of {@code whole}.
 *
 * <p>Compared without rounding, so that 99.000 % is not above 99 % and 4 errors in 1,000,000 are
 * not 0 %.
 *
 * @param part 0 to {@code whole}
 * @param whole at least 1
 */
public record Ratio(long part, long whole) {
  public Ratio {
    if (whole < 1 || part < 0 || part > whole) {
      throw new IllegalArgumentException("not a share: " + part + " of " + whole);
    }
  }

  /** Compares this share with a limit between 0 and 1, exactly. */
  public int compareTo(BigDecimal limit) {
    return BigDecimal.valueOf(part).compareTo(limit.multiply(BigDecimal.valueOf(whole)));
  }

  /** The nearest double, for display and JSON only. */
  public double value() {
    return (double) part / whole;
  }
}
