package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.aiagents.loadtest.analysis.Interval;
import com.aiagents.loadtest.analysis.LoadAnalysis;
import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.analysis.LoadWindows;
import com.aiagents.loadtest.analysis.WorkflowRecorder;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.unit.ClockOffset;
import com.aiagents.loadtest.unit.Clocks;
import com.aiagents.loadtest.unit.TicketCounts;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.workflow.Fate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How certain the judge is, and what it says would make it so. */
class CertaintyTest {
  private static final Pattern FURTHER = Pattern.compile("(\\d+) more \\w+ like these would$");

  @ParameterizedTest(name = "{0} of {1}: {2}, proven {3}, {4} more")
  @CsvSource({
    // 0.99^368 is the first below 0.025
    "368, 368, PASS, true, 0",
    "367, 367, PASS, false, 1",
    "20, 20, PASS, false, 348",
    // exactly at a limit: no number proves it
    "99, 100, WARNING, false, -1",
    "950, 1000, WARNING, false, -1",
    "9700, 10000, WARNING, true, 0",
    "900, 1000, FAIL, true, 0",
    "0, 20, FAIL, true, 0",
    "50000000, 50000000, PASS, true, 0",
    "49500000, 50000000, WARNING, false, -1"
  })
  void aShareIsProvenWhenItsWholeIntervalIs(
      long good, long all, Outcome outcome, boolean proven, long further) {
    Criterion c = requests(good, all);
    assertThat(c.outcome()).isEqualTo(outcome);
    assertThat(c.proven()).contains(proven);
    assertThat(further(c)).isEqualTo(further > 0 ? OptionalLong.of(further) : OptionalLong.empty());
    assertThat(c.message())
        .startsWith(good + " of " + all + " requests succeeded")
        .satisfies(
            message ->
                assertThat(message.contains("no number of further requests like these would"))
                    .isEqualTo(further < 0));
  }

  @Test
  void theIntervalIsToldWithTheShare() {
    Interval interval = requests(990, 1000).interval().orElseThrow();
    assertThat(interval.low()).isBetween(0.98168675, 0.98168676);
    assertThat(interval.high()).isBetween(0.99519448, 0.99519449);
  }

