package com.aiagents.loadtest.report;

import com.aiagents.loadtest.verdict.Outcome;
import com.aiagents.loadtest.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The summary of several runs as a table of plain text. */
public final class SuiteReport {
  private SuiteReport() {}

  /** The text, with a line end. */
  public static String render(List<Verdict> verdicts) {
    List<String[]> rows = new ArrayList<>();
    rows.add(Shown.runHead());
    verdicts.forEach(v -> rows.add(Shown.run(v)));
    StringBuilder out = new StringBuilder();
    ConsoleReport.table(out, rows, 1, 5);
    out.append("\nVERDICT suite: ").append(outcome(verdicts)).append('\n');
    return out.toString();
  }

  /** The worst of several runs. */
  public static Outcome outcome(List<Verdict> verdicts) {
    return Outcome.worst(verdicts.stream().map(Verdict::outcome).toList());
  }
}
