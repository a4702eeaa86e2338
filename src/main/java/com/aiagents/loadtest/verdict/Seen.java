package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.Series;
import com.aiagents.loadtest.analysis.Series.Point;
import com.aiagents.loadtest.analysis.Span;
import com.aiagents.loadtest.unit.Sustained;
import com.aiagents.loadtest.unit.TimeWindow;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.function.Function;

/**
 * All that the facts of a diagnosis are computed from.
 *
 * @param verdict on the evidence
 * @param place where the load went
 */
record Seen(Verdict verdict, Evidence evidence, Place place) {
  static final String UNWATCHED = "nobody watched the target";

  Seen {
    Objects.requireNonNull(verdict, "verdict is null");
    Objects.requireNonNull(evidence, "evidence is null");
    Objects.requireNonNull(place, "place is null");
  }

  /** What a fact is by what the probes read; not known without them. */
  Holding watched(Function<MonitorAnalysis, Holding> fact) {
    return evidence.watched().monitor().map(fact).orElse(Holding.unknown(UNWATCHED));
  }

  /** From the first request on. */
  static Series onwards(MonitorAnalysis seen, Series series) {
    return series.within(new TimeWindow(seen.load().fromMillis(), Long.MAX_VALUE));
  }

  /**
   * The longest sustained time from the first request on during which something held; see {@link
   * Watching}.
   */
  static Optional<Span> sustained(MonitorAnalysis seen, Series series, DoublePredicate condition) {
    return onwards(seen, series)
        .longestSpan(condition, Sustained.GAP_MILLIS)
        .filter(Watching::lasts);
  }

  /** Whether there are readings over the whole load, so that what was not seen did not happen. */
  static boolean covered(MonitorAnalysis seen, Series series) {
    return series.longestGap(seen.load()).millis() <= Sustained.GAP_MILLIS;
  }

  /** The mean of the readings of a time, both ends included; empty without one. */
  static OptionalDouble mean(Series series, Span span) {
    return inside(series, span).points().stream().mapToDouble(Point::value).average();
  }

  /** The readings of a time, both ends included. */
  static Series inside(Series series, Span span) {
    return series.within(new TimeWindow(span.fromMillis(), span.toMillis() + 1));
  }

  /** The highest reading, the first of several; empty without one. */
  static Optional<Point> highest(Series series) {
    return series.points().stream()
        .max(Comparator.comparingDouble(Point::value).thenComparing(p -> -p.millis()));
  }

  /** The end of a sentence about a time: how many workers were active in it, if that is known. */
  static String workers(MonitorAnalysis seen, Span span) {
    OptionalDouble mean = mean(seen.target().workers(), span);
    return mean.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT, ", while on average %.1f workers were active", mean.getAsDouble());
  }
}
