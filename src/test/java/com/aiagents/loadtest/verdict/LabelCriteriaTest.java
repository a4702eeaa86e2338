package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.analysis.LoadWindows;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.unit.Damage;
import com.aiagents.loadtest.unit.ReadSummary;
import com.aiagents.loadtest.unit.TimeWindow;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits that a file gives to labels. */
class LabelCriteriaTest {
  private final LoadRecorder load = new LoadRecorder(LoadWindows.of(TimeWindow.ALWAYS));
  private final EvidenceOf run = new EvidenceOf();
  private long sent;

  @ParameterizedTest(name = "{0} errors of {1}: {2}")
  @CsvSource({
    "0, 1000000, PASS",
    "1, 1000000, WARNING",
    "3, 1000000, WARNING",
    "4, 1000000, FAIL",
    "0, 3, PASS",
    "4, 5, FAIL"
  })
  void everyErrorCounts(int errors, int all, Outcome expected) {
    add(all - errors, true, 5);
    add(errors, false, 5);
    Criterion c = judge("errors: {pass: \"<= 0\", fail: \"> 3\"}", "errors");
    assertThat(c.outcome()).isEqualTo(expected);
    assertThat(c.observed()).hasValue(errors);
    assertThat(c.unit()).isEqualTo("errors");
    assertThat(c.message()).isEqualTo(errors + " of " + all + " requests failed");
  }

