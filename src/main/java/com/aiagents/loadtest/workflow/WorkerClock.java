package com.aiagents.loadtest.workflow;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far the workers' clock is ahead of the database's: the median of {@code completed_at -
 * created_at - processing_time_ms} over all completed rows.
 *
 * <p>Differences within a minute are counted by the millisecond, others by the second, so memory is
 * bounded. The median is the lower one of an even number. Used by one thread.
 */
final class WorkerClock {
  private static final int FINE = 60_000;

  private final long[] fine = new long[2 * FINE + 1];
  private final Map<Long, Long> coarse = new TreeMap<>();
  private long count;

  /** Takes a row; one that does not tell all three is passed over. */
  void add(HistoryRow row) {
    if (row.status() != HistoryRow.Status.COMPLETED
        || row.createdMillis() == null
        || row.completedMillis() == null
        || row.processingMillis() == null) {
      return;
    }
    long difference = row.completedMillis() - row.createdMillis() - row.processingMillis();
    count++;
    if (Math.abs(difference) <= FINE) {
      fine[(int) difference + FINE]++;
    } else {
      coarse.merge(Math.floorDiv(difference, 1000) * 1000, 1L, Long::sum);
    }
  }

  /** The median in ms; null if no row tells. */
  Long offsetMillis() {
    if (count == 0) {
      return null;
    }
    long rank = (count + 1) / 2;
    long passed = 0;
    for (Map.Entry<Long, Long> entry : coarse.entrySet()) {
      if (entry.getKey() >= 0) {
        break;
      }
      passed += entry.getValue();
      if (passed >= rank) {
        return entry.getKey();
      }
    }
    for (int i = 0; i < fine.length; i++) {
      passed += fine[i];
      if (passed >= rank) {
        return (long) i - FINE;
      }
    }
    for (Map.Entry<Long, Long> entry : coarse.entrySet()) {
      if (entry.getKey() >= 0) {
        passed += entry.getValue();
        if (passed >= rank) {
          return entry.getKey();
        }
      }
    }
    throw new IllegalStateException("rank " + rank + " of " + count + " was not found");
  }
}
