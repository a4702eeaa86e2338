package com.aiagents.loadtest.analysis;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts times by the exact millisecond.
 *
 * <p>No buckets: a percentile of {@link LatencySnapshot} is a value that was measured. Times below
 * 65.536 s lie in an array that grows as needed, longer ones in a map. Used by one thread.
 */
final class LatencyRecorder {
  private static final int DENSE = 1 << 16;

  private long[] dense = new long[1024];
  private final Map<Long, Long> sparse = new TreeMap<>();

  /** Counts one time of at least 0 ms. */
  void record(long millis) {
    if (millis >= DENSE) {
      sparse.merge(millis, 1L, Long::sum);
      return;
    }
    if (millis >= dense.length) {
      dense = Arrays.copyOf(dense, Math.min(DENSE, Math.max((int) millis + 1, dense.length * 2)));
    }
    dense[(int) millis]++;
  }

  /** Everything counted so far. */
  LatencySnapshot snapshot() {
    int size = sparse.size();
    for (long count : dense) {
      size += count > 0 ? 1 : 0;
    }
    long[] values = new long[size];
    long[] counts = new long[size];
    int at = 0;
    for (int millis = 0; millis < dense.length; millis++) {
      if (dense[millis] > 0) {
        values[at] = millis;
        counts[at++] = dense[millis];
      }
    }
    for (Map.Entry<Long, Long> entry : sparse.entrySet()) {
      values[at] = entry.getKey();
      counts[at++] = entry.getValue();
    }
    return new LatencySnapshot(values, counts);
  }
}
