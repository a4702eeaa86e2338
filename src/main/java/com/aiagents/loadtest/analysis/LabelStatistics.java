package com.aiagents.loadtest.analysis;

/**
 * All samples of one label, over the whole run.
 *
 * @param label as it stands in the samples, or {@code TOTAL}
 * @param count samples
 * @param errors samples without success
 * @param latency elapsed time of all of them
 * @param throughput samples a second, between the first start and the last end of this label; 0 for
 *     an instant
 */
public record LabelStatistics(
    String label, long count, long errors, LatencySnapshot latency, double throughput) {}
