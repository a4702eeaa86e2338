package com.aiagents.loadtest.report;

import com.aiagents.loadtest.report.PageTable.Cell;
import com.aiagents.loadtest.report.PageTable.Row;
import com.aiagents.loadtest.verdict.Outcome;
import com.aiagents.loadtest.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * {@code report.html} of a suite: its runs side by side, why each verdict is what it is, and the
 * way to the report of each, in a folder beside.
 */
public final class SuitePage {
  /** The name of a run that was not made. */
  public static final String NOT_RUN = "not run";

  private SuitePage() {}

  /** A run of the suite. */
  private record Part(
      int id,
      String run,
      String scenario,
      String outcome,
      String css,
      Reasons reasons,
      String link) {
    static Part of(int id, JudgedRun run) {
      Verdict verdict = run.judged().verdict();
      return new Part(
          id,
          run.run(),
          verdict.scenario(),
          Shown.outcome(verdict.outcome()),
          verdict.outcome().name(),
          Reasons.of(verdict),
          way(run));
    }
  }

  /**
   * The text of the file.
   *
   * @param suite the name of its folder
   */
  public static String render(String suite, List<JudgedRun> runs) {
    Outcome outcome =
        SuiteReport.outcome(runs.stream().map(run -> run.judged().verdict()).toList());
    return HtmlPage.render(
        "suite: " + Shown.outcome(outcome) + " - AI Agents load test",
        "suite",
        Map.of(
            "suite", suite,
            "outcome", Shown.outcome(outcome),
            "runs", table(runs),
            "each",
                IntStream.range(0, runs.size()).mapToObj(i -> Part.of(i, runs.get(i))).toList()),
        "");
  }

  private static PageTable table(List<JudgedRun> runs) {
    List<Row> rows = new ArrayList<>();
    for (JudgedRun run : runs) {
      Verdict verdict = run.judged().verdict();
      String[] texts = Shown.run(verdict);
      List<Cell> cells = new ArrayList<>();
      cells.add(new Cell(texts[0], "", way(run)));
      for (int i = 1; i < texts.length - 1; i++) {
        cells.add(Cell.number(texts[i]));
      }
      cells.add(new Cell(Shown.outcome(verdict.outcome()), verdict.outcome().name(), ""));
      rows.add(new Row("", cells));
    }
    String[] head = Shown.runHead();
    return new PageTable("runs", "", PageTable.heads(1, head.length - 1, head), rows);
  }

  private static String way(JudgedRun run) {
    return run.run().equals(NOT_RUN) ? "" : Shown.link("..", run.run(), "report.html");
  }
}
