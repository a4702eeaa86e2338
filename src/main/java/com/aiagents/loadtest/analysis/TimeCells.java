package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.unit.Percentile;
import java.util.Arrays;

/**
 * Counts times in cells: one for each ms below 256, then 128 for each doubling, so that a
 * percentile is too low by less than 0.8 %. Used by one thread.
 */
final class TimeCells {
  private static final int EXACT = 256;
  private static final int EXACT_BITS = 8;
  private static final int STEP_BITS = 7;

  private int[] cells = new int[EXACT / 4];
  private long count;
  private long max = -1;

  /** Counts a time, ms, at least 0. */
  void add(long millis) {
    int cell = cell(millis);
    if (cell >= cells.length) {
      cells = Arrays.copyOf(cells, Math.max(cell + 1, cells.length * 2));
    }
    cells[cell]++;
    count++;
    max = Math.max(max, millis);
  }

  /** Takes all that another one took. */
  void merge(TimeCells other) {
    if (other.cells.length > cells.length) {
      cells = Arrays.copyOf(cells, other.cells.length);
    }
    for (int i = 0; i < other.cells.length; i++) {
      cells[i] += other.cells[i];
    }
    count += other.count;
    max = Math.max(max, other.max);
  }

  long count() {
    return count;
  }

  /** The longest, exactly; -1 if there is none. */
  long max() {
    return max;
  }

  /** A percentile; -1 if there is none. */
  long percentile(Percentile percentile) {
    return count == 0 ? -1 : atRank(percentile.rank(count));
  }

  /** The time of a rank, counted from 1; -1 if fewer were counted. */
  long atRank(long rank) {
    long passed = 0;
    for (int i = 0; i < cells.length; i++) {
      passed += cells[i];
      if (passed >= rank) {
        return lowest(i);
      }
    }
    return -1;
  }

  private static int cell(long millis) {
    if (millis < EXACT) {
      return (int) millis;
    }
    int doublings = 63 - Long.numberOfLeadingZeros(millis) - EXACT_BITS;
    int shift = doublings + EXACT_BITS - STEP_BITS;
    return EXACT + (doublings << STEP_BITS) + (int) (millis >>> shift & (1 << STEP_BITS) - 1);
  }

  private static long lowest(int cell) {
    if (cell < EXACT) {
      return cell;
    }
    int doublings = cell - EXACT >> STEP_BITS;
    long within = cell - EXACT & (1 << STEP_BITS) - 1;
    return (1L << STEP_BITS | within) << doublings + EXACT_BITS - STEP_BITS;
  }
}
