package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.samples.RowException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts times by the exact millisecond.
 *
 * <p>No buckets: a percentile of {@link LatencySnapshot} is a value that was measured. Times from 0
 * to 65.535 s lie in pages that are made when needed, others in a map of at most {@value
 * #MOST_SPARSE} different ones. Used by one thread.
 */
final class LatencyRecorder {
  private static final int DENSE = 1 << 16;
  private static final int PAGE_BITS = 9;
  private static final int PAGE = 1 << PAGE_BITS;
  private static final int PAGES = DENSE / PAGE;
  private static final int MOST_SPARSE = 500_000;

  /** The last one is never there. */
  private final long[][] pages = new long[PAGES + 1][];

  private final TreeMap<Long, Long> sparse = new TreeMap<>();

  /**
   * Counts one time; below 0 is a time between two clocks, or from an answer that came late.
   *
   * @throws RowException if there are too many different ones
   */
  void record(long millis) {
    // below 0 the shift makes it large
    long[] page = pages[(int) Math.min(millis >>> PAGE_BITS, PAGES)];
    if (page == null) {
      recordFirst(millis);
    } else {
      page[(int) millis & PAGE - 1]++;
    }
  }

  /**
   * Counts a time that has no page yet, or never will have: in one place, so that compiled code
   * need not be thrown away when a first long time comes late.
   */
  private void recordFirst(long millis) {
    if (millis >= 0 && millis < DENSE) {
      pages[(int) (millis >>> PAGE_BITS)] = new long[PAGE];
      record(millis);
      return;
    }
    sparse.merge(millis, 1L, Long::sum);
    requireFew();
  }

  private void requireFew() {
    if (sparse.size() > MOST_SPARSE) {
      throw new RowException(
          "found more than "
              + MOST_SPARSE
              + " different times outside 0 to "
              + (DENSE - 1)
              + " ms, which no exact percentile can hold");
    }
  }

  /** Counts all that another one counted. */
  void merge(LatencyRecorder other) {
    for (int i = 0; i < pages.length; i++) {
      if (pages[i] == null && other.pages[i] != null) {
        pages[i] = other.pages[i].clone();
      } else if (other.pages[i] != null) {
        for (int k = 0; k < PAGE; k++) {
          pages[i][k] += other.pages[i][k];
        }
      }
    }
    other.sparse.forEach((millis, count) -> sparse.merge(millis, count, Long::sum));
    requireFew();
  }

  /** Everything counted so far. */
  LatencySnapshot snapshot() {
    int size = sparse.size();
    for (long[] page : pages) {
      for (int i = 0; page != null && i < PAGE; i++) {
        size += page[i] > 0 ? 1 : 0;
      }
    }
    long[] values = new long[size];
    long[] counts = new long[size];
    int at = fill(values, counts, 0, sparse.headMap(0L));
    for (int p = 0; p < pages.length; p++) {
      for (int i = 0; pages[p] != null && i < PAGE; i++) {
        if (pages[p][i] > 0) {
          values[at] = (long) p * PAGE + i;
          counts[at++] = pages[p][i];
        }
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
