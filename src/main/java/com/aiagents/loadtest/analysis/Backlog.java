package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.analysis.Series.Point;
import java.util.ArrayList;
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

  /** Where a time of the rate begins or ends. */
  private final Moments completions;

  Backlog(Series depth) {
    this.depths = depth.points();
    this.completions =
        new Moments(
            depths.stream()
                .flatMapToLong(p -> LongStream.of(p.millis() - RATE_MILLIS, p.millis()))
                .sorted()
                .distinct()
                .toArray());
  }

  /** Takes the moment at which a ticket was completed. */
  void completed(long millis) {
    completions.count(millis);
  }

  /** Takes all that another one of the same readings took. */
  void merge(Backlog other) {
    completions.merge(other.completions);
  }

  /** Seconds of work at each reading; without bound where jobs wait and none was completed. */
  Series seconds() {
    long[] until = completions.sums();
    List<Point> points = new ArrayList<>();
    for (Point reading : depths) {
      long completed = at(until, reading.millis()) - at(until, reading.millis() - RATE_MILLIS);
      double seconds =
          reading.value() == 0 ? 0 : reading.value() * (RATE_MILLIS / 1000.0) / completed;
      points.add(new Point(reading.millis(), seconds));
    }
    return new Series(points);
  }

  /** Tickets that were completed after the reading before, and not after this one. */
  Series completions() {
    long[] until = completions.sums();
    List<Point> points = new ArrayList<>();
    long before = 0;
    for (Point reading : depths) {
      long completed = at(until, reading.millis());
      points.add(new Point(reading.millis(), completed - before));
      before = completed;
    }
    return new Series(points);
  }

  private long at(long[] until, long moment) {
    return until[completions.firstNotBefore(moment)];
  }
}
