package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.Series;
import com.aiagents.loadtest.analysis.TargetAnalysis;
import com.aiagents.loadtest.analysis.Usage;
import com.aiagents.loadtest.report.Chart.Axis;
import com.aiagents.loadtest.report.Chart.LimitLine;
import com.aiagents.loadtest.report.Chart.Line;
import com.aiagents.loadtest.report.Chart.Style;
import com.aiagents.loadtest.verdict.Evidence;
import com.aiagents.loadtest.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The charts of what was seen of the target meanwhile, and of the generator. */
final class TargetCharts {
  /** More parts of a target are not told apart by their colours. */
  private static final int MOST_PARTS = 8;

  private final MonitorAnalysis seen;
  private final Verdict verdict;
  private final ChartClock clock;

  private TargetCharts(MonitorAnalysis seen, Verdict verdict, ChartClock clock) {
    this.seen = seen;
    this.verdict = verdict;
    this.clock = clock;
  }

  /** The charts of which there are readings. */
  static List<Chart> of(Evidence evidence, Verdict verdict, ChartClock clock) {
    if (evidence.watched().monitor().isEmpty()) {
      return List.of();
    }
    TargetCharts charts = new TargetCharts(evidence.watched().monitor().get(), verdict, clock);
    return List.of(
            charts.queue(),
            charts.backlog(),
            charts.connections(),
            charts.cpu(),
            charts.memory(),
            charts.bytes())
        .stream()
        .filter(chart -> !chart.lines().isEmpty())
        .toList();
  }

  private Chart queue() {
    List<Line> lines = new ArrayList<>();
    add(lines, "jobs that wait", Style.LINE, seen.depth());
    add(lines, "active workers", Style.LINE, seen.target().workers());
    return chart(
        "queue",
        "Queue depth and active workers",
        ChartUnit.COUNT,
        lines,
        limits("alarm.queue"),
        "");
  }

  private Chart backlog() {
    List<Line> lines = new ArrayList<>();
    add(lines, "work that waits", Style.LINE, seen.backlog());
    return chart(
        "backlog",
        "Build-up: queue depth by completion rate",
        ChartUnit.SECONDS,
        lines,
        limits("queue.buildup"),
        "no line where jobs waited and none was completed for 5 s");
  }

  private Chart connections() {
    TargetAnalysis target = seen.target();
    List<Line> lines = new ArrayList<>();
    add(lines, "in use at the server", Style.LINE, target.connections());
    add(lines, "allowed by the server", Style.DASHED, target.mostConnections());
    add(lines, "in use of the target's pool", Style.LINE, target.poolInUse());
    add(lines, "size of the pool", Style.DASHED, target.poolSize());
    Series whole =
        target.mostConnections().size() > 0 ? target.mostConnections() : target.poolSize();
    List<LimitLine> limits =
        whole.last().stream()
            .flatMap(
                last ->
                    limits("alarm.connections").stream()
                        .map(limit -> new LimitLine(limit.label(), limit.value() * last.value())))
            .toList();
    return chart("connections", "Database connections", ChartUnit.COUNT, lines, limits, "");
  }

  private Chart cpu() {
    List<Line> lines = parts(Usage::cpu);
    add(lines, "JMeter, of all cores here", Style.LINE, seen.generator().cpu());
    return chart(
        "cpu", "CPU: shares in use", ChartUnit.SHARE, lines, limits("alarm.cpu"), left(Usage::cpu));
  }

  private Chart memory() {
    return chart(
        "memory",
        "Memory: shares in use",
        ChartUnit.SHARE,
        parts(Usage::memory),
        limits("alarm.memory"),
        left(Usage::memory));
  }

  private Chart bytes() {
    List<Line> lines = new ArrayList<>();
    add(lines, "resident memory", Style.LINE, seen.memory());
    return chart("bytes", "Memory of the target's process", ChartUnit.BYTES, lines, List.of(), "");
  }

  private static Chart chart(
      String id,
      String title,
      ChartUnit unit,
      List<Line> lines,
      List<LimitLine> limits,
      String note) {
    return new Chart(id, title, unit, Axis.TIME, lines, limits, note);
  }

  private List<LimitLine> limits(String criterion) {
    return Landmarks.readingLimits(verdict, criterion);
  }

  private void add(List<Line> lines, String name, Style style, Series series) {
    if (series.size() > 0) {
      lines.add(clock.line(name, style, series));
    }
  }

  /** The parts that used the most, by name. */
  private List<Line> parts(Function<Usage, Map<String, Series>> of) {
    List<Line> lines = new ArrayList<>();
    Map<String, Series> named = named(of);
    List<String> highest =
        named.keySet().stream()
            .sorted(Comparator.comparingDouble(name -> -peak(named.get(name))))
            .limit(MOST_PARTS)
            .sorted()
            .toList();
    highest.forEach(name -> add(lines, name, Style.LINE, named.get(name)));
    return lines;
  }

  private String left(Function<Usage, Map<String, Series>> of) {
    int all = named(of).size();
    return all <= MOST_PARTS
        ? ""
        : "the " + MOST_PARTS + " of " + all + " parts with the highest peaks; monitor.csv has all";
  }

  private Map<String, Series> named(Function<Usage, Map<String, Series>> of) {
    Map<String, Series> named = new LinkedHashMap<>();
    new TreeMap<>(of.apply(seen.containers()))
        .forEach((name, s) -> named.put("container " + name, s));
    new TreeMap<>(of.apply(seen.pods())).forEach((name, s) -> named.put("pod " + name, s));
    List<Series> processes = List.copyOf(new TreeMap<>(of.apply(seen.processes())).values());
    for (int i = 0; i < processes.size(); i++) {
      named.put(
          processes.size() == 1 ? "the target's process" : "process " + (i + 1) + " of the target",
          processes.get(i));
    }
    return named;
  }

  private static double peak(Series series) {
    return series.points().stream().mapToDouble(Series.Point::value).max().orElse(0);
  }
}
