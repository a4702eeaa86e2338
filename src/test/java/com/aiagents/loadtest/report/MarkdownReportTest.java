package com.aiagents.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.aiagents.loadtest.verdict.Criterion;
import com.aiagents.loadtest.verdict.Diagnosed;
import com.aiagents.loadtest.verdict.Diagnosis;
import com.aiagents.loadtest.verdict.Instead;
import com.aiagents.loadtest.verdict.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownReportTest {
  private static final List<String> NASTY = MadeRuns.NASTY;

  /** What a line may begin with, outside of tables and blocks of code; all of it is ours. */
  private static final String LINE =
      "|#{1,2} \\S+ .*|### Symptom: .*|Run .*|Times in ms, whole run\\.|Shown by .*"
          + "|\\*\\*Cause:\\*\\* .*|Try:|No cause stands out\\."
          + "|- (\\S+ .*: .*|seen: .*|not: .*|not known: .*)";

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "ru-RU", "ar-EG-u-nu-arab"})
  void looksTheSameInEveryLocale(String locale) throws IOException {
    JudgedRun made = new JudgedRun("20261126-010502-baseline", MadeVerdict.judged());
    Golden.assertSame("summary.md", locale, () -> MarkdownReport.render(List.of(made)));
  }

  @Test
  void ofSeveralRunsBeginsWithTheSuite() {
    JudgedRun passed = MadeRuns.run("peak", MadeRuns.criterion("a", Outcome.PASS, "m"));
    JudgedRun made = new JudgedRun("20261126-010502-baseline", MadeVerdict.judged());
    assertThat(MarkdownReport.render(List.of(made, passed)))
        .startsWith(
            """
            # ❌ load test suite: FAIL

            | scenario | requests | workflows | p95 | lost | verdict |
            | --- | ---: | ---: | ---: | ---: | --- |
            | baseline | 98.004 % | 90.000 % | never | - | ❌ FAIL |
            | peak | - | - | - | - | ✅ PASS |

            ## ❌ baseline: FAIL

            Run `20261126-010502-baseline`
            """)
        .contains("\n## ✅ peak: PASS\n\nRun `20261126-010502-peak`\n");
  }

  @Test
  void ofNoRunIsInvalid() {
    assertThat(MarkdownReport.render(List.of())).startsWith("# ❔ load test suite: INVALID\n");
  }

  @Test
  void tellsTheWorstFirstAndTheSameReasonOnce() {
    JudgedRun run =
        MadeRuns.run(
            "baseline",
            MadeRuns.criterion("a", Outcome.NOT_APPLICABLE, "not here"),
            MadeRuns.criterion("b", Outcome.WARNING, "late"),
            MadeRuns.criterion("c", Outcome.PASS, "good"),
            MadeRuns.criterion("d", Outcome.FAIL, "too many"),
            MadeRuns.criterion("e", Outcome.INVALID, "nobody saw"),
            MadeRuns.criterion("f", Outcome.FAIL, "too many"));
    assertThat(MarkdownReport.render(List.of(run)))
        .contains(
            """

            - ❌ `d`, `f`: too many
            - ❔ `e`: nobody saw
            - ⚠️ `b`: late
            - ➖ `a`: not here

            | criterion |\
            """)
        .doesNotContain("good");
  }

  @Test
  void saysThatThereIsNoTable() {
    Judged judged = MadeVerdict.judged().explained(Diagnosis.WITHOUT_TABLE);
    assertThat(MarkdownReport.render(List.of(new JudgedRun("r", judged))))
        .endsWith("\nNo diagnosis: the project has no `data/diagnosis.yaml`.\n");
  }

  @ParameterizedTest
  @FieldSource("NASTY")
  void nothingOfATextComesAlive(String text) {
    assertThat(text(Markdown.code(text))).isEqualTo(expected(text));
    // not at the beginning of a line
    assertThat(text("a " + Markdown.prose(text))).isEqualTo("a" + expected(text));
  }

  @Property
  void nothingOfAnyTextComesAlive(@ForAll("texts") String text) {
    assertThat(text(Markdown.code(text))).isEqualTo(expected(text));
    assertThat(text("a " + Markdown.prose(text))).isEqualTo("a" + expected(text));
  }

  @Test
  void wordsStayWords() {
    assertThat(Markdown.prose("10 of 100 accepted tickets (10.0 %) were lost; GET /health: 200"))
        .isEqualTo("10 of 100 accepted tickets (10.0 %) were lost; GET /health: 200");
    assertThat(Markdown.prose("refused by http://host:1/a_b at 3 @me #4 x"))
        .isEqualTo("refused by `http://host:1/a_b` at 3 `@me #4` x");
  }

  @Property(tries = 200)
  void noCellBreaksItsTable(@ForAll("texts") String one, @ForAll("texts") String other) {
    assertWellFormed(MarkdownReport.render(List.of(nasty(one, other), nasty(other, one))));
  }

  @ParameterizedTest
  @FieldSource("NASTY")
  void noLineBreaksTheReport(String text) {
    assertWellFormed(MarkdownReport.render(List.of(nasty(text, text))));
  }

  @Test
  void commandsAreCodeToCopy() {
    assertThat(MarkdownReport.render(List.of(nasty("s", "a | b\n```\nc"))))
        .contains("\nTry:\n\n````sh\na | b\n```\nc\nls\n````\n");
  }

  @Test
  void isNeverLongerThanGitHubTakes() {
    // three bytes a character, each of them a word that is code
    String longest = "\u20ac|".repeat(600);
    List<String> labels = IntStream.range(0, 120).mapToObj(i -> i + longest).toList();
    JudgedRun run =
        MadeRuns.run(
            longest,
            labels,
            IntStream.range(0, 10)
                .mapToObj(i -> MadeRuns.criterion("id" + i, Outcome.FAIL, i + longest))
                .toArray(Criterion[]::new));
    for (int runs : List.of(1, 10, 300)) {
      String text = MarkdownReport.render(Collections.nCopies(runs, run));
      assertThat(text.getBytes(StandardCharsets.UTF_8).length)
          .isLessThanOrEqualTo(MarkdownReport.MOST_BYTES);
      assertThat(text.lines().filter(line -> line.matches("## ❌ .*: FAIL")))
          .hasSize(Math.min(runs, MarkdownReport.MOST_ROWS));
      assertThat(text.contains("The rest is left out")).isEqualTo(runs > 1);
      assertThat(text.contains("And 200 more runs: see `verdict.json`.")).isEqualTo(runs == 300);
      assertWellFormed(text.replaceAll("(?m)^(And \\d+ more|The rest is left out).*$", ""));
    }
  }

  @Test
  void ofManyLabelsTheTotalStays() {
    List<String> labels = IntStream.range(0, 150).mapToObj(i -> "label " + (1_000 + i)).toList();
    assertThat(MarkdownReport.render(List.of(MadeRuns.run("baseline", labels))))
        .contains(
            "| `label 1098` | 1 |", "| `TOTAL` | 150 |", "And 51 more labels: see `verdict.json`.")
        .doesNotContain("| `label 1099` | 1 |");
  }

  /** A run that holds two texts wherever a text of others can stand. */
  private static JudgedRun nasty(String one, String other) {
    JudgedRun run =
        MadeRuns.run(
            one,
            List.of(one, other, "GET /health"),
            MadeRuns.criterion("requests.p95[" + one + "]", Outcome.FAIL, other),
            MadeRuns.criterion("requests.p99[" + other + "]", Outcome.INVALID, one),
            MadeRuns.criterion("alarm.cpu", Outcome.PASS, one));
    Diagnosis diagnosis =
        new Diagnosis(
            true,
            List.of(
                new Diagnosed(
                    one,
                    List.of("alarm.cpu", other),
                    Optional.of(other),
                    List.of(one, other),
                    List.of(new Instead(one, true, other), new Instead(other, false, one)),
                    List.of(other, "ls"))));
    return new JudgedRun(one, run.judged().explained(diagnosis));
  }

  /** Lines are ours, and rows of a table have as many cells as its head. */
  private static void assertWellFormed(String markdown) {
    String fence = "";
    int cells = 0;
    for (String line : markdown.split("\n", -1)) {
      if (!fence.isEmpty()) {
        fence = line.equals(fence) ? "" : fence;
      } else if (line.matches("`{3,}sh")) {
        fence = line.substring(0, line.length() - 2);
      } else if (line.startsWith("|")) {
        int found = cells(line);
        assertThat(found).as(line).isEqualTo(cells == 0 ? found : cells);
        cells = found;
        text(line.replace("|", "").replaceAll("[✅⚠️❌❔➖]", ""));
      } else {
        cells = 0;
        assertThat(line).matches(LINE);
      }
    }
    assertThat(fence).isEmpty();
  }

  /** Pipes that are not escaped, wherever they stand: a table knows no code. */
  private static int cells(String line) {
    int cells = 0;
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '\\') {
        i++;
      } else if (line.charAt(i) == '|') {
        cells++;
      }
    }
    return cells;
  }

  /** The characters that a text should show, without its spaces. */
  private static String expected(String text) {
    return Shown.sentence(Shown.characters(text)).replace(" ", "");
  }

  /**
   * The characters that a line shows, without its spaces; fails if anything outside of code could
   * be more than a character.
   */
  private static String text(String markdown) {
    StringBuilder shown = new StringBuilder();
    StringBuilder outside = new StringBuilder();
    int i = 0;
    while (i < markdown.length()) {
      if (markdown.charAt(i) == '`') {
        String fence = ticks(markdown, i);
        int end = i + fence.length();
        while (end < markdown.length() && !ticks(markdown, end).equals(fence)) {
          end += Math.max(1, ticks(markdown, end).length());
        }
        assertThat(end).as("code that does not end: " + markdown).isLessThan(markdown.length());
        shown.append(markdown, i + fence.length(), end);
        i = end + fence.length();
      } else if (markdown.startsWith("&#124;", i)) {
        shown.append('|');
        i += "&#124;".length();
      } else {
        int c = markdown.codePointAt(i);
        boolean plain = Character.isLetterOrDigit(c) || " %±÷∞…;:,.()/'\"+=-".indexOf(c) >= 0;
        boolean number = Character.getType(c) == Character.OTHER_NUMBER;
        boolean roman = Character.getType(c) == Character.LETTER_NUMBER;
        if (!plain && !number && !roman) {
          fail("not in code: " + Character.toString(c) + " of " + markdown);
        }
        shown.appendCodePoint(c);
        outside.appendCodePoint(c);
        i += Character.charCount(c);
      }
    }
    // these need no character that is not plain
    assertThat(outside.toString()).doesNotContain("www.", "GH-1");
    assertThat(outside.toString()).doesNotContainPattern(":[^ ]");
    return shown.toString().replace(" ", "");
  }

  private static String ticks(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) == '`') {
      end++;
    }
    return text.substring(from, end);
  }

  @Provide
  Arbitrary<String> texts() {
    List<String> pieces = new ArrayList<>(MadeRuns.NASTY);
    "|`\\<>&*_[]()#@!~:./-+=\"'$^{} \n\r\t\u0000\ud800ab19\u00e9"
        .chars()
        .forEach(c -> pieces.add(Character.toString(c)));
    pieces.addAll(
        List.of("www.", "(www.x", "http://", "GH-1", "||", "``", "\\|", "|`|", "\ud83d\ude00"));
    return Arbitraries.of(pieces).list().ofMaxSize(12).map(list -> String.join("", list));
  }
}
