package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.Series;
import com.aiagents.loadtest.analysis.Span;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/**
 * What a criterion on a reading over time looked for: for charts, which show it beside the reading.
 *
 * @param limit of the reading, in its own unit; empty if it has none that could be drawn
 * @param spans the times beyond it that were sustained, in no order
 */
public record Crossings(OptionalDouble limit, List<Span> spans) {
  public Crossings {
    spans = List.copyOf(spans);
  }

  /** The sustained times of one reading beyond a limit. */
  static Crossings of(double limit, Series series, DoublePredicate beyond, long longestGapMillis) {
    return new Crossings(OptionalDouble.of(limit), sustained(series, beyond, longestGapMillis));
  }

  /** The sustained times during which a condition held. */
  static List<Span> sustained(Series series, DoublePredicate condition, long longestGapMillis) {
    return series.spans(condition, longestGapMillis).stream().filter(Watching::lasts).toList();
  }
}
