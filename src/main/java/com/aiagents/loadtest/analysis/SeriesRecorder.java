package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.unit.Percentile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Records the load over time, in memory that does not grow with its length: stretches become twice
 * as long when there would be more than {@value #MOST}. Used by one thread.
 */
final class SeriesRecorder {
  /** The most stretches between the first and the last. */
  static final int MOST = 2_048;

  private static final int SECOND_MILLIS = 1_000;

  /** A stretch of number n lies at n modulo {@link #MOST}: all of them are less than that apart. */
  private Stretch[] ring = new Stretch[MOST];

  private int doublings;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  void add(Sample sample) {
    long start = sample.startMillis();
    long elapsed = sample.elapsedMillis();
    at(start).sent(elapsed, sample.success());
    int users = sample.allThreads();
    if (users > 0) {
      at(start + elapsed).ended(users);
    }
  }

  /** The stretch of a time, which is never before 1970. */
  private Stretch at(long millis) {
    long number = number(millis);
    Stretch stretch = ring[(int) number & MOST - 1];
    return stretch != null && stretch.number == number ? stretch : added(millis);
  }

  /** A division by what is known when this is compiled takes a fraction of any other. */
  private long number(long millis) {
    return millis / SECOND_MILLIS >> doublings;
  }

  private Stretch added(long millis) {
    long number = number(millis);
    while (Math.max(last, number) - Math.min(first, number) >= MOST) {
      widen();
      number = number(millis);
    }
    first = Math.min(first, number);
    last = Math.max(last, number);
    return inRing(number);
  }

  private Stretch inRing(long number) {
    int slot = (int) number & MOST - 1;
    if (ring[slot] == null) {
      ring[slot] = new Stretch(number);
    }
    return ring[slot];
  }

  private void widen() {
    Stretch[] shorter = ring;
    ring = new Stretch[MOST];
    doublings++;
    first = first == Long.MAX_VALUE ? first : first >> 1;
    last = last == Long.MIN_VALUE ? last : last >> 1;
    for (Stretch stretch : shorter) {
      if (stretch != null) {
        inRing(stretch.number >> 1).merge(stretch);
      }
    }
  }

  /** Takes all that another one took. */
  void merge(SeriesRecorder other) {
    while (doublings < other.doublings) {
      widen();
    }
    while (other.doublings < doublings) {
      other.widen();
    }
    for (Stretch stretch : other.ring) {
      if (stretch != null) {
        // this may widen, which changes the numbers
        at(stretch.number * other.length()).merge(stretch);
      }
    }
  }

  private long length() {
    return (long) SECOND_MILLIS << doublings;
  }

  LoadSeries series() {
    List<LoadSeries.Point> points = new ArrayList<>();
    for (long number = first; number <= last; number++) {
      Stretch stretch = ring[(int) number & MOST - 1];
      if (stretch != null) {
        points.add(stretch.point(length()));
      }
    }
    return new LoadSeries(length(), points);
  }

  /** Times in cells: one for each ms below 256, then 128 for each doubling. */
  private static final class Stretch {
    private static final int EXACT = 256;
    private static final int EXACT_BITS = 8;
    private static final int STEP_BITS = 7;

    private final long number;
    private int[] cells = new int[EXACT / 4];
    private long count;
    private long errors;
    private long ended;
    private long users;
    private int mostUsers;

    Stretch(long number) {
      this.number = number;
    }

    void sent(long elapsed, boolean success) {
      count++;
      errors += success ? 0 : 1;
      int cell = cell(elapsed);
      if (cell >= cells.length) {
        cells = Arrays.copyOf(cells, Math.max(cell + 1, cells.length * 2));
      }
      cells[cell]++;
    }

    void ended(int active) {
      ended++;
      users += active;
      mostUsers = Math.max(mostUsers, active);
    }

    void merge(Stretch other) {
      if (other.cells.length > cells.length) {
        cells = Arrays.copyOf(cells, other.cells.length);
      }
      for (int i = 0; i < other.cells.length; i++) {
        cells[i] += other.cells[i];
      }
      count += other.count;
      errors += other.errors;
      ended += other.ended;
      users += other.users;
      mostUsers = Math.max(mostUsers, other.mostUsers);
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

    private long atRank(long rank) {
      long passed = 0;
      for (int i = 0; i < cells.length; i++) {
        passed += cells[i];
        if (passed >= rank) {
          return lowest(i);
        }
      }
      return -1;
    }

    LoadSeries.Point point(long length) {
      return new LoadSeries.Point(
          number * length,
          count,
          errors,
          count == 0 ? -1 : atRank(Percentile.P50.rank(count)),
          count == 0 ? -1 : atRank(Percentile.P95.rank(count)),
          ended == 0 ? Double.NaN : (double) users / ended,
          mostUsers);
    }
  }
}
