package com.aiagents.loadtest.report;

import com.aiagents.loadtest.report.Chart.Axis;
import com.aiagents.loadtest.report.PageTable.Cell;
import com.aiagents.loadtest.report.PageTable.Row;
import com.aiagents.loadtest.verdict.ComparedRun;
import com.aiagents.loadtest.verdict.Comparison;
import com.aiagents.loadtest.verdict.ComparisonRow;
import com.aiagents.loadtest.verdict.Finding;
import com.aiagents.loadtest.verdict.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A comparison as a page: what came of it, the tables, and each label's times in both runs. */
public final class ComparePage {
  /** Labels beyond stand in the tables only. */
  private static final int MOST_CHARTS = 24;

  private ComparePage() {}

  /** The text of the file. */
  public static String render(Comparison comparison) {
    List<Chart> charts = charts(comparison);
    return HtmlPage.render(
        "comparison - AI Agents load test",
        "compare",
        Map.of(
            "result",
            CompareTables.result(comparison),
            "css",
            css(comparison.result()),
            "runs",
            runs(comparison),
            "differences",
            comparison.differences(),
            "tables",
            CompareTables.of(comparison).stream().map(ComparePage::table).toList(),
            "note",
            CompareTables.note(comparison),
            "left",
            CompareTables.left(comparison),
            "charted",
            !charts.isEmpty(),
            "charts",
            charts.stream().map(ChartView::of).toList()),
        charts.isEmpty() ? "" : ChartsJson.render(Optional.empty(), charts, List.of(), List.of()));
  }

  private static String css(Comparison.Result result) {
    return switch (result) {
      case NOT_WORSE -> "PASS";
      case WORSE, FAIL -> "FAIL";
      case INVALID -> "INVALID";
    };
  }

  private static PageTable runs(Comparison comparison) {
    return new PageTable(
        "runs",
        "",
        PageTable.heads(0, 0, "side", "run", "scenario", "verdict", "target"),
        List.of(run("A", comparison.a()), run("B", comparison.b())));
  }

  private static Row run(String name, ComparedRun run) {
    List<Cell> cells = new ArrayList<>();
    for (String text : CompareTables.run(name, run)) {
      cells.add(text.equals(run.outcome().name()) ? new Cell(text, text, "") : Cell.of(text));
    }
    return new Row("", cells);
  }

  private static PageTable table(CompareTables table) {
    List<Row> rows = new ArrayList<>();
    String[] head = table.head().clone();
    int last = head.length - 1;
    head[last] = "finding";
    for (int r = 0; r < table.rows().size(); r++) {
      String[] texts = table.rows().get(r);
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.of(texts[0]));
      for (int i = 1; i < last; i++) {
        cells.add(Cell.number(texts[i]));
      }
      cells.add(new Cell(texts[last], css(table.findings().get(r)), ""));
      rows.add(new Row("", cells));
    }
    return new PageTable("", "", PageTable.heads(1, last, head), rows);
  }

  private static String css(Finding finding) {
    return switch (finding) {
      case WORSE -> "FAIL";
      case BETTER -> "PASS";
      case SLIGHT, NONE -> "";
    };
  }

  private static List<Chart> charts(Comparison comparison) {
    List<Chart> charts = new ArrayList<>();
    for (ComparisonRow row : comparison.rows()) {
      if (row instanceof ComparisonRow.Compared && charts.size() < MOST_CHARTS) {
        charts.add(
            new Chart(
                "label-" + charts.size(),
                row.label(),
                ChartUnit.MILLIS,
                Axis.PERCENTILE,
                List.of(spread("A", row.inA().get()), spread("B", row.inB().get())),
                List.of(),
                ""));
      }
    }
    return charts;
  }

  private static Chart.Line spread(String name, Measured measured) {
    return Spread.of(name, measured.count(), measured::percentile);
  }
}
