package com.aiagents.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.verdict.Criterion;
import com.aiagents.loadtest.verdict.Diagnosis;
import com.aiagents.loadtest.verdict.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Golden} tells what to do when a format changes. */
class VerdictJsonTest {
  @ParameterizedTest
  @ValueSource(strings = {"en-US", "ru-RU", "ar-EG-u-nu-arab"})
  void looksTheSameInEveryLocale(String locale) throws IOException {
    Golden.assertSame("verdict.json", locale, () -> VerdictJson.render(MadeVerdict.judged()));
    Golden.assertSame("verdict.txt", locale, () -> ConsoleReport.render(MadeVerdict.judged()));
  }

  @Test
  void neverRoundsUpToWhole() {
    Criterion almost =
        new Criterion(
            "requests.success",
            "",
            Outcome.PASS,
            OptionalDouble.of(0.9999999),
            "share",
            "> 0.99",
            "< 0.95",
            10_000_000,
            Optional.empty(),
            Optional.empty(),
            "",
            Optional.empty());
    assertThat(Shown.observed(almost)).isEqualTo("99.999 %");
  }

  @Test
  void summarisesASuite() {
    assertThat(
            SuiteReport.render(
                List.of(MadeVerdict.judged().verdict(), MadeVerdict.judged().verdict())))
        .contains("baseline  98.004 %", "VERDICT suite: FAIL");
  }

  @Test
  void saysThatThereIsNoTable() {
    Judged judged = MadeVerdict.judged().explained(Diagnosis.WITHOUT_TABLE);
    assertThat(ConsoleReport.render(judged))
        .endsWith("VERDICT baseline: FAIL\nno diagnosis: the project has no data/diagnosis.yaml\n");
    assertThat(VerdictJson.render(judged)).contains("\"diagnosis\" : null,");
  }

  @Test
  void saysNothingWhereNothingIsToBeExplained() {
    Judged judged = MadeVerdict.judged().explained(Diagnosis.NONE);
    assertThat(ConsoleReport.render(judged)).endsWith("VERDICT baseline: FAIL\n");
    assertThat(VerdictJson.render(judged)).contains("\"diagnosis\" : [ ],");
  }
}
