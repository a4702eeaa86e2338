package com.aiagents.loadtest.verdict;

import static com.aiagents.loadtest.verdict.EvidenceOf.criterion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.aiagents.loadtest.analysis.LoadAnalysis;
import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.analysis.LoadWindows;
import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.analysis.WorkflowRecorder;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.scenario.TaskMix;
import com.aiagents.loadtest.unit.ClockOffset;
import com.aiagents.loadtest.unit.Clocks;
import com.aiagents.loadtest.unit.Damage;
import com.aiagents.loadtest.unit.Drained;
import com.aiagents.loadtest.unit.ReadSummary;
import com.aiagents.loadtest.unit.TicketCounts;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import com.aiagents.loadtest.workflow.Fate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
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
            "workflow.duplicated",
            "workflow.corrupted",
            "workflow.stray",
            "queue.drained",
            "queue.buildup",
            "logs.errors",
            "system.responsive",
            "stability.latency",
            "stability.errors",
            "stability.memory",
            "burst.recovery",
            "load.delivered",
            "generator.healthy",
            "alarm.cpu",
            "alarm.memory",
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
    c.drained = new Drained(false, 12, 30, 120, 180_000, 60, 0.5);
    assertThat(outcome(c.build(), "queue.drained")).isEqualTo(Outcome.FAIL);
    assertThat(criterion(c.build(), "queue.drained").message())
        .isEqualTo(
            "after a drain of 120.0 s 12 jobs waited and 30 accepted tickets had no end state; 60"
                + " were completed in it, 0.5 a second");
  }

  @Test
  void aDoubtfulLoadIsNeverGreenButALossStaysALoss() {
    Case clean = new Case();
    clean.doubt = Optional.of("the run was interrupted");
    assertThat(Judge.judge(clean.build()).criteria())
        .filteredOn(c -> !c.id().startsWith("stability.") && !c.id().equals("burst.recovery"))
        .hasSize(17)
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
  void oneTicketMoreOrLessAnywhereProvesNothing() {
    List<Consumer<Case>> breaks =
        List.of(
            c -> c.accepted++,
            c -> c.accepted--,
            c -> c.refused++,
            c -> c.unknown++,
            c -> c.processedAnyway++,
            c -> c.completed--,
            c -> c.lostLines++,
            c -> c.lostLines--,
            c -> c.acceptedIds++,
            c -> c.duplicated++,
            c -> c.stray++,
            c -> c.withoutId++,
            c -> c.repeated++,
            c -> c.corruptedAnyway++);
    for (int i = 0; i < breaks.size(); i++) {
      Case c = new Case().workflows(Fate.COMPLETED, 100, 10).workflows(Fate.LOST, 1, 10);
      assertThat(outcome(c.build(), "workflow.lost")).isEqualTo(Outcome.FAIL);
      breaks.get(i).accept(c);
      Evidence evidence = c.build();
      for (Criterion criterion : Judge.judge(evidence).criteria()) {
        if (criterion.id().startsWith("workflow.")) {
          assertThat(criterion.outcome()).as("%d %s", i, criterion).isEqualTo(Outcome.INVALID);
        }
      }
    }
  }

  @Test
  void aDuplicateAndACorruptedRowFailAndAStrayWarns() {
    Case c = new Case();
    c.duplicated = 1;
    c.duplicatedLines = 1;
    assertThat(outcome(c.build(), "workflow.duplicated")).isEqualTo(Outcome.FAIL);
    Evidence corrupted =
        new Case().workflows(Fate.COMPLETED, 999, 10).workflows(Fate.CORRUPTED, 1, 10).build();
    assertThat(outcome(corrupted, "workflow.corrupted")).isEqualTo(Outcome.FAIL);
    assertThat(criterion(corrupted, "workflow.corrupted").message())
        .isEqualTo(
            "1 of the tickets that were sent have a row that is half-written or impossible: see"
                + " workflow-problems.csv");
    Case stray = new Case();
    stray.stray = 2;
    stray.strayLines = 2;
    assertThat(outcome(stray.build(), "workflow.stray")).isEqualTo(Outcome.WARNING);
    assertThat(Judge.judge(stray.build()).outcome()).isEqualTo(Outcome.WARNING);
    stray.doubt = Optional.of("the run was interrupted");
    assertThat(outcome(stray.build(), "workflow.stray")).isEqualTo(Outcome.WARNING);
    assertThat(outcome(stray.build(), "workflow.duplicated")).isEqualTo(Outcome.INVALID);
  }

  @Test
  void aCorruptedRowFailsWhateverTheClientWasAnswered() {
    Case c = new Case();
    c.damagedUnknown = 1;
    assertThat(outcome(c.build(), "workflow.corrupted")).isEqualTo(Outcome.FAIL);
    assertThat(criterion(c.build(), "workflow.corrupted").observed()).hasValue(1);
  }

  @Test
  void whatOneSourceShowsToBeLeftFailsWithoutTheOther() {
    for (Availability absent : List.of(Availability.DECLARED_NONE, Availability.MISSING)) {
      Outcome nothingLeft =
          absent == Availability.MISSING ? Outcome.INVALID : Outcome.NOT_APPLICABLE;
      Case noRedis = new Case().workflows(Fate.COMPLETED, 99, 10).workflows(Fate.PENDING, 1, 10);
      noRedis.redis = absent;
      noRedis.drained = new Drained(false, 0, 1, 120, 180_000, 60, 0.5);
      assertThat(outcome(noRedis.build(), "queue.drained")).isEqualTo(Outcome.FAIL);
      Case noDatabase = new Case();
      noDatabase.database = absent;
      noDatabase.withWorkflow = false;
      assertThat(outcome(noDatabase.build(), "queue.drained")).isEqualTo(nothingLeft);
      noDatabase.drained = new Drained(false, 430, 0, 120, 180_000, 0, 0);
      assertThat(outcome(noDatabase.build(), "queue.drained")).isEqualTo(Outcome.FAIL);
    }
  }

  @Test
  void aDrainThatWasCutShortLosesNothing() {
    Case c = new Case().workflows(Fate.COMPLETED, 99, 10).workflows(Fate.LOST, 1, 10);
    c.doubt = Optional.of("the run was interrupted");
    assertThat(outcome(c.build(), "workflow.lost")).isEqualTo(Outcome.FAIL);
    c.drained = null;
    assertThat(outcome(c.build(), "workflow.lost")).isEqualTo(Outcome.INVALID);
    assertThat(criterion(c.build(), "workflow.lost").message())
        .isEqualTo(
            "1 of 100 accepted tickets had no row when the drain was cut short: a worker may hold"
                + " them");
  }

  @Test
  void whereNoRowAtAllCanBeSeenNothingIsCalledLost() {
    Case c = new Case().workflows(Fate.LOST, 100, 10);
    assertThat(outcome(c.build(), "workflow.lost")).isEqualTo(Outcome.FAIL);
    c.rows = 0;
    c.drained = new Drained(false, 0, 100, 120, 180_000, 0, 0);
    assertThat(Judge.judge(c.build()).criteria())
        .filteredOn(
            criterion ->
                criterion.id().startsWith("workflow.") || criterion.id().equals("queue.drained"))
        .hasSize(7)
        .allMatch(criterion -> criterion.outcome() == Outcome.INVALID, "INVALID")
        .allMatch(
            criterion -> criterion.message().startsWith("not one row of this run can be seen"));
  }

  @Test
  void aClockThatWasSetMakesTheLatencyInvalidAndNothingElse() {
    Case c = new Case();
    // 60 s apart: 30 ms of a slewed clock and 2 × 0.5 ms of the estimates are explained
    c.clocks = clocks(0, 31, null);
    assertThat(outcome(c.build(), "workflow.p95")).isEqualTo(Outcome.PASS);
    c.clocks = clocks(0, -31.25, null);
    assertThat(Judge.judge(c.build()).criteria())
        .filteredOn(
            criterion ->
                criterion.outcome() != Outcome.PASS
                    && criterion.outcome() != Outcome.NOT_APPLICABLE)
        .extracting(Criterion::id, Criterion::outcome)
        .containsExactly(tuple("workflow.p95", Outcome.INVALID));
    assertThat(criterion(c.build(), "workflow.p95").message())
        .startsWith("the clocks of generator and database drifted by -31.3 ms during the run,");
    c.clocks = Optional.empty();
    assertThat(outcome(c.build(), "workflow.p95")).isEqualTo(Outcome.INVALID);
  }

  @Test
  void clocksThatWereComparedLongAfterTheRunProveNoLatency() {
    Case c = new Case();
    ClockOffset after = new ClockOffset(3, 0.5, 2_000_000);
    // 500 ppm of 1999 s are 999.5 ms
    c.clocks = Optional.of(Clocks.afterwards(after, 0L, 1_000));
    assertThat(outcome(c.build(), "workflow.p95")).isEqualTo(Outcome.PASS);
    assertThat(criterion(c.build(), "workflow.p95").message()).endsWith("each ± 1000.0 ms");
    c.clocks = Optional.of(Clocks.afterwards(after, 0L, 0));
    assertThat(outcome(c.build(), "workflow.p95")).isEqualTo(Outcome.INVALID);
    assertThat(outcome(c.build(), "workflow.success")).isEqualTo(Outcome.PASS);
  }

  @Test
  void aWorkerWhoseClockIsOffIsAWarningAndSaid() {
    Case c = new Case();
    c.clocks = clocks(0, 0, 1_000L);
    assertThat(outcome(c.build(), "workflow.p95")).isEqualTo(Outcome.PASS);
    c.clocks = clocks(0, 0, -1_001L);
    assertThat(outcome(c.build(), "workflow.p95")).isEqualTo(Outcome.WARNING);
    assertThat(criterion(c.build(), "workflow.p95").message())
        .endsWith(
            "the clock of the workers is 1.001 s behind that of the database, which was corrected");
    Case slow = new Case().workflows(Fate.COMPLETED, 100, 90_001);
    slow.clocks = c.clocks;
    assertThat(outcome(slow.build(), "workflow.p95")).isEqualTo(Outcome.FAIL);
  }

  @Test
  void aDrainThatIsCalledCompleteAndIsNotProvesNothing() {
    Case c = new Case().workflows(Fate.COMPLETED, 100, 10).workflows(Fate.PENDING, 1, 10);
    assertThat(outcome(c.build(), "queue.drained")).isEqualTo(Outcome.INVALID);
  }

  private static Optional<Clocks> clocks(double before, double after, Long worker) {
    return Optional.of(
        new Clocks(
            new ClockOffset(before, 0.5, 1_000), new ClockOffset(after, 0.5, 61_000), worker));
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
    // but nobody knows how much is missing where a file was cut off
    c.cutOff = true;
    assertThat(outcome(c.build(), "requests.success")).isEqualTo(Outcome.INVALID);
    assertThat(criterion(c.build(), "requests.success").message())
        .endsWith("; the file ends in the middle of a row");
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
    private long accepted;
    private long refused;
    private long unknown;
    private long processedAnyway;
    private long completed;
    private long lostLines;
    private long acceptedIds;
    private long duplicated;
    private long duplicatedLines;
    private long stray;
    private long strayLines;
    private long withoutId;
    private long repeated;
    private long rows = 1;
    private long corruptedAnyway;

    /** Tickets without a clear answer that have a damaged row, all of which is told everywhere. */
    private long damagedUnknown;

    private Optional<Clocks> clocks = clocks(0.1, 0.2, 12L);
    private long damaged;
    boolean cutOff;
    private Optional<TaskMix> mix = Optional.empty();
    private Optional<String> doubt = Optional.empty();
    private Availability database = Availability.AVAILABLE;
    private Availability redis = Availability.AVAILABLE;
    private Drained drained = new Drained(true, 0, 0, 2.5, 62_500, 1, 0.4);

    Case requests(int good, int all) {
      this.good = good;
      this.all = all;
      return this;
    }

    Case workflows(Fate fate, int count, long millis) {
      ownWorkflows = true;
      for (int i = 0; i < count; i++) {
        workflow.add(
            new WorkflowRow(
                i,
                millis,
                fate.text(),
                fate == Fate.COMPLETED,
                "",
                fate + "-" + i,
                "",
                5,
                OptionalLong.of(1),
                OptionalLong.of(millis - 6)));
      }
      return this;
    }

    Evidence build() {
      if (!ownWorkflows) {
        workflows(Fate.COMPLETED, 100, 1_000);
      }
      LoadRecorder recorder = new LoadRecorder(LoadWindows.of(TimeWindow.ALWAYS));
      for (int i = 0; i < all; i++) {
        recorder.row(new SampleOf(i, 5, Task.HEALTH.label(), "200", i < good, 1, "", ""));
      }
      LoadAnalysis load = recorder.analysis();
      WorkflowAnalysis workflows = workflow.analysis(0);
      load =
          Clean.load(
              load.labels(),
              load.windowSamples(),
              load.windowSuccesses(),
              new LoadAnalysis.Submissions(
                  workflows.accepted() + accepted,
                  refused,
                  unknown + damagedUnknown,
                  withoutId,
                  workflows.ids() + acceptedIds));
      EvidenceOf run = new EvidenceOf();
      run.mix = mix;
      run.read =
          new ReadSummary(
              all,
              damaged,
              damaged == 0 ? Optional.empty() : Optional.of(new Damage(7, 300, "cut off")),
              cutOff);
      run.load = load;
      run.doubt = doubt;
      run.workflow = withWorkflow ? Optional.of(workflows) : Optional.empty();
      run.database = database;
      run.redis = redis;
      run.drained = drained;
      run.tickets =
          Optional.of(
              new TicketCounts(
                  workflows.accepted() + damagedUnknown,
                  workflows.accepted(),
                  0,
                  damagedUnknown,
                  workflows.count(Fate.COMPLETED) + completed,
                  workflows.count(Fate.FAILED),
                  workflows.count(Fate.PENDING),
                  workflows.count(Fate.LOST),
                  workflows.count(Fate.CORRUPTED),
                  processedAnyway + damagedUnknown,
                  0,
                  duplicated,
                  stray,
                  0,
                  repeated,
                  rows,
                  corruptedAnyway + damagedUnknown));
      run.problems.putAll(
          Map.of(
              "failed",
              workflows.count(Fate.FAILED),
              "pending",
              workflows.count(Fate.PENDING),
              "lost",
              workflows.count(Fate.LOST) + lostLines,
              "corrupted",
              workflows.count(Fate.CORRUPTED) + damagedUnknown,
              "unknown",
              damagedUnknown,
              "duplicated",
              duplicatedLines,
              "stray",
              strayLines));
      run.clocks = clocks;
      return run.build();
    }
  }
}
