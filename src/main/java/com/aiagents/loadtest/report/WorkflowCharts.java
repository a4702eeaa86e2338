package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.LatencySnapshot;
import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.Series;
import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.analysis.WorkflowSeries;
import com.aiagents.loadtest.analysis.WorkflowSeries.Point;
import com.aiagents.loadtest.report.Chart.Axis;
import com.aiagents.loadtest.report.Chart.LimitLine;
import com.aiagents.loadtest.report.Chart.Line;
import com.aiagents.loadtest.report.Chart.Style;
import com.aiagents.loadtest.verdict.Evidence;
import com.aiagents.loadtest.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/** The charts of the complete workflow: over time, where its time went, and how it is spread. */
final class WorkflowCharts {
  private static final double SECOND_MILLIS = 1_000;

  private final WorkflowAnalysis workflow;
  private final WorkflowSeries series;
  private final ChartClock clock;
  private final List<LimitLine> limits;

  private WorkflowCharts(WorkflowAnalysis workflow, ChartClock clock, List<LimitLine> limits) {
    this.workflow = workflow;
    this.series = workflow.series();
    this.clock = clock;
    this.limits = limits;
  }

  /** The charts; none if no ticket was followed. */
  static List<Chart> of(Evidence evidence, Verdict verdict, ChartClock clock) {
    if (evidence.workflow().isEmpty() || evidence.workflow().get().series().points().isEmpty()) {
      return List.of();
    }
    WorkflowCharts charts =
        new WorkflowCharts(
            evidence.workflow().get(), clock, Landmarks.observedLimits(verdict, "workflow.p95"));
    List<Chart> all = new ArrayList<>(List.of(charts.overTime()));
    if (charts.workflow.completed().count() > 0) {
      all.add(charts.stages());
    }
    if (charts.workflow.inWindow() > 0) {
      all.add(charts.distribution());
    }
    all.add(
        charts.tickets(
            evidence
                .watched()
                .monitor()
                .map(MonitorAnalysis::target)
                .map(t -> t.completed())
                .orElse(new Series(List.of()))));
    return all;
  }

  private Chart overTime() {
    return new Chart(
        "workflow",
        "Complete workflow, from the webhook sent to the row completed",
        ChartUnit.MILLIS,
        Axis.TIME,
        List.of(line("p50", Point::p50), line("p95", Point::p95)),
        limits,
        "by the moment of sending, in stretches of "
            + ChartUnit.SECONDS.text(series.lengthMillis() / SECOND_MILLIS)
            + "; where the rank falls on a ticket that was not completed there is no bound, and no line");
  }

  private Chart stages() {
    List<Point> split = new ArrayList<>();
    long length = series.lengthMillis();
    for (Point point : series.points()) {
      Point before = split.isEmpty() ? point : split.get(split.size() - 1);
      long apart = point.fromMillis() - before.fromMillis();
      if (Double.isNaN(point.queue())) {
        continue;
      }
      if (apart > Math.max(length, ChartClock.GAP_SECONDS * SECOND_MILLIS)) {
        split.add(nothing(before.fromMillis() + length));
      }
      split.add(point);
    }
    double[] x = split.stream().mapToDouble(this::middle).toArray();
    return new Chart(
        "stages",
        "Where the time of completed tickets went: means",
        ChartUnit.MILLIS,
        Axis.TIME,
        List.of(
            stacked("accepted", x, split, Point::accepted),
            stacked("queue", x, split, Point::queue),
            stacked("processing", x, split, Point::processing)),
        List.of(),
        "webhook sent to accepted, accepted to picked up by a worker, picked up to completed; on top of each other");
  }

  /** A stretch in which nothing was completed: the areas break there. */
  private static Point nothing(long fromMillis) {
    double none = Double.NaN;
    return new Point(fromMillis, 0, 0, none, none, none, none, none);
  }

