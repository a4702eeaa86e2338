package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.analysis.Series.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How many seconds of work wait in a queue: its depth over the rate of completions, at each reading
 * of the depth. Completions come in any order; used by one thread.
 *
 * <p>The rate is that of the 5 s that end with the reading, its moment included. Only the moments
 * at which such a time begins or ends are kept, and how many completions lie between two of them:
 * the counts are exact, and need no memory for a completion.
 */
final class Backlog {
  /** Completions of so long before a reading make the completion rate. */
  private static final long RATE_MILLIS = 5_000;

  private final List<Point> depths;

  /** Where a time of the rate begins or ends, sorted. */
  private final long[] moments;

  /** Completions later than the moment before, and not later than this one. */
  private final long[] counts;

  Backlog(Series depth) {
    this.depths = depth.points();
    this.moments =
        depths.stream()
            .flatMapToLong(p -> LongStream.of(p.millis() - RATE_MILLIS, p.millis()))
            .sorted()
            .distinct()
            .toArray();
    this.counts = new long[moments.length];
  }

  /** Takes the moment at which a ticket was completed. */
  void completed(long millis) {
    int index = Arrays.binarySearch(moments, millis);
    int first = index < 0 ? -index - 1 : index;
    if (first < counts.length) {
      counts[first]++;
    }
  }

  /** Takes all that another one of the same readings took. */
  void merge(Backlog other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  /** Seconds of work at each reading; without bound where jobs wait and none was completed. */
  Series seconds() {
    long[] until = counts.clone();
    Arrays.parallelPrefix(until, Long::sum);
    List<Point> points = new ArrayList<>();
    for (Point reading : depths) {
      long completions = at(until, reading.millis()) - at(until, reading.millis() - RATE_MILLIS);
      double seconds =
          reading.value() == 0 ? 0 : reading.value() * (RATE_MILLIS / 1000.0) / completions;
      points.add(new Point(reading.millis(), seconds));
    }
    return new Series(points);
  }

  private long at(long[] until, long moment) {
    return until[Arrays.binarySearch(moments, moment)];
  }
}
