package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.MonitorRecorder;
import com.aiagents.loadtest.analysis.Span;
import com.aiagents.loadtest.analysis.WorkflowRecorder;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import com.aiagents.loadtest.verdict.Watched.By;
import com.aiagents.loadtest.verdict.Watched.Log;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One ticket is completed a second, so a backlog of 5 s is 5 jobs. */
class WatchCriteriaTest {
  private static final List<String> IDS =
      List.of(
          "queue.buildup",
          "logs.errors",
          "system.responsive",
          "alarm.cpu",
          "alarm.memory",
          "alarm.queue",
          "alarm.connections");
  private final WatchedRun run = new WatchedRun();
  private Optional<String> doubt = Optional.empty();
  private Availability database = Availability.AVAILABLE;
  private Availability redis = Availability.AVAILABLE;
  private boolean withWorkflow = true;
  private boolean withDrain = true;

  @Test
  void aCleanRunPasses() {
    for (String id : IDS) {
      assertThat(criterion(id).outcome()).as(id).isEqualTo(Outcome.PASS);
      assertThat(criterion(id).observed()).as(id).hasValue(0);
    }
  }

  @ParameterizedTest(name = "{2} jobs from {0} s to {1} s: {3}")
  @CsvSource({
    "20, 30, 6, WARNING",
    "20, 30, 5, PASS",
    "20, 29, 6, PASS",
    // within the window only: it begins at 10 s and ends before 60 s
    "0, 19, 6, PASS",
    "0, 20, 6, WARNING",
    "50, 59, 6, PASS",
    "49, 59, 6, WARNING",
    "60, 79, 6, PASS"
  })
  void buildUpIsJudgedExactlyAtItsLimits(int from, int to, int jobs, Outcome expected) {
    run.set("redis", "queue_depth", from, to, jobs);
    assertThat(criterion("queue.buildup").outcome()).isEqualTo(expected);
  }

  @Test
  void buildUpSaysWhenItBeganPeakedAndEnded() {
    run.set("redis", "queue_depth", 40, 65, 20).set("redis", "queue_depth", 62, 63, 77);
    Criterion buildup = criterion("queue.buildup");
    assertThat(buildup.outcome()).isEqualTo(Outcome.WARNING);
    assertThat(buildup.observed()).hasValue(19);
    assertThat(buildup.unit()).isEqualTo("s");
    assertThat(buildup.samples()).isEqualTo(50);
    assertThat(buildup.message())
        .isEqualTo(
            "built up from 40.0 s on (more jobs waited than 5 s of completions), peak 77 jobs at"
                + " 62.0 s, came down at 66.0 s");
  }

  @Test
  void aQueueThatIsStillBuiltUpAtTheEndFails() {
    run.set("redis", "queue_depth", 40, 80, 20);
    assertThat(criterion("queue.buildup").outcome()).isEqualTo(Outcome.FAIL);
    assertThat(criterion("queue.buildup").message())
        .isEqualTo(
            "built up from 40.0 s on (more jobs waited than 5 s of completions), peak 20 jobs at"
                + " 40.0 s, and at the end of the drain 20 jobs still waited");
    // a failure that was found stays one
    doubt = Optional.of("the run failed");
    assertThat(criterion("queue.buildup").outcome()).isEqualTo(Outcome.FAIL);
    run.set("redis", "queue_depth", 80, 80, 5);
    assertThat(criterion("queue.buildup").message()).isEqualTo("the run failed");
  }

  @Test
  void thePeakIsThatOfTheBuildUpAndNoOther() {
    // short ones before it, in the warm-up and in the window, and one after it
    run.set("redis", "queue_depth", 5, 7, 99).set("redis", "queue_depth", 15, 18, 88);
    run.set("redis", "queue_depth", 40, 55, 20).set("redis", "queue_depth", 70, 72, 77);
    assertThat(criterion("queue.buildup").message())
        .isEqualTo(
            "built up from 40.0 s on (more jobs waited than 5 s of completions), peak 20 jobs at"
                + " 40.0 s, came down at 56.0 s");
    run.set("redis", "queue_depth", 55, 55, 21);
    assertThat(criterion("queue.buildup").message()).contains("peak 21 jobs at 55.0 s");
  }

