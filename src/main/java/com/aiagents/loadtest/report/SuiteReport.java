package com.aiagents.loadtest.report;

import com.aiagents.loadtest.verdict.Criterion;
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
    rows.add(new String[] {"scenario", "requests", "workflows", "p95", "lost", "verdict"});
    for (Verdict v : verdicts) {
      rows.add(
          new String[] {
            v.scenario(),
            observed(v, "requests.success"),
            observed(v, "workflow.success"),
            observed(v, "workflow.p95"),
            observed(v, "workflow.lost"),
            v.outcome().name()
          });
    }
    StringBuilder out = new StringBuilder();
    ConsoleReport.table(out, rows, 1, 5);
    out.append("\nVERDICT suite: ").append(outcome(verdicts)).append('\n');
    return out.toString();
  }

  /** The worst of several runs. */
  public static Outcome outcome(List<Verdict> verdicts) {
    return Outcome.worst(verdicts.stream().map(Verdict::outcome).toList());
  }

  private static String observed(Verdict verdict, String id) {
    return verdict.criteria().stream()
        .filter(c -> c.id().equals(id))
        .findFirst()
        .map((Criterion c) -> ConsoleReport.observed(c))
        .orElse("-");
  }
}