  @ParameterizedTest(name = "{0} of {1}, pass {2}, fail {3}: {4}")
  @CsvSource({
    "999996, 1000000, > 99.9996%, < 99.9996%, WARNING",
    "999996, 1000000, >= 99.9996%, < 99%, PASS",
    "999995, 1000000, > 99.9996%, < 99.9996%, FAIL",
    "2, 20, >= 10%, < 10%, PASS"
  })
  void aShareIsComparedExactly(int good, int all, String pass, String fail, Outcome expected) {
    add(good, true, 5);
    add(all - good, false, 5);
    assertThat(judge(sides("success", pass, fail), "success").outcome()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} of 200 ms: pass {1}, fail {2}: {3}")
  @CsvSource({
    "p50, < 200.001ms, > 1s, PASS",
    "p90, < 200ms, > 200ms, WARNING",
    "p95, < 100ms, > 199.999ms, FAIL",
    "p99, <= 200ms, > 1s, PASS",
    "p99.9, <= 0.2s, > 1s, PASS",
    "mean, < 200ms, > 200ms, WARNING",
    "mean, <= 200ms, > 1s, PASS",
    "max, <= 200ms, > 1s, PASS",
    "max, < 100ms, > 199ms, FAIL"
  })
  void aTimeIsComparedExactly(String figure, String pass, String fail, Outcome expected) {
    add(20, true, 200);
    Criterion c = judge(sides(figure, pass, fail), figure);
    assertThat(c.outcome()).isEqualTo(expected);
    assertThat(c.observed()).hasValue(200);
    assertThat(c.unit()).isEqualTo("ms");
  }

  @Test
  void aMeanJustAboveItsLimitIsNotRounded() {
    add(999_999, true, 200);
    add(1, true, 201);
    assertThat(judge("mean: {pass: \"<= 200ms\"}", "mean").outcome()).isEqualTo(Outcome.WARNING);
    assertThat(judge("mean: {pass: \"<= 200.000001ms\"}", "mean").outcome())
        .isEqualTo(Outcome.PASS);
  }

  @Test
  void aThroughputIsComparedExactly() {
    // one every 100 ms, from the first start to the last end 20.1 s
    for (int i = 0; i < 201; i++) {
      load.row(new SampleOf(i * 100L, 100, "a", "200", true, 1, "", ""));
    }
    Criterion c = judge("throughput: {pass: \">= 10/s\", fail: \"< 10/s\"}", "throughput");
    assertThat(c.outcome()).isEqualTo(Outcome.PASS);
    assertThat(c.message()).isEqualTo("201 requests in 20.100 s");
    assertThat(judge("throughput: {pass: \"> 10/s\"}", "throughput").outcome())
        .isEqualTo(Outcome.WARNING);
  }

  @Test
  void requestsOfOneInstantHaveNoThroughput() {
    for (int i = 0; i < 20; i++) {
      load.row(new SampleOf(0, 0, "a", "200", true, 1, "", ""));
    }
    assertThat(judge("throughput: {pass: \"> 10/s\", fail: \"< 1/s\"}", "throughput").outcome())
        .isEqualTo(Outcome.FAIL);
  }

  @ParameterizedTest
  @CsvSource({
    "errors, <= 0",
    "success, > 99%",
    "p50, < 1s",
    "p99.9, < 1s",
    "mean, < 1s",
    "max, < 1s",
    "throughput, > 1/s"
  })
  void aLabelWithoutASampleIsInvalid(String figure, String pass) {
    Criterion c = judge(figure + ": {pass: \"" + pass + "\"}", figure);
    assertThat(c.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(c.observed()).isEmpty();
    assertThat(c.message()).isEqualTo("there is no sample of this label in the measurement window");
  }

  @ParameterizedTest
  @CsvSource({"success, > 99%", "p50, < 1s", "p95, < 1s", "mean, < 1s", "throughput, > 1/s"})
  void anEstimateOfFewerThanTwentyIsInvalid(String figure, String pass) {
    String limits = figure + ": {pass: \"" + pass + "\"}";
    add(19, true, 5);
    assertThat(judge(limits, figure).outcome()).isEqualTo(Outcome.INVALID);
    assertThat(judge(limits, figure).message())
        .isEqualTo("found 19 samples of this label, needed are at least 20");
    add(1, true, 5);
    assertThat(judge(limits, figure).outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void whatIsDoubtfulPassesNothingAndAnErrorStaysAnError() {
    add(1000, true, 5);
    run.doubt = Optional.of("the run was interrupted");
    for (String figure : new String[] {"errors: {pass: \"<= 0\"", "max: {pass: \"< 1s\""}) {
      assertThat(judge(figure + "}", figure.split(":")[0]).outcome()).isEqualTo(Outcome.INVALID);
    }
    add(1, false, 5);
    assertThat(judge("errors: {pass: \"<= 0\", fail: \"> 0\"}", "errors").outcome())
        .isEqualTo(Outcome.FAIL);
    assertThat(judge("success: {pass: \"> 1%\"}", "success").outcome()).isEqualTo(Outcome.INVALID);
  }

  @Test
  void aDamagedRowMayBeAnError() {
    add(10_000, true, 5);
    run.read =
        new ReadSummary(
            10_000, 1, Optional.of(new Damage(7, 300, "success: found neither")), false);
    assertThat(judge("errors: {pass: \"<= 0\"}", "errors").outcome()).isEqualTo(Outcome.INVALID);
    assertThat(judge("p95: {pass: \"< 1s\"}", "p95").outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void totalIsAllSamples() {
    add(30, true, 5);
    load.row(new SampleOf(0, 7, "b", "500", false, 1, "", ""));
    run.load = load.analysis();
    Verdict verdict =
        Judge.judge(
            run.build(),
            ThresholdsTest.read("labels: {TOTAL: {errors: {pass: \"<= 0\", fail: \"> 0\"}}}"));
    assertThat(verdict.criteria())
        .last()
        .satisfies(c -> assertThat(c.id()).isEqualTo("requests.errors[TOTAL]"))
        .satisfies(c -> assertThat(c.samples()).isEqualTo(31))
        .satisfies(c -> assertThat(c.outcome()).isEqualTo(Outcome.FAIL));
    assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
  }

  private void add(int count, boolean success, long millis) {
    for (int i = 0; i < count; i++) {
      load.row(new SampleOf(sent++, millis, "a", success ? "200" : "500", success, 1, "", ""));
    }
  }

  private static String sides(String figure, String pass, String fail) {
    return figure + ": {pass: \"" + pass + "\", fail: \"" + fail + "\"}";
  }

  private Criterion judge(String limits, String figure) {
    run.load = load.analysis();
    return Judge.judge(run.build(), ThresholdsTest.read("labels: {a: {" + limits + "}}"))
        .criteria()
        .stream()
        .filter(c -> c.id().equals("requests." + figure + "[a]"))
        .findFirst()
        .orElseThrow();
  }
}
