package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.analysis.LoadWindows;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Criterion;
import com.aiagents.loadtest.verdict.EvidenceOf;
import com.aiagents.loadtest.verdict.Outcome;
import com.aiagents.loadtest.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Runs with chosen criteria and texts, for the tests of formats. */
final class MadeRuns {
  /** Texts that break a format which does not expect them, one by one. */
  static final List<String> NASTY =
      List.of(
          "<a & \"b\">",
          "]]>",
          "one\ntwo\r\nthree\rfour\tfive",
          "\u0000\u0001\u001f\u007f\ufffe\uffff",
          "\ud800 \udc00",
          "\ud83d\ude00 na\u00efve \u65e5\u672c",
          "a|b || c\\|d \\\\| e\\",
          "`a` ``b`` ```c``` `",
          "*a* _b_ **c** ~~d~~ ![e](https://e.example/f.png) [g](h) [i]: j",
          "# k",
          "- l",
          "1. m",
          "+ n",
          "> o",
          "--- ===",
          "@octocat @org/team octo@example.com #1 GH-1 o/r#1",
          "www.example.com http://example.com https://example.com/?a=b&c ftp://example.com",
          "</td><script>alert(1)</script> <!-- <![CDATA[ &lt; &#64;",
          ":smile: $x$ $$y$$ <details>",
          " ",
          "");

  private MadeRuns() {}

  static Criterion criterion(
      String id, Outcome outcome, OptionalDouble observed, String unit, String message) {
    return new Criterion(
        id,
        "words",
        outcome,
        observed,
        unit,
        "< 60000",
        "> 90000",
        100,
        Optional.empty(),
        Optional.empty(),
        message,
        Optional.empty());
  }

  /** A criterion that was judged in a way, with a text of others. */
  static Criterion criterion(String id, Outcome outcome, String message) {
    return criterion(id, outcome, OptionalDouble.empty(), "tickets", message);
  }

  /** A run with some criteria, without samples. */
  static JudgedRun run(String scenario, Criterion... criteria) {
    return run(scenario, List.of(), criteria);
  }

  /**
   * A run in which one request was sent for each label, and failed with the label as its reason.
   */
  static JudgedRun run(String scenario, List<String> labels, Criterion... criteria) {
    LoadRecorder load = new LoadRecorder(LoadWindows.of(TimeWindow.ALWAYS));
    for (String label : labels) {
      load.row(new SampleOf(1_700_000_000_000L, 7, label, label, label, false, 10, "", ""));
    }
    EvidenceOf evidence = new EvidenceOf();
    evidence.load = load.analysis();
    return new JudgedRun(
        "20261126-010502-" + scenario,
        new Judged(new Verdict(scenario, List.of(criteria)), evidence.build()));
  }
}
