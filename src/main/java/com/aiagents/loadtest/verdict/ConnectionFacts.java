package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.Series;
import com.aiagents.loadtest.analysis.Series.Point;
import com.aiagents.loadtest.analysis.Span;
import java.util.Optional;

/** Facts about the database's connections. */
final class ConnectionFacts {
  private static final double FULL = 0.9;

  private ConnectionFacts() {}

  /** More than 90 % of the target's own pool were in use for 10 s. */
  static Holding poolFull(Seen run) {
    return run.watched(
        seen ->
            full(
                seen,
                seen.pool(),
                seen.target().poolInUse(),
                seen.target().poolSize(),
                "connections of the target's pool"));
  }

  /** More than 90 % of the server's connections were in use for 10 s. */
  static Holding serverFull(Seen run) {
    return run.watched(
        seen ->
            full(
                seen,
                seen.connections(),
                seen.target().connections(),
                seen.target().mostConnections(),
                "connections of the database server"));
  }

  private static Holding full(
      MonitorAnalysis seen, Series share, Series used, Series most, String what) {
    Optional<Span> full = Seen.sustained(seen, share, value -> value > FULL);
    if (full.isPresent()) {
      return Holding.yes(
          "%.1f of %.0f %s were in use %s%s",
          Seen.mean(used, full.get()).orElse(0),
          Seen.mean(most, full.get()).orElse(0),
          what,
          Watching.span(seen, full.get()),
          Seen.workers(seen, full.get()));
    }
    Optional<Point> highest = Seen.highest(Seen.onwards(seen, used));
    if (highest.isEmpty() || !Seen.covered(seen, share)) {
      return Holding.unknown("the %s were not read all the time", what);
    }
    return Holding.no(
        "at most %.0f of %.0f %s were in use, never more than 90 %% for 10 s",
        highest.get().value(), most.last().map(Point::value).orElse(0.0), what);
  }
}
