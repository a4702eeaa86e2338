package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.analysis.LoadWindows;
import com.aiagents.loadtest.analysis.Stability;
import com.aiagents.loadtest.analysis.WindowedSeries;
import com.aiagents.loadtest.analysis.WindowedSeries.Point;
import com.aiagents.loadtest.analysis.WorkflowRecorder;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.unit.ReadSummary;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import com.aiagents.loadtest.workflow.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StabilityCriteriaTest {
  private static final String LATENCY = "stability.latency";
  private static final String ERRORS = "stability.errors";
  private static final String MEMORY = "stability.memory";
  private static final double MIB = 1024 * 1024;

  private String scenario = "endurance";
  private Optional<String> doubt = Optional.empty();
  private Availability database = Availability.AVAILABLE;
  private Duration measured = Duration.ofSeconds(1740);
  private boolean watched = true;
  private boolean followed = true;
  private boolean planned = true;
  private long damaged;
  private WindowedSeries submits = series(w -> 40);
  private WindowedSeries workflow = series(w -> 1_000);
  private WindowedSeries errors = series(w -> 0.001);
  private Optional<WindowedSeries> memory = Optional.of(series(w -> 300 * MIB));

  @Test
  void whatStaysAsItIsPasses() {
    for (String id : List.of(LATENCY, ERRORS, MEMORY)) {
      Criterion c = criterion(id);
      assertThat(c.outcome()).as(id).isEqualTo(Outcome.PASS);
      assertThat(c.observed()).as(id).hasValue(0);
      assertThat(c.pass()).isEqualTo("<= 0.2");
      assertThat(c.fail()).isNull();
      assertThat(c.samples()).isEqualTo(2_000);
    }
    assertThat(Judge.judge(evidence().build()).outcome()).isEqualTo(Outcome.PASS);
  }

  /** The first fifth's median is 100,000 ms or one less, the growth 20,000 ms. */
  @ParameterizedTest(name = "from {0} ms by 1 s a window: {1}")
  @CsvSource({"98500, PASS", "98499, WARNING"})
  void growthOfExactlyTwentyPercentIsNone(double start, Outcome expected) {
    workflow = series(w -> start + 1_000 * w);
    assertThat(criterion(LATENCY).outcome()).isEqualTo(expected);
    if (expected == Outcome.PASS) {
      assertThat(criterion(LATENCY).observed()).hasValue(0.2);
    }
  }

  @ParameterizedTest(name = "{0} by {1} a window: {2}")
  @CsvSource({
    "submits, 1, WARNING",
    "submits, 0.99, PASS",
    "workflow, 25, WARNING",
    "workflow, 24.99, PASS",
    "errors, 0.000251, WARNING",
    "errors, 0.000249, PASS",
    "memory, 2621440, WARNING",
    "memory, 2621439, PASS"
  })
  void growthMustBeLargeEnoughToMatter(String what, double step, Outcome expected) {
    WindowedSeries rising = series(w -> step * w);
    switch (what) {
      case "submits" -> submits = rising;
      case "workflow" -> workflow = rising;
      case "errors" -> errors = rising;
      default -> memory = Optional.of(rising);
    }
    String id = what.equals("errors") ? ERRORS : what.equals("memory") ? MEMORY : LATENCY;
    assertThat(criterion(id).outcome()).isEqualTo(expected);
  }

  /** Ten windows that rise but for a number of neighbours that changed places: S = 45 − 2·swaps. */
  @ParameterizedTest(name = "{0} of 45 pairs fall: {1}")
  @CsvSource({"4, p = 0.0006, WARNING", "5, p = 0.0012, PASS"})
  void growthMustBeNoChance(int swaps, String p, Outcome expected) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      int value = i / 2 < swaps ? i ^ 1 : i;
      points.add(new Point(2 * i, 1_000 + 200 * value, 50));
    }
    workflow = new WindowedSeries(20, points);
    assertThat(criterion(LATENCY).message()).contains(p);
    assertThat(criterion(LATENCY).outcome()).isEqualTo(expected);
  }

  @Test
  void whatGetsBetterIsNoGrowth() {
    workflow = series(w -> 9_000 - 200 * w);
    errors = series(w -> w < 4 ? 0 : 0.5 - w * 0.02);
    // the webhook answers are then the worse of the two
    assertThat(criterion(LATENCY).observed()).hasValue(0);
    assertThat(criterion(ERRORS).outcome()).isEqualTo(Outcome.PASS);
    // from nothing there is no fall
    assertThat(criterion(ERRORS).observed()).hasValue(0);
  }

  @Test
  void theLatencyIsTheWorseOfTheTwoAndSaysWhich() {
    submits = series(w -> 100 + 3 * w);
    assertThat(criterion(LATENCY).outcome()).isEqualTo(Outcome.WARNING);
    assertThat(criterion(LATENCY).message())
        .isEqualTo(
            "webhook answers: median 105 ms in the first fifth, 153 ms in the last; growth 57.4 %"
                + " (60 ms) in 29m, p < 0.0001, 20 windows");
    workflow = series(w -> 1_000 + 100 * w);
    assertThat(criterion(LATENCY).message()).startsWith("complete workflow: median 1150 ms");
    // a greater growth that does not matter does not hide one that does
    submits = series(w -> 1 + 0.5 * w);
    assertThat(criterion(LATENCY).message()).startsWith("complete workflow: median 1150 ms");
  }

  @Test
  void errorsFromNothingAreGrowthWithoutBound() {
    errors = series(w -> w < 4 ? 0 : w / 1_000.0);
    Criterion c = criterion(ERRORS);
    assertThat(c.outcome()).isEqualTo(Outcome.WARNING);
    assertThat(c.observed()).hasValue(Double.POSITIVE_INFINITY);
    assertThat(c.message())
        .isEqualTo(
            "errors of the task mix: 0.00 % in the first fifth, 1.75 % in the last; growth from"
                + " nothing (2.00 %) in 29m, p < 0.0001, 20 windows");
  }

  @Test
  void whatIsNeverCompletedLaterIsGrowth() {
    workflow = series(w -> w < 11 ? 1_000 + w % 3 : Double.POSITIVE_INFINITY);
    Criterion c = criterion(LATENCY);
    assertThat(c.outcome()).isEqualTo(Outcome.WARNING);
    assertThat(c.observed()).hasValue(Double.POSITIVE_INFINITY);
    assertThat(c.message()).contains("never in the last; growth without bound");
  }

  @Test
  void whatIsNeverCompletedFromTheStartCannotBeCompared() {
    workflow = series(w -> w < 4 ? Double.POSITIVE_INFINITY : 1_000);
    assertThat(criterion(LATENCY).outcome()).isEqualTo(Outcome.INVALID);
    assertThat(criterion(LATENCY).observed()).isEmpty();
    assertThat(criterion(LATENCY).message()).startsWith("complete workflow: nothing to compare");
  }

  @ParameterizedTest(name = "{0} windows of {1} samples: {2}")
  @CsvSource({"10, 5, PASS", "9, 5, INVALID", "10, 4, INVALID"})
  void tooFewWindowsAreNoEvidence(int filled, long samples, Outcome expected) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      points.add(new Point(i, 1_000, i < 5 || i >= 25 - filled ? samples : 1));
    }
    workflow = new WindowedSeries(20, points);
    assertThat(criterion(LATENCY).outcome()).isEqualTo(expected);
    if (filled == 9) {
      assertThat(criterion(LATENCY).message())
          .isEqualTo("complete workflow: 9 of 20 windows hold 5 samples, needed are 10 windows");
    }
  }

  @Test
  void onlyEnduranceOfFourMinutesIsJudged() {
    measured = Duration.ofSeconds(239);
    // neither a doubt nor a missing source makes a criterion that does not apply INVALID
    doubt = Optional.of("the run was interrupted");
    memory = Optional.empty();
    for (String id : List.of(LATENCY, ERRORS, MEMORY)) {
      assertThat(criterion(id).outcome()).as(id).isEqualTo(Outcome.NOT_APPLICABLE);
      assertThat(criterion(id).message())
          .isEqualTo("measured were 3m59s after the warm-up, growth needs at least 4m");
    }
    measured = Duration.ofMinutes(4);
    for (String id : List.of(LATENCY, ERRORS, MEMORY)) {
      assertThat(criterion(id).outcome()).as(id).isEqualTo(Outcome.INVALID);
      assertThat(criterion(id).message()).isEqualTo("the run was interrupted");
    }
    scenario = "peak";
    for (String id : List.of(LATENCY, ERRORS, MEMORY)) {
      assertThat(criterion(id).outcome()).as(id).isEqualTo(Outcome.NOT_APPLICABLE);
    }
  }

  @Test
  void growthOfMemoryIsToldInMiB() {
    memory = Optional.of(series(w -> (300 + 10 * w) * MIB));
    assertThat(criterion(MEMORY).outcome()).isEqualTo(Outcome.WARNING);
    assertThat(criterion(MEMORY).message())
        .isEqualTo(
            "memory: 315.0 MiB in the first fifth, 475.0 MiB in the last; growth 63.5 % (200.0"
                + " MiB) in 29m, p < 0.0001, 20 windows");
  }

  @Test
  void whereTheRequestsCannotBeJudgedNeitherCanTheirGrowth() {
    damaged = 1;
    for (String id : List.of(LATENCY, ERRORS)) {
      assertThat(criterion(id).outcome()).as(id).isEqualTo(Outcome.INVALID);
      assertThat(criterion(id).message()).isEqualTo(criterion("requests.success").message());
    }
    database = Availability.DECLARED_NONE;
    assertThat(criterion(LATENCY).outcome()).isEqualTo(Outcome.INVALID);
    // which rows of the samples are sound says nothing of the memory
    assertThat(criterion(MEMORY).outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void ticketsThatWereNotFollowedHaveNoGrowth() {
    followed = false;
    assertThat(criterion(LATENCY).outcome()).isEqualTo(Outcome.INVALID);
    assertThat(criterion(LATENCY).message()).isEqualTo("the tickets were not followed");
    assertThat(criterion(ERRORS).outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void aTimeThatNobodyWroteDownCannotBeMeasured() {
    planned = false;
    for (String id : List.of(LATENCY, ERRORS, MEMORY)) {
      assertThat(criterion(id).outcome()).as(id).isEqualTo(Outcome.INVALID);
      assertThat(criterion(id).message())
          .isEqualTo("nobody wrote down which time was to be measured");
    }
  }

  @Test
  void memoryThatNobodyObservedIsInvalidOnlyIfSomebodyShouldHave() {
    memory = Optional.empty();
    assertThat(criterion(MEMORY).outcome()).isEqualTo(Outcome.INVALID);
    assertThat(criterion(MEMORY).message()).isEqualTo("process memory was not observed");
    watched = false;
    assertThat(criterion(MEMORY).outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    assertThat(criterion(LATENCY).outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void withoutADatabaseOnlyADeclaredAbsenceIsGreen() {
    database = Availability.MISSING;
    assertThat(criterion(LATENCY).outcome()).isEqualTo(Outcome.INVALID);
    assertThat(criterion(LATENCY).message()).startsWith("no database is named");
    assertThat(criterion(ERRORS).outcome()).isEqualTo(Outcome.PASS);
    database = Availability.DECLARED_NONE;
    assertThat(criterion(LATENCY).outcome()).isEqualTo(Outcome.PASS);
    assertThat(criterion(LATENCY).message()).startsWith("webhook answers");
  }

  private Criterion criterion(String id) {
    return evidence().criterion(id);
  }

  private EvidenceOf evidence() {
    LoadRecorder load = new LoadRecorder(LoadWindows.of(TimeWindow.ALWAYS));
    WorkflowRecorder tickets = new WorkflowRecorder(TimeWindow.ALWAYS);
    for (int i = 0; i < 100; i++) {
      load.row(new SampleOf(i, 5, Task.SUBMIT.label(), "202", true, 1, "T-" + i, ""));
      tickets.add(Clean.ticket("T-" + i, i, 1_000, Fate.COMPLETED));
    }
    EvidenceOf run = new EvidenceOf();
    run.scenario = scenario;
    run.load = load.analysis();
    run.doubt = doubt;
    run.database = database;
    if (database == Availability.AVAILABLE) {
      run.workflow = Optional.of(tickets.analysis(0));
    }
    run.tickets = Optional.of(Clean.tickets(100));
    run.read = new ReadSummary(100, damaged, Optional.empty(), false);
    Stability seen =
        new Stability(
            measured,
            submits,
            Optional.of(workflow).filter(w -> followed),
            errors,
            memory,
            watched);
    run.stability = Optional.of(seen).filter(s -> planned);
    return run;
  }

  private static WindowedSeries series(IntToDoubleFunction value) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      points.add(new Point(i, value.applyAsDouble(i), 100));
    }
    return new WindowedSeries(20, points);
  }
}
