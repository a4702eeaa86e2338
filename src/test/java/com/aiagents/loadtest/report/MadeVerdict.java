package com.aiagents.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.analysis.LoadWindows;
import com.aiagents.loadtest.analysis.WorkflowRecorder;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.unit.ClockOffset;
import com.aiagents.loadtest.unit.Clocks;
import com.aiagents.loadtest.unit.Damage;
import com.aiagents.loadtest.unit.Drained;
import com.aiagents.loadtest.unit.ReadSummary;
import com.aiagents.loadtest.unit.TicketCounts;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Diagnosis;
import com.aiagents.loadtest.verdict.Evidence;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import com.aiagents.loadtest.verdict.EvidenceOf;
import com.aiagents.loadtest.verdict.Judge;
import com.aiagents.loadtest.verdict.Place;
import com.aiagents.loadtest.verdict.Symptoms;
import com.aiagents.loadtest.verdict.Verdict;
import com.aiagents.loadtest.workflow.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A verdict with a bit of everything, for the tests of all formats. */
final class MadeVerdict {
  private MadeVerdict() {}

  /**
   * Tickets were lost, the workers' clock is wrong, nobody watched the queue; one label is nasty.
   */
  static Judged judged() {
    LoadRecorder load = new LoadRecorder(LoadWindows.of(TimeWindow.ALWAYS));
    WorkflowRecorder workflow = new WorkflowRecorder(TimeWindow.ALWAYS);
    for (int i = 0; i < 50_000; i++) {
      boolean submit = i % 500 == 0;
      load.row(
          new SampleOf(
              1_700_000_000_000L + i * 10L,
              i % 97,
              submit ? Task.SUBMIT.label() : "GET /health",
              submit ? "202" : "200",
              i >= 1_000 + 1 || submit,
              10,
              submit ? "T-" + i : "",
              ""));
      if (submit) {
        Fate fate = i < 10 * 500 ? Fate.LOST : Fate.COMPLETED;
        workflow.add(
            new WorkflowRow(
                1_700_000_000_000L + i * 10L,
                812,
                fate.text(),
                fate == Fate.COMPLETED,
                "",
                "T-" + i,
                "",
                i % 97,
                OptionalLong.of(3),
                OptionalLong.of(809 - i % 97)));
      }
    }
    load.row(new SampleOf(1_700_000_500_000L, 7, "<a & \"b\">", "200", true, 10, "", ""));
    EvidenceOf run = new EvidenceOf();
    run.read =
        new ReadSummary(
            50_001, 1, Optional.of(new Damage(9, 1234, "found 7 columns, allowed is 8")), false);
    run.load = load.analysis();
    run.workflow = Optional.of(workflow.analysis(0));
    run.redis = Availability.MISSING;
    run.drained = new Drained(true, 0, 0, 1.25, 1_700_000_501_250L, 3, 2.4);
    run.tickets =
        Optional.of(new TicketCounts(100, 100, 0, 0, 90, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 91, 0));
    run.problems.put("lost", 10L);
    run.clocks =
        Optional.of(
            new Clocks(
                new ClockOffset(0.25, 0.125, 1_700_000_000_000L),
                new ClockOffset(0.75, 0.125, 1_700_000_060_000L),
                5_003L));
    Evidence evidence = run.build();
    Verdict verdict = Judge.judge(evidence);
    Place place =
        new Place("staging", "https://staging.example.com", "staging.example.com", "443", "t");
    return new Judged(verdict, evidence)
        .explained(Diagnosis.of(verdict, evidence, place, symptoms()));
  }

  /** A table of its own: the project's may change without a change of the format. */
  private static Symptoms symptoms() {
    List<String> problems = new ArrayList<>();
    Symptoms symptoms =
        Symptoms.read(
            """
            symptoms:
              "too few succeed":
                when: { workflow.success: [WARNING, FAIL], requests.success: [WARNING] }
                causes:
                  "jobs are lost": { needs: [tickets-lost], try: ["curl {url}/health", ls] }
                  "jobs fail": { needs: [tickets-failed], try: [ls] }
                  "rows are wrong": { needs: [tickets-corrupted], try: [ls] }
                  "the pool is full": { needs: [pool-full], try: [ls] }
              "it is slow":
                when: { workflow.p95: [FAIL] }
                causes:
                  "the target restarted": { needs: [restarted], try: [ls] }
              "never there":
                when: { queue.drained: [FAIL] }
                causes:
                  "jobs are lost": { needs: [tickets-lost], try: [ls] }
            """,
            problems::add);
    assertThat(problems).isEmpty();
    return symptoms;
  }
}
