package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.LoadSeries;
import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.Series;
import com.aiagents.loadtest.report.Chart.Line;
import com.aiagents.loadtest.report.Chart.Style;
import com.aiagents.loadtest.verdict.Evidence;
import com.aiagents.loadtest.verdict.PlannedLoad;
import java.util.List;
import java.util.stream.Stream;

/**
 * The clock of a run's charts: zero at the first request.
 *
 * @param zeroMillis epoch ms
 * @param endSeconds when the load had ended and nothing was left to do: what only waited for the
 *     end of a drain is not drawn
 */
record ChartClock(long zeroMillis, double endSeconds) {
  private static final double SECOND_MILLIS = 1_000;

  /** How far readings may be apart and still belong together: as far as for the verdict. */
  static final double GAP_SECONDS = 5;

  /** The clock of a run. */
  static ChartClock of(Evidence evidence) {
    List<LoadSeries.Point> points = evidence.load().series().points();
    long zero =
        evidence
            .planned()
            .map(PlannedLoad::firstMillis)
            .or(() -> evidence.watched().monitor().map(seen -> seen.load().fromMillis()))
            .orElse(points.isEmpty() ? 0 : points.get(0).fromMillis());
    long end = zero;
    if (!points.isEmpty()) {
      end = points.get(points.size() - 1).fromMillis() + evidence.load().series().lengthMillis();
    }
    end = Math.max(end, evidence.planned().map(p -> last(p.users())).orElse(end));
    end = Math.max(end, evidence.watched().monitor().map(ChartClock::last).orElse(end));
    return new ChartClock(zero, (end - zero) / SECOND_MILLIS);
  }

  /** The last reading at which jobs still waited or tickets were completed. */
  private static long last(MonitorAnalysis seen) {
    return Stream.of(seen.depth(), seen.target().completed())
        .flatMap(series -> series.points().stream())
        .filter(point -> point.value() > 0)
        .mapToLong(Series.Point::millis)
        .max()
        .orElse(0);
  }

  private static long last(Series series) {
    return series.last().map(Series.Point::millis).orElse(0L);
  }

  /** A moment in seconds after the first request. */
  double seconds(long millis) {
    return (millis - zeroMillis) / SECOND_MILLIS;
  }

  /** A moment, not before the first request and not after the end. */
  double clipped(long millis) {
    if (millis < zeroMillis) {
      return 0;
    }
    return Math.min(endSeconds, millis == Long.MAX_VALUE ? endSeconds : seconds(millis));
  }

  /**
   * Readings as a line, thinned so that no peak is lost. Where readings are missing for longer than
   * 5 s, or than three times their usual distance, the line is broken.
   */
  Line line(String name, Style style, Series series) {
    List<Series.Point> points = series.points();
    double[] x = new double[points.size()];
    double[] y = new double[points.size()];
    for (int i = 0; i < points.size(); i++) {
      x[i] = seconds(points.get(i).millis());
      y[i] = points.get(i).value();
    }
    return Thinning.line(new Line(name, style, x, y), GAP_SECONDS);
  }
}
