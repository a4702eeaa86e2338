package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.report.Chart.Axis;
import com.aiagents.loadtest.report.Chart.LimitLine;
import com.aiagents.loadtest.report.Chart.Line;
import com.aiagents.loadtest.report.Chart.Style;
import com.aiagents.loadtest.report.PageTable.Cell;
import com.aiagents.loadtest.report.PageTable.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** {@code history.html}: how runs of the same plan against the same target changed over time. */
public final class HistoryPage {
  private static final String TOTAL = LoadRecorder.TOTAL;
  private static final String WORKFLOW = "workflow.p95";

  private HistoryPage() {}

  /** A plan and target of the page. */
  private record Group(String title, PageTable table, List<ChartView> charts) {}

  /**
   * The text of the file.
   *
   * @param groups each of its own plan and target
   * @param leftOut folders of which nothing could be read, and why
   */
  public static String render(List<PastRuns> groups, List<String> leftOut) {
    List<Chart> charts = new ArrayList<>();
    List<Group> shown = new ArrayList<>();
    List<List<String>> names = new ArrayList<>();
    for (PastRuns group : groups) {
      List<Chart> own = charts(group, "g" + shown.size() + "-");
      own.forEach(chart -> names.add(group.runs().stream().map(PastRun::run).toList()));
      charts.addAll(own);
      shown.add(new Group(group.title(), table(group), own.stream().map(ChartView::of).toList()));
    }
    return HtmlPage.render(
        "history - AI Agents load test",
        "history",
        Map.of("groups", shown, "leftOut", leftOut, "some", !leftOut.isEmpty()),
        charts.isEmpty() ? "" : ChartsJson.render(Optional.empty(), charts, List.of(), names));
  }

  private static List<Chart> charts(PastRuns group, String prefix) {
    String webhook = webhook(group);
    List<Chart> charts = new ArrayList<>();
    charts.add(
        chart(
            prefix + "workflow",
            "p95 of the complete workflow",
            ChartUnit.MILLIS,
            List.of(line("p95", group, run -> run.observed(WORKFLOW))),
            limits(group)));
    charts.add(
        chart(
            prefix + "errors",
            "Shares without success",
            ChartUnit.SHARE,
            List.of(
                line("requests", group, run -> 1 - run.observed("requests.success")),
                line("tickets", group, run -> 1 - run.observed("workflow.success"))),
            List.of()));
    charts.add(
        chart(
            prefix + "answers",
            webhook.equals(TOTAL) ? "Times of all requests" : "Times of " + webhook,
            ChartUnit.MILLIS,
            List.of(
                line("p50", group, run -> label(run, webhook).p50()),
                line("p95", group, run -> label(run, webhook).p95())),
            List.of()));
    charts.add(
        chart(
            prefix + "throughput",
            "Requests per second",
            ChartUnit.COUNT,
            List.of(line("requests", group, run -> label(run, TOTAL).throughput())),
            List.of()));
    return charts.stream()
        .filter(
            c -> c.lines().stream().anyMatch(l -> Arrays.stream(l.y()).anyMatch(Double::isFinite)))
        .toList();
  }

  private static Chart chart(
      String id, String title, ChartUnit unit, List<Line> lines, List<LimitLine> limits) {
    return new Chart(id, title, unit, Axis.RUN, lines, limits, "");
  }

  private static Line line(String name, PastRuns group, ToDoubleFunction<PastRun> value) {
    int count = group.runs().size();
    return new Line(
        name,
        Style.LINE,
        IntStream.range(0, count).asDoubleStream().toArray(),
        group.runs().stream().mapToDouble(value).toArray());
  }

  /** The limits of the latest run. */
  private static List<LimitLine> limits(PastRuns group) {
    PastRun.Observed latest = group.runs().get(group.runs().size() - 1).criteria().get(WORKFLOW);
    return latest == null
        ? List.of()
        : Landmarks.limits(latest.pass(), latest.fail(), latest.unit());
  }

  private static PastRun.Label label(PastRun run, String label) {
    return run.labels().getOrDefault(label, new PastRun.Label(Double.NaN, Double.NaN, Double.NaN));
  }

  /** The label of the submissions: the only one that is posted, or all. */
  private static String webhook(PastRuns group) {
    return group.runs().stream()
        .flatMap(run -> run.labels().keySet().stream())
        .filter(label -> label.startsWith("POST "))
        .findFirst()
        .orElse(TOTAL);
  }

  private static PageTable table(PastRuns group) {
    List<Row> rows = new ArrayList<>();
    List<Double> before = new ArrayList<>();
    for (PastRun run : group.runs()) {
      double p95 = run.observed(WORKFLOW);
      rows.add(
          0,
          PageTable.row(
              "",
              new Cell(
                  run.run(), "", run.hasPage() ? Shown.link(".", run.run(), "report.html") : ""),
              Cell.of(run.startedAt()),
              new Cell(run.outcome().replace('_', ' '), run.outcome(), ""),
              Cell.number(Shown.value(p95, "ms")),
              Cell.number(change(p95, before)),
              Cell.number(Shown.value(run.observed("requests.success"), "share")),
              Cell.number(Shown.value(run.observed("workflow.success"), "share")),
              Cell.number(Shown.value(run.observed("workflow.lost"), "tickets")),
              Cell.number(Shown.value(label(run, TOTAL).throughput(), "1/s"))));
      if (Double.isFinite(p95)) {
        before.add(p95);
      }
    }
    return new PageTable(
        "",
        "the latest first",
        PageTable.heads(
            3,
            9,
            "run",
            "started",
            "verdict",
            "workflow p95",
            "against the median before",
            "requests successful",
            "tickets completed",
            "lost",
            "requests"),
        rows);
  }

  private static String change(double value, List<Double> before) {
    if (before.isEmpty() || !Double.isFinite(value)) {
      return "-";
    }
    double[] sorted = before.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double median = sorted[(sorted.length - 1) / 2];
    return median == 0 ? "-" : String.format(Locale.ROOT, "%+.1f %%", (value / median - 1) * 100);
  }
}
