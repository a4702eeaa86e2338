package com.aiagents.loadtest.analysis;

import java.util.Objects;

/**
 * A quantity as it was probed over time, such as the resident memory of a process.
 *
 * @param millis when each value was read, epoch ms; any order
 * @param values one for each time, in a unit of the caller's choice
 */
public record Series(long[] millis, double[] values) {
  public Series {
    Objects.requireNonNull(millis, "millis is null");
    Objects.requireNonNull(values, "values is null");
    if (millis.length != values.length) {
      throw new IllegalArgumentException(
          "found " + millis.length + " times and " + values.length + " values");
    }
    millis = millis.clone();
    values = values.clone();
  }

  @Override
  public long[] millis() {
    return millis.clone();
  }

  @Override
  public double[] values() {
    return values.clone();
  }
}
