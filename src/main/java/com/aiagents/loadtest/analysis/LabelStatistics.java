package com.aiagents.loadtest.analysis;

import java.util.List;
import java.util.Locale;

/**
 * All samples of one label, over the whole run or a part of it.
 *
 * @param label as it stands in the samples, or {@code TOTAL}
 * @param kind what its rows are
 * @param count samples
 * @param errors samples without success
 * @param latency elapsed time of all of them
 * @param throughput samples a second, between the first start and the last end of this label; 0 for
 *     an instant
 * @param topErrors the most frequent errors, at most {@value #TOP}
 */
public record LabelStatistics(
    String label,
    Kind kind,
    long count,
    long errors,
    LatencySnapshot latency,
    double throughput,
    List<ErrorCount> topErrors) {
  /** How many kinds of errors are named. */
  static final int TOP = 5;

  public LabelStatistics {
    topErrors = List.copyOf(topErrors);
  }

  /** What rows are; only one kind is in {@code TOTAL}, so that nothing counts twice. */
  public enum Kind {
    /** Requests: what {@code TOTAL} is made of. */
    SAMPLE,
    /** Parts of a request that has its own row: redirects, embedded resources. */
    SUB_RESULT,
    /** Sums of a transaction controller over requests that have their own rows. */
    TRANSACTION;

    /** The word in {@code verdict.json}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
