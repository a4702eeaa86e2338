package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.Times;
import com.aiagents.loadtest.unit.Percentile;
import java.util.OptionalDouble;

/**
 * One label of one run, as it is compared.
 *
 * @param label as it stands in the samples, {@code TOTAL}, or that of the complete workflow
 * @param times of all samples, or of all accepted tickets
 * @param errors samples without success, or tickets that were not completed; 0 to the count
 */
public record Measured(String label, Times times, long errors) {
  public Measured {
    if (errors < 0 || errors > times.count()) {
      throw new IllegalArgumentException(
          label + ": " + errors + " errors of " + times.count() + " samples");
    }
  }

  public long count() {
    return times.count();
  }

  /** In ms; {@code +∞} if it falls on a ticket that was not completed; empty for no time. */
  public OptionalDouble percentile(Percentile percentile) {
    return times.percentile(percentile);
  }

  /** Errors ÷ count; empty for no sample. */
  public OptionalDouble errorRate() {
    return count() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) errors / count());
  }
}
