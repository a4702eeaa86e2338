package com.aiagents.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.analysis.LoadAnalysis;
import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.analysis.LoadWindows;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Agent;
import com.aiagents.loadtest.verdict.EvidenceOf;
import com.aiagents.loadtest.verdict.Judge;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agents of a distributed run in every format. */
class AgentReportTest {
  @ParameterizedTest
  @ValueSource(strings = {"en-US", "ru-RU", "ar-EG-u-nu-arab"})
  void looksTheSameInEveryLocale(String locale) throws IOException {
    Golden.assertSame("verdict-agents.json", locale, () -> VerdictJson.render(judged()));
    Golden.assertSame("verdict-agents.txt", locale, () -> ConsoleReport.render(judged()));
    Golden.assertSame(
        "summary-agents.md",
        locale,
        () -> MarkdownReport.render(List.of(new JudgedRun("20261126-010502-peak", judged()))));
  }

  @Test
  void thePageHasATableOfThem() {
    String page = page(judged());
    assertThat(page)
        .contains("<h2 id=\"agents-title\">Agents</h2>", "<table id=\"agents\">")
        .contains("[::1]:1099", "lost since 2026-11-26T10:00:30Z: no answer for 5 s")
        .contains("Users: mean on the plateau.");
  }

  @Test
  void aRunOfOneMachineHasNone() {
    Judged judged = MadeVerdict.judged();
    assertThat(page(judged)).doesNotContain("agents-title");
    assertThat(VerdictJson.render(judged)).doesNotContain("\"agents\"");
    assertThat(ConsoleReport.render(judged)).doesNotContain("agent ");
  }

  private static String page(Judged judged) {
    return RunPage.render(
        new RunReport("peak", judged, RunFacts.NONE, List.of(), 0, List.of("run.json")));
  }

  /**
   * Ten users for a minute on four agents: one has its share, one died, one never sent anything,
   * one lost results; and there is one that nobody knows.
   */
  private static Judged judged() {
    LoadRecorder recorder = new LoadRecorder(LoadWindows.of(new TimeWindow(1_000, 60_000)));
    for (int i = 0; i < 240; i++) {
      recorder.row(sample("h1:1099", i * 250L, i % 90, 3, i));
      if (i < 120) {
        recorder.row(sample("h2:1099", i * 250L, 300, 3, i));
      }
      if (i % 3 == 0) {
        recorder.row(sample("h4:1099", i * 250L, 12, 2, i));
      }
      if (i % 100 == 0) {
        recorder.row(sample("x:1", i * 250L, 1, 1, i));
      }
    }
    LoadAnalysis load = recorder.analysis();
    EvidenceOf run = new EvidenceOf();
    run.load = load;
    run.series = load.series();
    run.agents =
        List.of(
            new Agent("h1:1099", OptionalLong.of(24), Optional.empty()),
            new Agent(
                "h2:1099",
                OptionalLong.of(15),
                Optional.of("lost since 2026-11-26T10:00:30Z: no answer for 5 s")),
            new Agent("[::1]:1099", OptionalLong.empty(), Optional.empty()),
            new Agent("h4:1099", OptionalLong.of(9), Optional.empty()));
    return new Judged(Judge.judge(run.build()), run.build());
  }

  private static SampleOf sample(String agent, long at, long elapsed, int users, int number) {
    boolean submit = number % 10 == 0;
    return new SampleOf(
        at,
        elapsed,
        submit ? Task.SUBMIT.label() : Task.HEALTH.label(),
        "200",
        "",
        number % 100 != 7,
        users,
        agent,
        submit ? "T-" + number : "",
        "");
  }
}
