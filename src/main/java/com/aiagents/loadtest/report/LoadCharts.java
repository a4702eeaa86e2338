package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.LoadSeries;
import com.aiagents.loadtest.analysis.LoadSeries.Point;
import com.aiagents.loadtest.analysis.Series;
import com.aiagents.loadtest.report.Chart.Axis;
import com.aiagents.loadtest.report.Chart.Line;
import com.aiagents.loadtest.report.Chart.Style;
import com.aiagents.loadtest.verdict.Evidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The charts of what was sent: users, requests, and the times of the answers. */
final class LoadCharts {
  private static final double SECOND_MILLIS = 1_000;

  private final LoadSeries series;
  private final Point[] stretches;
  private final double[] x;

  private LoadCharts(LoadSeries series, ChartClock clock) {
    this.series = series;
    this.stretches = stretches(series);
    this.x = new double[stretches.length];
    for (int i = 0; i < x.length; i++) {
      long from = series.points().get(0).fromMillis() + i * series.lengthMillis();
      x[i] = clock.seconds(from + series.lengthMillis() / 2);
    }
  }

  /** Every stretch from the first to the last; null where nothing was sent or ended. */
  private static Point[] stretches(LoadSeries series) {
    List<Point> points = series.points();
    long first = points.get(0).fromMillis();
    long last = points.get(points.size() - 1).fromMillis();
    Point[] stretches = new Point[(int) ((last - first) / series.lengthMillis()) + 1];
    points.forEach(p -> stretches[(int) ((p.fromMillis() - first) / series.lengthMillis())] = p);
    return stretches;
  }

  /** The charts; none for a run without a sample. */
  static List<Chart> of(Evidence evidence, ChartClock clock) {
    LoadSeries series = evidence.load().series();
    if (series.points().isEmpty()) {
      return List.of();
    }
    LoadCharts charts = new LoadCharts(series, clock);
    return List.of(charts.users(evidence, clock), charts.requests(), charts.latency());
  }

  private Chart users(Evidence evidence, ChartClock clock) {
    List<Line> lines = new ArrayList<>();
    evidence
        .planned()
        .ifPresent(
            planned -> {
              List<Series.Point> corners = planned.users().points();
              lines.add(
                  new Line(
                      "planned",
                      Style.DASHED,
                      corners.stream().mapToDouble(p -> clock.seconds(p.millis())).toArray(),
                      corners.stream().mapToDouble(p -> p.value()).toArray()));
            });
    lines.add(known("delivered", Point::users));
    return new Chart(
        "users",
        "Users: planned and delivered",
        ChartUnit.COUNT,
        Axis.TIME,
        lines,
        List.of(),
        "delivered: mean of the active users, each time that a sample ended");
  }

  private Chart requests() {
    double seconds = series.lengthMillis() / SECOND_MILLIS;
    return new Chart(
        "requests",
        "Requests and errors per second",
        ChartUnit.COUNT,
        Axis.TIME,
        List.of(
            counted("requests", p -> p.count() / seconds),
            counted("errors", p -> p.errors() / seconds)),
        List.of(),
        "by the moment of sending, in stretches of " + ChartUnit.SECONDS.text(seconds));
  }

  private Chart latency() {
    return new Chart(
        "latency",
        "Answer time of all requests: percentiles over time",
        ChartUnit.MILLIS,
        Axis.TIME,
        List.of(
            known("p50", p -> measured(p.p50())),
            known("p95", p -> measured(p.p95())),
            known("p99", p -> measured(p.p99())),
            known("max", p -> measured(p.max()))),
        List.of(),
        "by the moment of sending, in stretches of "
            + ChartUnit.SECONDS.text(series.lengthMillis() / SECOND_MILLIS)
            + "; percentiles below 256 ms are exact, above less than 0.8 % too low; max is exact");
  }

  private static double measured(long millis) {
    return millis < 0 ? Double.NaN : millis;
  }

  /** A value of each stretch; 0 where nothing was sent. */
  private Line counted(String name, ToDoubleFunction<Point> value) {
    double[] y = new double[stretches.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = stretches[i] == null ? 0 : value.applyAsDouble(stretches[i]);
    }
    return new Line(name, Style.LINE, x, y);
  }

  /** A value of those stretches that have one. */
  private Line known(String name, ToDoubleFunction<Point> value) {
    double[] knownX = new double[x.length];
    double[] knownY = new double[x.length];
    int size = 0;
    for (int i = 0; i < x.length; i++) {
      double one = stretches[i] == null ? Double.NaN : value.applyAsDouble(stretches[i]);
      if (!Double.isNaN(one)) {
        knownX[size] = x[i];
        knownY[size++] = one;
      }
    }
    return Thinning.line(
        new Line(name, Style.LINE, Arrays.copyOf(knownX, size), Arrays.copyOf(knownY, size)),
        ChartClock.GAP_SECONDS);
  }
}
