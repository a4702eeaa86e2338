package com.aiagents.loadtest.report;

import com.aiagents.loadtest.verdict.Outcome;
import com.aiagents.loadtest.verdict.Verdict;
import java.util.List;

/** {@code badge.json}: a verdict as shields.io draws it; docs/reports.md lists every key. */
public final class BadgeJson {
  private static final String NOTHING = "-";

  private BadgeJson() {}

  /** The text of the file, with a line end: of one run, or of the worst of several. */
  public static String render(List<JudgedRun> runs) {
    List<Verdict> verdicts = runs.stream().map(one -> one.judged().verdict()).toList();
    Outcome outcome = SuiteReport.outcome(verdicts);
    boolean single = verdicts.size() == 1;
    String label = single ? Shown.line(Shown.characters(verdicts.get(0).scenario())) : "suite";
    String p95 = single ? Shown.observed(verdicts.get(0), "workflow.p95") : NOTHING;
    return JsonText.of(
        json -> {
          json.writeNumberField("schemaVersion", 1);
          json.writeStringField("label", "load test " + label);
          json.writeStringField("message", outcome + (p95.equals(NOTHING) ? "" : ", p95 " + p95));
          json.writeStringField("color", color(outcome));
        });
  }

  private static String color(Outcome outcome) {
    return switch (outcome) {
      case PASS -> "brightgreen";
      case WARNING -> "yellow";
      case FAIL -> "red";
      case INVALID, NOT_APPLICABLE -> "lightgrey";
    };
  }
}
