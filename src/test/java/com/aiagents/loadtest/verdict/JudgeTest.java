package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.analysis.LoadAnalysis;
import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.analysis.WorkflowRecorder;
import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.scenario.TaskMix;
import com.aiagents.loadtest.unit.Damage;
import com.aiagents.loadtest.unit.ReadSummary;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import com.aiagents.loadtest.verdict.Evidence.Drained;
import com.aiagents.loadtest.workflow.Fate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
  @ParameterizedTest(name = "{0} of {1} requests: {2}")
  @CsvSource({
    "1000, 1000, PASS",
    "99001, 100000, PASS",
    "99, 100, WARNING",
    "95, 100, WARNING",
    "94999, 100000, FAIL",
    "0, 20, FAIL"
  })
  void successIsJudgedExactlyAtItsLimits(int good, int all, Outcome expected) {
    Evidence evidence = new Case().requests(good, all).build();
    assertThat(outcome(evidence, "requests.success")).isEqualTo(expected);
  }

  @ParameterizedTest(name = "p95 of {0} ms: {1}")
  @CsvSource({"59999, PASS", "60000, WARNING", "90000, WARNING", "90001, FAIL"})
  void p95IsJudgedExactlyAtItsLimits(long millis, Outcome expected) {
    Evidence evidence = new Case().workflows(Fate.COMPLETED, 100, millis).build();
    assertThat(outcome(evidence, "workflow.p95")).isEqualTo(expected);
    assertThat(criterion(evidence, "workflow.p95").observed()).hasValue(millis);
  }

  @Test
  void aCleanRunPasses() {
    Evidence evidence = new Case().build();
    assertThat(Judge.judge(evidence).outcome()).isEqualTo(Outcome.PASS);
    assertThat(Judge.judge(evidence).criteria())
        .extracting(Criterion::id)
        .containsExactly(
            "requests.success",
            "workflow.success",
            "workflow.p95",
            "workflow.lost",
            "queue.drained",
            "queue.buildup",
            "logs.errors",
            "system.responsive",
            "alarm.queue",
            "alarm.connections");
  }

  @Test
  void oneLostTicketFails() {
    Evidence evidence =
        new Case().workflows(Fate.COMPLETED, 999, 10).workflows(Fate.LOST, 1, 10).build();
    assertThat(outcome(evidence, "workflow.lost")).isEqualTo(Outcome.FAIL);
    assertThat(outcome(evidence, "workflow.success")).isEqualTo(Outcome.PASS);
    assertThat(criterion(evidence, "workflow.lost").message())
        .isEqualTo("1 of 1000 accepted tickets have no row and no job");
  }

  @Test
  void withoutARedisALostTicketIsNotSaidToHaveNoJob() {
    Case c = new Case().workflows(Fate.COMPLETED, 999, 10).workflows(Fate.LOST, 1, 10);
    c.redis = Availability.MISSING;
    assertThat(outcome(c.build(), "workflow.lost")).isEqualTo(Outcome.INVALID);
    assertThat(criterion(c.build(), "workflow.lost").message())
        .isEqualTo(
            "1 of 1000 accepted tickets have no row, and without a Redis nobody saw whether they"
                + " wait");
    c.redis = Availability.DECLARED_NONE;
    assertThat(outcome(c.build(), "workflow.lost")).isEqualTo(Outcome.FAIL);
    assertThat(criterion(c.build(), "workflow.lost").message())
        .isEqualTo("1 of 1000 accepted tickets have no row");
  }

  @Test
  void aTicketThatEndedBeforeItWasSentProvesNothing() {
    Evidence evidence =
        new Case().workflows(Fate.COMPLETED, 999, 10).workflows(Fate.COMPLETED, 1, -1).build();
    for (String id : List.of("workflow.success", "workflow.p95", "workflow.lost")) {
      assertThat(outcome(evidence, id)).as(id).isEqualTo(Outcome.INVALID);
      assertThat(criterion(evidence, id).message())
          .startsWith("1 tickets were completed before they were sent");
    }
    // a missing row depends on no clock
    Evidence lost =
        new Case().workflows(Fate.LOST, 1, 10).workflows(Fate.COMPLETED, 999, -1).build();
    assertThat(outcome(lost, "workflow.lost")).isEqualTo(Outcome.FAIL);
  }

  @Test
  void aTaskWithoutASampleIsInvalid() {
    Case c = new Case();
    // the samples of this case are all of HEALTH
    c.mix = Optional.of(new TaskMix(Map.of(Task.HEALTH, 49, Task.HISTORY, 1)));
    assertThat(outcome(c.build(), "requests.success")).isEqualTo(Outcome.INVALID);
    assertThat(criterion(c.build(), "requests.success").message())
        .isEqualTo(
            "there is no sample of GET /enhancements/history; by its weight 20 were to be expected");
    // too rare to be missed in a run of this length
    c.mix = Optional.of(new TaskMix(Map.of(Task.HEALTH, 50, Task.HISTORY, 1)));
    assertThat(outcome(c.build(), "requests.success")).isEqualTo(Outcome.PASS);
    c.mix = Optional.of(new TaskMix(Map.of(Task.HEALTH, 1)));
    assertThat(outcome(c.build(), "requests.success")).isEqualTo(Outcome.PASS);
  }

  @Test
  void sixPercentNeverCompletedHaveNoP95() {
    Evidence evidence =
        new Case().workflows(Fate.COMPLETED, 94, 10).workflows(Fate.PENDING, 6, 10).build();
    assertThat(outcome(evidence, "workflow.p95")).isEqualTo(Outcome.FAIL);
    assertThat(criterion(evidence, "workflow.p95").observed()).hasValue(Double.POSITIVE_INFINITY);
    assertThat(outcome(evidence, "workflow.success")).isEqualTo(Outcome.FAIL);
  }

  @Test
  void withoutADatabaseNothingOfTheWorkflowIsGreen() {
    Case c = new Case();
    c.database = Availability.MISSING;
    c.withWorkflow = false;
    Evidence evidence = c.build();
    assertThat(outcome(evidence, "requests.success")).isEqualTo(Outcome.PASS);
    for (String id :
        List.of("workflow.success", "workflow.p95", "workflow.lost", "queue.drained")) {
      assertThat(outcome(evidence, id)).as(id).isEqualTo(Outcome.INVALID);
      assertThat(criterion(evidence, id).observed()).as(id).isEmpty();
    }
    assertThat(Judge.judge(evidence).outcome()).isEqualTo(Outcome.INVALID);
  }

  @Test
  void aDatabaseThatWasNeverAskedIsNotCalledUnnamed() {
    Case c = new Case();
    c.withWorkflow = false;
    assertThat(criterion(c.build(), "workflow.lost").outcome()).isEqualTo(Outcome.INVALID);
    assertThat(criterion(c.build(), "workflow.lost").message())
        .startsWith("there is no workflow.jtl, so no workflow is proven");
    c.doubt = Optional.of("the run failed: JMeter ended without one request");
    assertThat(criterion(c.build(), "workflow.lost").message())
        .isEqualTo("the run failed: JMeter ended without one request");
  }

  @Test
  void aDatabaseThatIsDeclaredAbsentStandsAside() {
    Case c = new Case();
    c.database = Availability.DECLARED_NONE;
    c.withWorkflow = false;
    Evidence evidence = c.build();
    assertThat(outcome(evidence, "workflow.p95")).isEqualTo(Outcome.NOT_APPLICABLE);
    assertThat(outcome(evidence, "queue.drained")).isEqualTo(Outcome.NOT_APPLICABLE);
    assertThat(Judge.judge(evidence).outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void withoutARedisTheQueueIsNotDrained() {
    Case c = new Case();
    c.redis = Availability.MISSING;
    assertThat(outcome(c.build(), "queue.drained")).isEqualTo(Outcome.INVALID);
    assertThat(outcome(c.build(), "workflow.p95")).isEqualTo(Outcome.PASS);
  }

  @Test
  void aQueueThatIsNotEmptyFails() {
    Case c = new Case();
    c.drained = new Drained(false, 12, 30, 120);
    assertThat(outcome(c.build(), "queue.drained")).isEqualTo(Outcome.FAIL);
    assertThat(criterion(c.build(), "queue.drained").message())
        .isEqualTo(
            "after a drain of 120.0 s 12 jobs waited and 30 accepted tickets had no end state");
  }

  @Test
  void aDoubtfulLoadIsNeverGreenButALossStaysALoss() {
    Case clean = new Case();
    clean.doubt = Optional.of("the run was interrupted");
    assertThat(Judge.judge(clean.build()).criteria())
        .allMatch(c -> c.outcome() == Outcome.INVALID, "INVALID")
        .allMatch(c -> c.message().equals("the run was interrupted"));
    Case lossy = new Case().workflows(Fate.LOST, 1, 10);
    lossy.doubt = clean.doubt;
    assertThat(outcome(lossy.build(), "workflow.lost")).isEqualTo(Outcome.FAIL);
  }

  @Test
  void tooFewSamplesAreNoEvidence() {
    assertThat(outcome(new Case().requests(19, 19).build(), "requests.success"))
        .isEqualTo(Outcome.INVALID);
    assertThat(outcome(new Case().requests(20, 20).build(), "requests.success"))
        .isEqualTo(Outcome.PASS);
    assertThat(outcome(new Case().workflows(Fate.COMPLETED, 19, 5).build(), "workflow.p95"))
        .isEqualTo(Outcome.INVALID);
  }

  @Test
  void ledgerAndWorkflowsMustBalance() {
    Case c = new Case().workflows(Fate.COMPLETED, 100, 10);
    c.acceptedDifference = 1;
    Evidence evidence = c.build();
    for (String id : List.of("workflow.success", "workflow.p95", "workflow.lost")) {
      assertThat(outcome(evidence, id)).as(id).isEqualTo(Outcome.INVALID);
    }
    assertThat(criterion(evidence, "workflow.lost").message())
        .isEqualTo(
            "workflow.jtl has 100 tickets and 0 unreadable rows, the samples have 101 accepted"
                + " tickets: they must balance");
  }

  @Test
  void damagedSamplesAreNoEvidence() {
    Case c = new Case().requests(1000, 1000);
    c.damaged = 2;
    assertThat(outcome(c.build(), "requests.success")).isEqualTo(Outcome.INVALID);
    assertThat(criterion(c.build(), "requests.success").message())
        .isEqualTo("2 rows of the samples are damaged, first on line 7, byte 300: cut off");
    // one in a thousand is allowed for rates, none where every ticket counts
    c.damaged = 1;
    assertThat(outcome(c.build(), "requests.success")).isEqualTo(Outcome.PASS);
    assertThat(outcome(c.build(), "workflow.lost")).isEqualTo(Outcome.INVALID);
  }

  @Test
  void theWorstOutcomeWins() {
    assertThat(Outcome.worst(List.of(Outcome.PASS, Outcome.WARNING))).isEqualTo(Outcome.WARNING);
    assertThat(Outcome.worst(List.of(Outcome.WARNING, Outcome.INVALID))).isEqualTo(Outcome.INVALID);
    assertThat(Outcome.worst(List.of(Outcome.INVALID, Outcome.FAIL))).isEqualTo(Outcome.FAIL);
    assertThat(Outcome.worst(List.of(Outcome.NOT_APPLICABLE, Outcome.PASS)))
        .isEqualTo(Outcome.PASS);
    assertThat(Outcome.worst(List.of(Outcome.NOT_APPLICABLE))).isEqualTo(Outcome.INVALID);
    assertThat(Outcome.worst(List.of())).isEqualTo(Outcome.INVALID);
  }

  private static Criterion criterion(Evidence evidence, String id) {
    return Judge.judge(evidence).criteria().stream()
        .filter(c -> c.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Outcome outcome(Evidence evidence, String id) {
    return criterion(evidence, id).outcome();
  }

  /** Evidence of a clean run, to be spoiled. */
  private static final class Case {
    private final WorkflowRecorder workflow = new WorkflowRecorder(TimeWindow.ALWAYS);
    private int good = 1000;
    private int all = 1000;
    private boolean ownWorkflows;
    private boolean withWorkflow = true;
    private long acceptedDifference;
    private long damaged;
    private Optional<TaskMix> mix = Optional.empty();
    private Optional<String> doubt = Optional.empty();
    private Availability database = Availability.AVAILABLE;
    private Availability redis = Availability.AVAILABLE;
    private Drained drained = new Drained(true, 0, 0, 2.5);

    Case requests(int good, int all) {
      this.good = good;
      this.all = all;
      return this;
    }

    Case workflows(Fate fate, int count, long millis) {
      ownWorkflows = true;
      for (int i = 0; i < count; i++) {
        workflow.add(new Sample(i, millis, "w", fate.text(), fate == Fate.COMPLETED, 0, "T", ""));
      }
      return this;
    }

    Evidence build() {
      if (!ownWorkflows) {
        workflows(Fate.COMPLETED, 100, 1_000);
      }
      LoadRecorder recorder = new LoadRecorder(TimeWindow.ALWAYS);
      for (int i = 0; i < all; i++) {
        recorder.add(new Sample(i, 5, Task.HEALTH.label(), "200", i < good, 1, "", ""));
      }
      LoadAnalysis load = recorder.analysis();
      WorkflowAnalysis workflows = workflow.analysis(0);
      load =
          new LoadAnalysis(
              load.labels(),
              load.windowSamples(),
              load.windowSuccesses(),
              workflows.accepted() + acceptedDifference,
              0,
              0);
      return new Evidence(
          "baseline",
          mix,
          new ReadSummary(
              all,
              damaged,
              damaged == 0 ? Optional.empty() : Optional.of(new Damage(7, 300, "cut off")),
              damaged > 0),
          load,
          doubt,
          withWorkflow ? Optional.of(workflows) : Optional.empty(),
          database,
          redis,
          Optional.of(drained),
          new WatchedRun().watched());
    }
  }
}
