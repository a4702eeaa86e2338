package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.analysis.LoadAnalysis;
import com.aiagents.loadtest.analysis.MonitorRecorder;
import com.aiagents.loadtest.analysis.Recovery;
import com.aiagents.loadtest.samples.Reading;
import com.aiagents.loadtest.scenario.Burst;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.unit.ReadSummary;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurstRecoveryTest {
  private Scenario scenario = Burst.scenario();
  private int backAtWindow;
  private double slow = 500;
  private int emptyAtWindow;
  private int depth = 200;
  private OptionalDouble warmUpP95 = OptionalDouble.of(20);
  private long warmUpCount = 100;
  private final EvidenceOf run = new EvidenceOf();

  @ParameterizedTest
  @CsvSource({
    "0, 0, 5, PASS",
    "5, 0, 30, PASS",
    "0, 5, 30, PASS",
    "6, 0, 35, WARNING",
    "2, 9, 50, WARNING"
  })
  void whatComesBackWithinThirtySecondsPasses(int fast, int empty, int seconds, Outcome expected) {
    backAtWindow = fast;
    emptyAtWindow = empty;
    Criterion c = judge();
    assertThat(c.outcome()).as(c.message()).isEqualTo(expected);
    assertThat(c.observed()).hasValue(seconds);
    assertThat(c.pass()).isEqualTo("<= 30");
    assertThat(c.fail()).isEqualTo("never");
  }

  @Test
  void whatNeverComesBackFails() {
    backAtWindow = 10;
    Criterion c = judge();
    assertThat(c.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(c.observed()).hasValue(Double.POSITIVE_INFINITY);
    assertThat(c.message())
        .isEqualTo(
            "never back in the 10 windows of 5 s after it; p95 of the webhook answers in the"
                + " warm-up 20 ms, allowed 80 ms; jobs that waited at most 3, allowed 13");
  }

  @Test
  void theLimitIsOneAndAHalfTimesTheWarmUpAndFiftyMilliseconds() {
    backAtWindow = 10;
    slow = 80;
    assertThat(judge().outcome()).isEqualTo(Outcome.PASS);
    slow = 81;
    assertThat(judge().outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void tenJobsMoreThanEverInTheWarmUpMayWait() {
    emptyAtWindow = 10;
    depth = 13;
    assertThat(judge().outcome()).isEqualTo(Outcome.PASS);
    depth = 14;
    assertThat(judge().outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void theThirtySecondsScaleWithTheRun() {
    scenario = Burst.scenario().lasting(Duration.ofSeconds(120));
    backAtWindow = 3;
    Criterion c = judge();
    assertThat(c.pass()).isEqualTo("<= 15");
    assertThat(c.observed()).hasValue(20);
    assertThat(c.outcome()).isEqualTo(Outcome.WARNING);
  }

  @Test
  void aShortBurstIsNotJudged() {
    scenario = Burst.scenario().lasting(Duration.ofSeconds(79));
    assertThat(judge().outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    assertThat(judge().message())
        .isEqualTo(
            "30 s of a full run are 9.9 s of this one, needed are at least 10 s: run at least 80 s");
    scenario = Burst.scenario().lasting(Duration.ofSeconds(80));
    assertThat(judge().outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void anotherScenarioIsNotJudged() {
    assertThat(new EvidenceOf().criterion("burst.recovery").outcome())
        .isEqualTo(Outcome.NOT_APPLICABLE);
  }

  @Test
  void whereNobodyWatchedTheQueueTheAnswersAreJudged() {
    run.redis = Availability.DECLARED_NONE;
    emptyAtWindow = 10;
    Criterion c = judge();
    assertThat(c.outcome()).isEqualTo(Outcome.PASS);
    assertThat(c.message()).endsWith("; the queue was not watched");
  }

  @Test
  void aQueueThatWasToBeWatchedAndWasNotIsInvalid() {
    run.redis = Availability.MISSING;
    assertThat(judge().outcome()).isEqualTo(Outcome.INVALID);
    assertThat(judge().message()).isEqualTo("nobody watched the queue (Redis): it is not named");
  }

  @Test
  void aWarmUpWithoutAnswersTellsNothing() {
    warmUpCount = 19;
    Criterion c = judge();
    assertThat(c.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(c.message()).contains("found 19 webhook answers of the warm-up");
  }

  @Test
  void aWindowWithoutAnAnswerIsNotBack() {
    slow = Double.NaN;
    backAtWindow = 10;
    assertThat(judge().outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void aDoubtfulLoadIsInvalid() {
    run.doubt = Optional.of("the run was interrupted");
    assertThat(judge().outcome()).isEqualTo(Outcome.INVALID);
  }

  private Criterion judge() {
    PlannedLoad plan = new PlannedLoad(scenario.profile().phases(), Optional.empty(), 0);
    long coolDownEnd = scenario.profile().phases().get(3).to().toMillis();
    long warmUpEnd = scenario.warmUp().toMillis();
    List<Recovery.Window> windows = new ArrayList<>();
    for (long from = coolDownEnd; from < plan.endMillis(); from += 5_000) {
      double p95 = windows.size() < backAtWindow ? slow : 21;
      windows.add(
          new Recovery.Window(
              new TimeWindow(from, Math.min(from + 5_000, plan.endMillis())),
              Double.isNaN(p95) ? OptionalDouble.empty() : OptionalDouble.of(p95),
              Double.isNaN(p95) ? 0 : 30));
    }
    TimeWindow load = new TimeWindow(0, plan.endMillis());
    MonitorRecorder monitor =
        new MonitorRecorder(load, new TimeWindow(warmUpEnd, plan.endMillis()));
    for (long at = 0; at < plan.endMillis(); at += 1_000) {
      boolean waits = at >= warmUpEnd && at < coolDownEnd + emptyAtWindow * 5_000L;
      monitor.add(new Reading(at, "redis", "queue_depth", at < warmUpEnd ? 3 : waits ? depth : 0));
    }
    run.scenario = scenario.name();
    run.planned = Optional.of(plan);
    run.read = new ReadSummary(10_000, 0, Optional.empty(), false);
    run.watched =
        new Watched(
            Watched.By.LAUNCHER,
            Optional.of(monitor.analysis()),
            Optional.empty(),
            Evidence.Availability.MISSING,
            Map.of());
    LoadAnalysis load0 = run.load;
    run.load =
        new LoadAnalysis(
            load0.labels(),
            load0.phases(),
            load0.measured(),
            load0.windowSamples(),
            load0.windowSuccesses(),
            load0.submissions(),
            load0.series(),
            Optional.of(
                new Recovery(
                    new TimeWindow(Long.MIN_VALUE, warmUpEnd), warmUpP95, warmUpCount, windows)),
            load0.troubles(),
            load0.agents());
    return run.criterion("burst.recovery");
  }
}