  @Test
  void asManyMoreAreNeededAsAreSaid() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int unproven = 0;
    for (int i = 0; i < 400; i++) {
      long all = random.nextLong(20, 3_000);
      long good = all - Math.min(all, Math.round(all * random.nextDouble() * 0.08));
      Criterion c = requests(good, all);
      OptionalLong further = further(c);
      unproven += further.isPresent() ? 1 : 0;
      for (long times = 2; times < 40; times = times * 3 / 2 + 1) {
        // the same share of so many times the samples, each of them whole
        boolean expected =
            further.isPresent()
                ? all * times >= all + further.getAsLong()
                : c.proven().orElseThrow();
        assertThat(requests(good * times, all * times).proven())
            .as("seed %d: %d of %d, %d times: %s", seed, good, all, times, c.message())
            .contains(expected);
      }
      if (good == all && further.isPresent()) {
        long enough = all + further.getAsLong();
        assertThat(requests(enough, enough).proven()).as("seed %d", seed).contains(true);
        assertThat(requests(enough - 1, enough - 1).proven()).as("seed %d", seed).contains(false);
      }
    }
    assertThat(unproven).as("seed %d", seed).isGreaterThan(50);
  }

  @Test
  void asManyMoreTimesAreNeededAsAreSaid() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String limits = "p90: {pass: \"< 100ms\", fail: \"> 120ms\"}";
    int unproven = 0;
    for (int i = 0; i < 150; i++) {
      int all = random.nextInt(20, 120);
      long[] times = random.longs(all, 0, random.nextInt(80, 160)).toArray();
      Criterion c = label(limits, "p90", times, 1);
      OptionalLong further = further(c);
      unproven += further.isPresent() ? 1 : 0;
      for (int n = 2; n < 60; n = n * 2 + 1) {
        boolean expected =
            further.isPresent()
                ? (long) all * n >= all + further.getAsLong()
                : c.proven().orElseThrow();
        Criterion repeated = label(limits, "p90", times, n);
        assertThat(repeated.outcome()).as("seed %d", seed).isEqualTo(c.outcome());
        assertThat(repeated.proven())
            .as("seed %d: %d times %d: %s", seed, n, all, c.message())
            .contains(expected);
      }
    }
    assertThat(unproven).as("seed %d", seed).isGreaterThan(20);
  }

  @ParameterizedTest(name = "{0} tickets of {1} ms, {2} never completed: {3}, {4} to {5}, {6}")
  @CsvSource({
    "72, 1000, 0, PASS, 1000, 1000, true",
    "71, 1000, 0, PASS, 1000, Infinity, false",
    "149, 1000, 1, PASS, 1000, 1000, true",
    "99, 1000, 1, PASS, 1000, Infinity, false",
    "97, 1000, 3, PASS, 1000, Infinity, false",
    "80, 1000, 20, FAIL, Infinity, Infinity, true",
    "94, 1000, 6, FAIL, 1000, Infinity, false",
    // the clocks are known to 0.5 ms: 59,999.5 ms is not sure to be below 60 s
    "100, 59999, 0, PASS, 59999, 59999, true",
    "100, 90000, 0, WARNING, 90000, 90000, false",
    "100, 60001, 0, WARNING, 60001, 60001, true",
    "100, 60000, 0, WARNING, 60000, 60000, false",
    "100, 90001, 0, FAIL, 90001, 90001, true"
  })
  void thePercentileOfTheWorkflowIsProvenByItsRanks(
      int completed,
      long millis,
      int never,
      Outcome outcome,
      double low,
      double high,
      boolean proven) {
    Criterion c = workflow(completed, millis, never, 0.5).criterion("workflow.p95");
    assertThat(c.outcome()).isEqualTo(outcome);
    assertThat(c.interval()).contains(new Interval(low, high));
    assertThat(c.proven()).contains(proven);
  }

  @Test
  void theClocksErrorCountsAgainstProof() {
    assertThat(workflow(100, 59_990, 0, 9.5).criterion("workflow.p95").proven()).contains(true);
    Criterion doubtful = workflow(100, 59_990, 0, 10).criterion("workflow.p95");
    assertThat(doubtful.outcome()).isEqualTo(Outcome.PASS);
    assertThat(doubtful.proven()).contains(false);
    assertThat(doubtful.message())
        .endsWith("; not proven at 95 %: no number of further workflows like these would");
  }

  @Test
  void anOutcomeThatTheClocksForcedIsNotAMatterOfProof() {
    EvidenceOf run = workflow(100, 1_000, 0, 0.5);
    run.clocks =
        Optional.of(
            new Clocks(new ClockOffset(0, 0.5, 1_000), new ClockOffset(0, 0.5, 61_000), 2_000L));
    Criterion c = run.criterion("workflow.p95");
    assertThat(c.outcome()).isEqualTo(Outcome.WARNING);
    assertThat(c.interval()).contains(new Interval(1_000, 1_000));
    assertThat(c.proven()).isEmpty();
  }

  @Test
  void whatIsNoEstimateHasNoInterval() {
    Verdict verdict =
        Judge.judge(
            workflow(100, 1_000, 0, 0.5).build(),
            ThresholdsTest.read(
                "labels: {a: {errors: {pass: \"<= 0\"}, max: {pass: \"< 1s\"}, mean: {pass:"
                    + " \"< 1s\"}, throughput: {pass: \"> 1/s\"}, p95: {pass: \"< 1s\"}}}"));
    assertThat(verdict.criteria())
        .filteredOn(c -> c.interval().isPresent())
        .extracting(Criterion::id)
        .containsExactly("requests.success", "workflow.success", "workflow.p95", "requests.p95[a]");
    assertThat(verdict.criteria())
        .allMatch(c -> c.interval().isPresent() || c.proven().isEmpty(), "no interval, no proof");
  }

  @Test
  void underRequireProofAnUnprovenPassIsAWarning() {
    EvidenceOf run = workflow(50, 1_000, 0, 0.5);
    Verdict verdict = Judge.judge(run.build());
    assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    Verdict strict = verdict.requiringProof();
    assertThat(strict.outcome()).isEqualTo(Outcome.WARNING);
    assertThat(strict.criteria())
        .filteredOn(c -> c.outcome() == Outcome.WARNING)
        .extracting(Criterion::id, Criterion::message)
        .containsExactly(
            tuple(
                "requests.success",
                "100 of 100 requests succeeded; not proven at 95 %: 268 more requests like these"
                    + " would; under --require-proof that is a WARNING"),
            tuple(
                "workflow.success",
                "50 of 50 accepted tickets were completed; not proven at 95 %: 318 more accepted"
                    + " tickets like these would; under --require-proof that is a WARNING"),
            tuple(
                "workflow.p95",
                "rank 48 of 50 accepted tickets, each ± 0.5 ms; not proven at 95 %: 22 more"
                    + " workflows like these would; under --require-proof that is a WARNING"));
    assertThat(strict.requiringProof().criteria()).isEqualTo(strict.criteria());
    Verdict proven = Judge.judge(workflow(1_000, 1_000, 0, 0.5).build());
    assertThat(proven.requiringProof().criteria())
        .filteredOn(c -> !c.id().equals("requests.success"))
        .isEqualTo(
            proven.criteria().stream().filter(c -> !c.id().equals("requests.success")).toList());
  }

  private static OptionalLong further(Criterion c) {
    Matcher m = FURTHER.matcher(c.message());
    return m.find() ? OptionalLong.of(Long.parseLong(m.group(1))) : OptionalLong.empty();
  }

  private static Criterion requests(long good, long all) {
    EvidenceOf run = new EvidenceOf();
    run.load = Clean.load(List.of(), all, good, new LoadAnalysis.Submissions(0, 0, 0, 0, 0));
    return run.criterion("requests.success");
  }

  private static Criterion label(String limits, String figure, long[] times, int repeated) {
    LoadRecorder load = new LoadRecorder(LoadWindows.of(TimeWindow.ALWAYS));
    for (int i = 0; i < repeated; i++) {
      for (long millis : times) {
        load.row(new SampleOf(0, millis, "a", "200", true, 1, "", ""));
      }
    }
    EvidenceOf run = new EvidenceOf();
    run.load = load.analysis();
    return Judge.judge(run.build(), ThresholdsTest.read("labels: {a: {" + limits + "}}"))
        .criteria()
        .stream()
        .filter(c -> c.id().equals("requests." + figure + "[a]"))
        .findFirst()
        .orElseThrow();
  }

  /** Tickets that were completed in so many ms, and others that failed. */
  private static EvidenceOf workflow(int completed, long millis, int never, double error) {
    LoadRecorder load = new LoadRecorder(LoadWindows.of(TimeWindow.ALWAYS));
    WorkflowRecorder tickets = new WorkflowRecorder(TimeWindow.ALWAYS);
    for (int i = 0; i < completed + never; i++) {
      boolean good = i < completed;
      tickets.add(Clean.ticket("T-" + i, i, millis, good ? Fate.COMPLETED : Fate.FAILED));
    }
    EvidenceOf run = new EvidenceOf();
    for (int i = 0; i < 100; i++) {
      load.row(new SampleOf(i * 10, 5, "a", "200", true, 1, "", ""));
    }
    LoadAnalysis samples = load.analysis();
    long all = completed + never;
    run.workflow = Optional.of(tickets.analysis(0));
    run.load =
        Clean.load(
            samples.labels(),
            100,
            100,
            new LoadAnalysis.Submissions(all, 0, 0, 0, run.workflow.get().ids()));
    run.tickets =
        Optional.of(
            new TicketCounts(
                all, all, 0, 0, completed, never, 0, 0, 0, 0, 0, 0, 0, 0, 0, all + 1, 0));
    run.problems.put("failed", (long) never);
    run.clocks =
        Optional.of(
            new Clocks(new ClockOffset(0, error, 1_000), new ClockOffset(0, error, 61_000), 0L));
    return run;
  }
}