  private static Line stacked(
      String name, double[] x, List<Point> points, ToDoubleFunction<Point> value) {
    // a worker that was faster than the answer has waited no less than nothing
    return new Line(
        name,
        Style.STACKED,
        x,
        points.stream().mapToDouble(value).map(mean -> Math.max(0, mean)).toArray());
  }

  /** The times by percentile, of the measurement window. */
  private Chart distribution() {
    long tickets = workflow.inWindow();
    List<Line> lines = new ArrayList<>();
    lines.add(Spread.of("complete workflow", tickets, workflow::percentile));
    lines.add(spread("accepted", workflow.stages().accepted()));
    lines.add(spread("queue", workflow.stages().queue()));
    lines.add(spread("processing", workflow.stages().processing()));
    return new Chart(
        "distribution",
        "Distribution: so many percent took no longer",
        ChartUnit.MILLIS,
        Axis.PERCENTILE,
        lines.stream().filter(line -> line.x().length > 0).toList(),
        limits,
        "tickets of the measurement window; nearest rank, exact; the complete workflow of all accepted"
            + " tickets (one that was not completed has no bound), the stages of completed ones");
  }

  private static Line spread(String name, LatencySnapshot times) {
    return Spread.of(
        name,
        times.count(),
        percentile -> {
          OptionalLong value = times.percentile(percentile);
          // a worker that was faster than the answer has waited no less than nothing
          return value.isPresent()
              ? OptionalDouble.of(Math.max(0, value.getAsLong()))
              : OptionalDouble.empty();
        });
  }

  private Chart tickets(Series completed) {
    double seconds = series.lengthMillis() / SECOND_MILLIS;
    List<Line> lines = new ArrayList<>();
    lines.add(rate("accepted", p -> p.tickets() / seconds));
    if (completed.size() > 1) {
      lines.add(completions(completed));
    }
    lines.add(rate("never completed", p -> p.unfinished() / seconds));
    return new Chart(
        "tickets",
        "Tickets per second",
        ChartUnit.COUNT,
        Axis.TIME,
        lines,
        List.of(),
        "accepted and never completed: by the moment of sending; completed: by the moment of completion");
  }

  /** Completions since the reading before as a rate. */
  private Line completions(Series completed) {
    List<Series.Point> points = completed.points();
    List<Series.Point> rates = new ArrayList<>();
    for (int i = 1; i < points.size(); i++) {
      double seconds = (points.get(i).millis() - points.get(i - 1).millis()) / SECOND_MILLIS;
      if (seconds > 0) {
        rates.add(new Series.Point(points.get(i).millis(), points.get(i).value() / seconds));
      }
    }
    return clock.line("completed", Style.LINE, new Series(rates));
  }

  private Line rate(String name, ToDoubleFunction<Point> value) {
    List<Series.Point> points = new ArrayList<>();
    long length = series.lengthMillis();
    long next = Long.MIN_VALUE;
    for (Point point : series.points()) {
      // nothing was sent between two stretches that are apart
      if (next > Long.MIN_VALUE && point.fromMillis() > next) {
        points.add(new Series.Point(next + length / 2, 0));
        if (point.fromMillis() - length > next) {
          points.add(new Series.Point(point.fromMillis() - length / 2, 0));
        }
      }
      points.add(new Series.Point(point.fromMillis() + length / 2, value.applyAsDouble(point)));
      next = point.fromMillis() + length;
    }
    double[] x = points.stream().mapToDouble(p -> clock.seconds(p.millis())).toArray();
    return new Line(
        name, Style.LINE, x, points.stream().mapToDouble(Series.Point::value).toArray());
  }

  private Line line(String name, ToDoubleFunction<Point> value) {
    return Thinning.line(
        new Line(
            name,
            Style.LINE,
            series.points().stream().mapToDouble(this::middle).toArray(),
            series.points().stream().mapToDouble(value).toArray()),
        ChartClock.GAP_SECONDS);
  }

  private double middle(Point point) {
    return clock.seconds(point.fromMillis() + series.lengthMillis() / 2);
  }
}
