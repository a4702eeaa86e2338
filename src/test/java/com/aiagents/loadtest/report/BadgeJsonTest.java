package com.aiagents.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.verdict.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadgeJsonTest {
  @ParameterizedTest
  @ValueSource(strings = {"en-US", "ru-RU", "ar-EG-u-nu-arab"})
  void looksTheSameInEveryLocale(String locale) throws IOException {
    Golden.assertSame("badge.json", locale, () -> BadgeJson.render(List.of(made(Outcome.PASS))));
  }

  @ParameterizedTest
  @CsvSource({
    "PASS,    brightgreen",
    "WARNING, yellow",
    "FAIL,    red",
    "INVALID, lightgrey",
  })
  void hasTheColourOfTheOutcome(Outcome outcome, String color) {
    assertThat(BadgeJson.render(List.of(made(outcome))))
        .contains(
            "\"label\" : \"load test baseline\"",
            "\"message\" : \"" + outcome + ", p95 0.812 s\"",
            "\"color\" : \"" + color + "\"");
  }

  @Test
  void ofSeveralRunsIsTheWorst() {
    assertThat(BadgeJson.render(List.of(made(Outcome.PASS), made(Outcome.INVALID))))
        .contains("\"load test suite\"", "\"message\" : \"INVALID\"", "\"lightgrey\"");
    assertThat(BadgeJson.render(List.of(made(Outcome.FAIL), made(Outcome.INVALID))))
        .contains("\"message\" : \"FAIL\"", "\"red\"");
  }

  @Test
  void aRunThatWasNotJudgedIsNeverGreen() {
    JudgedRun nothing = MadeRuns.run("baseline");
    assertThat(BadgeJson.render(List.of(nothing)))
        .contains("\"message\" : \"INVALID\"", "\"lightgrey\"");
    assertThat(BadgeJson.render(List.of())).contains("\"message\" : \"INVALID\"", "\"lightgrey\"");
  }

  @Test
  void tellsAPercentileThatWasNeverReached() {
    JudgedRun run = new JudgedRun("20261126-010502-baseline", MadeVerdict.judged());
    assertThat(BadgeJson.render(List.of(run))).contains("\"message\" : \"FAIL, p95 never\"");
  }

  @Test
  void takesAnyScenario() {
    assertThat(BadgeJson.render(List.of(MadeRuns.run("a\"\nb\ud800"))))
        .contains("\"label\" : \"load test a\\\" b\ufffd\"");
  }

  private static JudgedRun made(Outcome outcome) {
    return MadeRuns.run(
        "baseline",
        MadeRuns.criterion("workflow.p95", outcome, OptionalDouble.of(812), "ms", "rank 95"));
  }
}
