package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.Series;
import com.aiagents.loadtest.analysis.Series.Point;
import com.aiagents.loadtest.analysis.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The time during which a queue grew to its highest depth: from the last reading of at most a tenth
 * of it.
 *
 * @param span at least 5 s
 * @param from jobs that waited at its beginning
 * @param to jobs that waited at its end, at least 5 more
 */
record QueueGrowth(Span span, double from, double to) {
  /** Fewer jobs come and go by chance. */
  private static final int FEWEST_JOBS = 5;

  private static final long SHORTEST_MILLIS = 5_000;
  private static final double LOW = 0.1;

  /** When the queue grew; empty if it did not. */
  static Optional<QueueGrowth> of(MonitorAnalysis seen) {
    List<Point> depths = Seen.onwards(seen, seen.depth()).points();
    Optional<Point> peak = Seen.highest(new Series(depths));
    if (peak.isEmpty()) {
      return Optional.empty();
    }
    Point start =
        depths.stream()
            .filter(p -> p.millis() <= peak.get().millis())
            .filter(p -> p.value() <= peak.get().value() * LOW)
            .reduce((earlier, later) -> later)
            .orElse(depths.get(0));
    QueueGrowth growth =
        new QueueGrowth(
            new Span(start.millis(), peak.get().millis()), start.value(), peak.get().value());
    return growth.to - growth.from >= FEWEST_JOBS && growth.span.millis() >= SHORTEST_MILLIS
        ? Optional.of(growth)
        : Optional.empty();
  }

  /** Tickets a second that a series counted in that time. */
  double rate(Series counted) {
    // what came before the first reading is not of this time
    Span after = new Span(span.fromMillis() + 1, span.toMillis());
    double sum = Seen.inside(counted, after).points().stream().mapToDouble(Point::value).sum();
    return sum / Watching.seconds(span);
  }

  /** This time in words. */
  String text(MonitorAnalysis seen) {
    return String.format(
        Locale.ROOT,
        "while the queue grew from %.0f to %.0f jobs, from %s to %s",
        from,
        to,
        Watching.at(seen, span.fromMillis()),
        Watching.at(seen, span.toMillis()));
  }
}
