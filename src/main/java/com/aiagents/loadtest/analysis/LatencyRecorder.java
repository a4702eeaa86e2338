package com.aiagents.loadtest.analysis;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts times by the exact millisecond.
 *
 * <p>No buckets: a percentile of {@link LatencySnapshot} is a value that was measured. Times from 0
 * to 65.535 s lie in an array that grows as needed, others in a map. Used by one thread.
 */
final class LatencyRecorder {
  private static final int DENSE = 1 << 16;

  private long[] dense = new long[1024];
  private final TreeMap<Long, Long> sparse = new TreeMap<>();

  /** Counts one time; below 0 is a time between two clocks, or from an answer that came late. */
  void record(long millis) {
    if (millis >= DENSE || millis < 0) {
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
    int at = fill(values, counts, 0, sparse.headMap(0L));
    for (int millis = 0; millis < dense.length; millis++) {
      if (dense[millis] > 0) {
        values[at] = millis;
        counts[at++] = dense[millis];
      }
    }
    fill(values, counts, at, sparse.tailMap(0L));
    return new LatencySnapshot(values, counts);
  }

  private static int fill(long[] values, long[] counts, int from, Map<Long, Long> some) {
    int at = from;
    for (Map.Entry<Long, Long> entry : some.entrySet()) {
      values[at] = entry.getKey();
      counts[at++] = entry.getValue();
    }
    return at;
  }
}
