package com.aiagents.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.analysis.TimesOf;
import com.aiagents.loadtest.verdict.ComparedRun;
import com.aiagents.loadtest.verdict.Comparison;
import com.aiagents.loadtest.verdict.Measured;
import com.aiagents.loadtest.verdict.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Golden} tells what to do when a format changes. */
class CompareJsonTest {
  @ParameterizedTest
  @ValueSource(strings = {"en-US", "ru-RU", "ar-EG-u-nu-arab"})
  void looksTheSameInEveryLocale(String locale) throws IOException {
    Golden.assertSame("compare.json", locale, () -> CompareJson.render(comparison()));
    Golden.assertSame("compare.txt", locale, () -> CompareText.render(comparison()));
  }

  @Test
  void aSmallProbabilityIsNeverShownAsNone() {
    Measured slow = new Measured("x", TimesOf.of(LongStream.range(900, 1_900).toArray()), 0);
    Measured fast = new Measured("x", TimesOf.of(LongStream.range(0, 500).toArray()), 0);
    Comparison comparison = Comparison.of(run("A", fast), run("B", slow), List.of());
    assertThat(CompareText.render(comparison))
        .contains("< 0.0001")
        .endsWith("COMPARISON: WORSE: x (all times, slowest times)\n");
  }

  @Test
  void withNothingToCompareThereIsNoTable() {
    Measured few = new Measured("x", TimesOf.of(1, 2, 3), 0);
    assertThat(CompareText.render(Comparison.of(run("A", few), run("B"), List.of())))
        .endsWith(
            """
              not compared: x, not in B (A 3, B none)

            COMPARISON: INVALID: no label has enough samples in both
            """)
        .doesNotContain("all times");
  }

  private static Comparison comparison() {
    return Comparison.of(
        run(
            "20260101-000000-BASELINE",
            new Measured("<a & \"b\">", TimesOf.of(1, 2, 3), 1),
            new Measured("GET /health", TimesOf.of(times(400, 8)), 0),
            new Measured("POST /webhook", TimesOf.of(times(300, 50)), 3),
            new Measured("only A", TimesOf.of(times(30, 8)), 0),
            new Measured("workflow", TimesOf.of(times(100, 800)), 0)),
        run(
            "20260102-000000-BASELINE",
            new Measured("<a & \"b\">", TimesOf.of(times(30, 8)), 1),
            new Measured("GET /health", TimesOf.of(times(380, 9)), 1),
            new Measured("POST /webhook", TimesOf.of(times(290, 70)), 30),
            new Measured("workflow", TimesOf.of(times(80, 810), 12), 12)),
        List.of("users: 10 and 20"));
  }

  private static ComparedRun run(String id, Measured... labels) {
    return new ComparedRun(
        id, "baseline", Outcome.PASS, "staging https://s.example tenant", List.of(labels));
  }

  /** Times around a middle, the slowest twice as long, in no order. */
  private static long[] times(int n, long middle) {
    return LongStream.range(0, n).map(i -> middle / 2 + i * 37 % n * 3 * middle / 2 / n).toArray();
  }
}