  @Test
  void aBuildUpAtTheEndOfARunThatWasCutShortIsNotSaidToStay() {
    run.set("redis", "queue_depth", 40, 80, 20);
    withDrain = false;
    assertThat(criterion("queue.buildup").outcome()).isEqualTo(Outcome.FAIL);
    // nobody waited for the queue to come down
    doubt = Optional.of("the run was interrupted");
    assertThat(criterion("queue.buildup").outcome()).isEqualTo(Outcome.INVALID);
    assertThat(criterion("queue.buildup").message()).isEqualTo("the run was interrupted");
  }

  @Test
  void withoutACompletionAnyJobIsABacklog() {
    // the last completion is that of 80 s, and it is in no rate from 90 s on
    run.set("redis", "queue_depth", 49, 90, 6);
    assertThat(criterion("queue.buildup").outcome()).isEqualTo(Outcome.FAIL);
    run.set("redis", "queue_depth", 90, 90, 1);
    assertThat(criterion("queue.buildup").outcome()).isEqualTo(Outcome.FAIL);
    run.set("redis", "queue_depth", 90, 90, 0);
    assertThat(criterion("queue.buildup").outcome()).isEqualTo(Outcome.WARNING);
  }

  @Test
  void buildUpNeedsTheRateOfCompletions() {
    withWorkflow = false;
    assertThat(criterion("queue.buildup").outcome()).isEqualTo(Outcome.INVALID);
    assertThat(criterion("queue.buildup").message()).startsWith("there is no workflow.jtl");
    database = Availability.DECLARED_NONE;
    assertThat(criterion("queue.buildup").outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    assertThat(criterion("queue.buildup").message())
        .isEqualTo("the target file declares that there is no database");
    database = Availability.AVAILABLE;
    redis = Availability.DECLARED_NONE;
    assertThat(criterion("queue.buildup").message())
        .isEqualTo("the target file declares that there is no queue (Redis)");
  }

  @ParameterizedTest(name = "{0} missing: {1}")
  @CsvSource({
    "redis, 'queue.buildup,alarm.queue'",
    "database, alarm.connections",
    "health, system.responsive",
    "metrics, 'alarm.cpu,alarm.memory'"
  })
  void fiveSecondsWithoutAReadingOfALoadAreTooMany(String probe, String invalid) {
    run.gap(probe, 20_000, 25_000);
    assertThat(outcomes(Outcome.INVALID)).isEmpty();
    run.gap(probe, 20_000, 26_000);
    assertThat(String.join(",", outcomes(Outcome.INVALID))).isEqualTo(invalid);
  }

  @Test
  void aGapIsSaidWithItsPlace() {
    run.gap("redis", 20_000, 25_001).at("redis", "queue_depth", 25_001, 0);
    for (String id : List.of("queue.buildup", "alarm.queue")) {
      assertThat(criterion(id).message())
          .isEqualTo(
              "there is no reading of the queue depth for 5.0 s, from 20.0 s on; needed is one"
                  + " every 5 s of the load");
    }
  }

  @Test
  void theBeginningAndTheEndOfTheLoadCountToo() {
    run.gap("redis", -1, 5_000);
    assertThat(criterion("alarm.queue").outcome()).isEqualTo(Outcome.PASS);
    run.gap("redis", -1, 5_500);
    assertThat(criterion("alarm.queue").outcome()).isEqualTo(Outcome.INVALID);
    WatchedRun early = new WatchedRun();
    early.gap("redis", 55_000, 90_000);
    assertThat(criterion(early, "alarm.queue").outcome()).isEqualTo(Outcome.PASS);
    early.gap("redis", 54_000, 90_000);
    assertThat(criterion(early, "alarm.queue").outcome()).isEqualTo(Outcome.INVALID);
  }

  @Test
  void aSpanDoesNotGoOnOverAGap() {
    // 6 s without a reading in the drain: nobody saw whether the queue was built up
    run.set("redis", "queue_depth", 49, 80, 20).gap("redis", 61_000, 67_000);
    assertThat(criterion("queue.buildup").outcome()).isEqualTo(Outcome.FAIL);
    assertThat(criterion("queue.buildup").observed()).hasValue(10);
  }

  @ParameterizedTest(name = "unanswered from {0} s to {1} s: {2}")
  @CsvSource({"20, 30, FAIL", "20, 29, PASS", "0, 10, FAIL", "65, 75, FAIL"})
  void tenSecondsWithoutHealthFail(int from, int to, Outcome expected) {
    run.unanswered(from, to);
    Criterion responsive = criterion("system.responsive");
    assertThat(responsive.outcome()).isEqualTo(expected);
    assertThat(responsive.observed()).hasValue(to - from);
    assertThat(responsive.samples()).isEqualTo(81);
  }

  @Test
  void silenceIsSaidWithItsSpan() {
    run.set("health", "status", 20, 31, 503);
    assertThat(criterion("system.responsive").message())
        .isEqualTo("no 200 from GET /health for 11.0 s, from 20.0 s to 31.0 s");
    doubt = Optional.of("the run was interrupted");
    assertThat(criterion("system.responsive").outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void aRestartFails() {
    run.set("metrics", "process_start_time_seconds", 34, 80, 31.5);
    Criterion responsive = criterion("system.responsive");
    assertThat(responsive.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(responsive.message())
        .isEqualTo("the target restarted: at 34.0 s it was a process that began at 31.5 s");
  }

  @Test
  void anotherReplicaIsNoRestart() {
    run.set("metrics", "process_start_time_seconds", 30, 40, -50);
    assertThat(criterion("system.responsive").outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void aReplicaThatIsAddedIsNoRestart() {
    for (int second = 30; second < 80; second += 3) {
      run.set("metrics", "process_start_time_seconds", second, second, 25);
    }
    assertThat(criterion("system.responsive").outcome()).isEqualTo(Outcome.PASS);
    // one in the place of another is, though a third one stays
    run.set("metrics", "process_start_time_seconds", 0, 5, -50);
    assertThat(criterion("system.responsive").outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void anotherReplicaThatStaysIsNoRestart() {
    // it began before anybody watched, and the first one is never asked again
    run.set("metrics", "process_start_time_seconds", 30, 80, -50);
    assertThat(criterion("system.responsive").outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void aReplicaThatIsSeenOnceIsNoRestart() {
    run.set("metrics", "process_start_time_seconds", 30, 30, 25);
    assertThat(criterion("system.responsive").outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void aReplicaThatIsAddedBeforeTheFirstIsTakenAwayIsNoRestart() {
    run.set("metrics", "process_start_time_seconds", 30, 30, 25);
    run.set("metrics", "process_start_time_seconds", 40, 80, 25);
    assertThat(criterion("system.responsive").outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void onlyAProcessThatBeganAfterTheFirstReadingIsARestart() {
    run.gap("metrics", -1, 5_000);
    run.set("metrics", "process_start_time_seconds", 34, 80, 5);
    assertThat(criterion("system.responsive").outcome()).isEqualTo(Outcome.PASS);
    run.set("metrics", "process_start_time_seconds", 34, 80, 5.001);
    assertThat(criterion("system.responsive").outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void momentsAreToldFromTheFirstRequestOn() {
    TimeWindow load = new TimeWindow(1_700_000_000_000L, 1_700_000_060_000L);
    MonitorAnalysis seen = new MonitorRecorder(load, load).analysis();
    assertThat(Watching.span(seen, new Span(1_700_000_001_500L, 1_700_000_031_500L)))
        .isEqualTo("for 30.0 s, from 1.5 s to 31.5 s");
  }

  @Test
  void aTimerThatIsLateDoesNotShortenWhatItSaw() {
    run.set("redis", "queue_depth", 21, 29, 6);
    run.gap("redis", 19_000, 21_000).at("redis", "queue_depth", 20_003, 6);
    run.gap("redis", 29_000, 31_000).at("redis", "queue_depth", 29_999, 6);
    assertThat(criterion("queue.buildup").outcome()).isEqualTo(Outcome.WARNING);
    run.gap("redis", 29_000, 31_000).at("redis", "queue_depth", 29_504, 6);
    assertThat(criterion("queue.buildup").outcome()).isEqualTo(Outcome.WARNING);
    run.gap("redis", 29_000, 31_000).at("redis", "queue_depth", 29_503, 6);
    assertThat(criterion("queue.buildup").outcome()).isEqualTo(Outcome.PASS);
  }

  @ParameterizedTest(name = "{2} jobs from {0} s to {1} s: {3}")
  @CsvSource({
    "20, 30, 1001, WARNING",
    "20, 30, 1000, PASS",
    "20, 29, 1001, PASS",
    "55, 70, 1001, PASS"
  })
  void theAlarmOfTheQueueIsJudgedExactlyAtItsLimits(int from, int to, int jobs, Outcome expected) {
    run.set("redis", "queue_depth", from, to, jobs);
    assertThat(criterion("alarm.queue").outcome()).isEqualTo(expected);
    if (expected == Outcome.WARNING) {
      assertThat(criterion("alarm.queue").message())
          .isEqualTo("more than 1000 jobs waited for 10.0 s, from 20.0 s to 30.0 s");
    }
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource({
    "90, 100, PASS",
    "91, 100, WARNING",
    "9, 10, PASS",
    "27, 30, PASS",
    "28, 30, WARNING"
  })
  void theAlarmOfConnectionsIsJudgedExactlyAtItsLimits(int used, int most, Outcome expected) {
    run.set("database", "connections", 20, 30, used)
        .set("database", "max_connections", 20, 30, most);
    assertThat(criterion("alarm.connections").outcome()).isEqualTo(expected);
    WatchedRun pool = new WatchedRun();
    pool.set("metrics", "database_pool_in_use", 20, 30, used)
        .set("metrics", "database_pool_size", 20, 30, most);
    assertThat(criterion(pool, "alarm.connections").outcome()).isEqualTo(expected);
    pool.gap("database", 20_000, 30_000);
    assertThat(criterion(pool, "alarm.connections").outcome()).isEqualTo(Outcome.INVALID);
  }

  @Test
  void withoutADatabaseThePoolIsEnough() {
    run.gap("database", -1, 90_000);
    database = Availability.DECLARED_NONE;
    assertThat(criterion("alarm.connections").outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    database = Availability.MISSING;
    assertThat(criterion("alarm.connections").outcome()).isEqualTo(Outcome.INVALID);
    run.set("metrics", "database_pool_in_use", 0, 80, 20)
        .set("metrics", "database_pool_size", 0, 80, 20);
    assertThat(criterion("alarm.connections").outcome()).isEqualTo(Outcome.WARNING);
    assertThat(criterion("alarm.connections").message())
        .isEqualTo(
            "more than 90 % of the target's pool were in use for 49.0 s, from 10.0 s to 59.0 s");
    // only while it tells of it all the time
    run.gap("metrics", 20_000, 25_000);
    assertThat(criterion("alarm.connections").outcome()).isEqualTo(Outcome.WARNING);
    run.gap("metrics", 20_000, 26_000);
    assertThat(criterion("alarm.connections").outcome()).isEqualTo(Outcome.INVALID);
  }

  @Test
  void anErrorInTheLogIsAWarning() {
    run.log =
        Optional.of(
            new Log(
                Availability.AVAILABLE,
                500,
                2,
                Optional.of("ERROR " + "x".repeat(300)),
                Optional.empty()));
    Criterion errors = criterion("logs.errors");
    assertThat(errors.outcome()).isEqualTo(Outcome.WARNING);
    assertThat(errors.observed()).hasValue(2);
    assertThat(errors.samples()).isEqualTo(500);
    assertThat(errors.message())
        .isEqualTo("2 of 500 lines are errors, the first: ERROR " + "x".repeat(194) + "…");
  }

  @Test
  void theFirstErrorIsToldWholeUpTo200Characters() {
    run.log = log(1, Optional.of("x".repeat(200)), Optional.empty());
    assertThat(criterion("logs.errors").message())
        .isEqualTo("1 of 500 lines are errors, the first: " + "x".repeat(200));
    run.log = log(1, Optional.of("x".repeat(201)), Optional.empty());
    assertThat(criterion("logs.errors").message())
        .isEqualTo("1 of 500 lines are errors, the first: " + "x".repeat(200) + "…");
    run.log = log(1, Optional.empty(), Optional.empty());
    assertThat(criterion("logs.errors").message()).isEqualTo("1 of 500 lines are errors");
  }

  @Test
  void aLostLogWithoutAnErrorSaysOnlyThatItIsLost() {
    run.log = log(0, Optional.empty(), Optional.of("a.log: vanished"));
    assertThat(criterion("logs.errors").outcome()).isEqualTo(Outcome.INVALID);
    assertThat(criterion("logs.errors").message())
        .isEqualTo("the log is not known to its end: a.log: vanished");
  }

  @Test
  void aLogThatIsLostNotNamedOrUnknownIsInvalid() {
    run.log =
        Optional.of(
            new Log(
                Availability.AVAILABLE,
                5,
                1,
                Optional.of("ERROR"),
                Optional.of("a.log: vanished")));
    assertThat(criterion("logs.errors").outcome()).isEqualTo(Outcome.INVALID);
    assertThat(criterion("logs.errors").message())
        .isEqualTo(
            "the log is not known to its end: a.log: vanished; 1 of 5 lines are errors, the first:"
                + " ERROR");
    run.log = Optional.of(new Log(Availability.MISSING, 0, 0, Optional.empty(), Optional.empty()));
    assertThat(criterion("logs.errors").outcome()).isEqualTo(Outcome.INVALID);
    assertThat(criterion("logs.errors").message()).startsWith("no log is named");
    run.log = Optional.empty();
    assertThat(criterion("logs.errors").outcome()).isEqualTo(Outcome.INVALID);
    run.log =
        Optional.of(new Log(Availability.DECLARED_NONE, 0, 0, Optional.empty(), Optional.empty()));
    assertThat(criterion("logs.errors").outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
  }

  @Test
  void whatIsNotNamedIsInvalidAndWhatIsDeclaredAbsentStandsAside() {
    redis = Availability.MISSING;
    assertThat(outcomes(Outcome.INVALID)).containsExactly("queue.buildup", "alarm.queue");
    redis = Availability.DECLARED_NONE;
    assertThat(outcomes(Outcome.NOT_APPLICABLE)).containsExactly("queue.buildup", "alarm.queue");
  }

  @Test
  void aDoubtfulRunIsNeverGreen() {
    doubt = Optional.of("the run was interrupted");
    assertThat(outcomes(Outcome.INVALID)).isEqualTo(IDS);
    run.withMonitor = false;
    run.log = Optional.empty();
    assertThat(outcomes(Outcome.INVALID)).isEqualTo(IDS);
    assertThat(IDS).allMatch(id -> criterion(id).message().equals("the run was interrupted"));
  }

  @Test
  void aRunThatNobodyWatchedIsGreenOnlyByDesign() {
    run.by = By.NOBODY;
    doubt = Optional.of("whatever it is");
    assertThat(outcomes(Outcome.NOT_APPLICABLE)).isEqualTo(IDS);
    assertThat(criterion("queue.buildup").message())
        .isEqualTo("plain Maven and the GUI do not watch the target: use load-test run");
    doubt = Optional.empty();
    run.by = By.UNKNOWN;
    assertThat(outcomes(Outcome.INVALID)).isEqualTo(IDS);
    run.by = By.LAUNCHER;
    run.withMonitor = false;
    assertThat(outcomes(Outcome.INVALID))
        .containsExactly(
            "queue.buildup",
            "system.responsive",
            "alarm.cpu",
            "alarm.memory",
            "alarm.queue",
            "alarm.connections");
    assertThat(criterion("alarm.queue").message())
        .isEqualTo("there is no monitor.csv: nobody watched the target");
  }

  private static Optional<Log> log(long errors, Optional<String> first, Optional<String> lost) {
    return Optional.of(new Log(Availability.AVAILABLE, 500, errors, first, lost));
  }

  private List<String> outcomes(Outcome outcome) {
    return IDS.stream().filter(id -> criterion(id).outcome() == outcome).toList();
  }

  private Criterion criterion(String id) {
    return criterion(run, id);
  }

  private Criterion criterion(WatchedRun run, String id) {
    EvidenceOf evidence = new EvidenceOf();
    evidence.doubt = doubt;
    evidence.database = database;
    evidence.redis = redis;
    if (withWorkflow) {
      evidence.workflow = Optional.of(new WorkflowRecorder(TimeWindow.ALWAYS).analysis(0));
    }
    if (!withDrain) {
      evidence.drained = null;
    }
    evidence.watched = run.watched();
    return evidence.criterion(id);
  }
}
