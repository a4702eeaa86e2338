package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of thresholds files: limits out, or every problem with its line. */
class ThresholdsTest {
  @Test
  void theCommittedFileStatesTheDefaultsInFull() throws IOException {
    String text = Files.readString(Path.of("data/thresholds.yaml"));
    assertThat(read(text)).isEqualTo(Thresholds.STANDARD);
    JsonNode criteria = new YAMLMapper().readTree(text).get("criteria");
    for (Setting setting : Setting.values()) {
      JsonNode limit = criteria.path(setting.criterion()).path(setting.key());
      assertThat(limit.isTextual()).as("%s", setting).isTrue();
      assertThat(setting.parse(limit.asText())).as("%s", setting).isEqualTo(setting.standard());
    }
  }

  @Test
  void everyCriterionHasLimitsOrIsFixed() {
    Set<String> known = new TreeSet<>(Setting.FIXED);
    for (Setting setting : Setting.values()) {
      known.add(setting.criterion());
    }
    assertThat(Judge.judge(new EvidenceOf().build()).criteria())
        .extracting(Criterion::id)
        .containsExactlyInAnyOrderElementsOf(known);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "# nothing\n",
        "---\n",
        "criteria:\n",
        "criteria: {}\nlabels: {}",
        "\uFEFF"
      })
  void anEmptyTextMeansTheDefaults(String text) {
    assertThat(read(text)).isEqualTo(Thresholds.STANDARD);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "kriteria: {} | line 1: found 'kriteria', allowed are criteria, labels, scenarios",
        "7 | line 1: found '7', allowed is a map of criteria, labels, scenarios",
        "criteria: 5 | line 1: criteria: found '5', allowed is a map of requests.success,",
        "criteria: [a] | line 1: criteria: found a list, allowed is a map of requests.success,",
        "criteria: {workflow.p59: {}} | line 1: criteria: found 'workflow.p59', allowed are requests.success, workflow.success, workflow.p95, queue.buildup, stability.latency, stability.errors, stability.memory, alarm.cpu, alarm.memory, alarm.queue, alarm.connections",
        "criteria: {workflow.lost: {pass: \"<= 1\"}} | line 1: criteria.workflow.lost: found limits, allowed are none: what it looks for must not happen at all",
        "criteria: {workflow.p95: \"< 3s\"} | line 1: criteria.workflow.p95: found '< 3s', allowed is a map of pass, fail",
        "criteria: {workflow.p95: {warn: \"< 3s\"}} | line 1: criteria.workflow.p95: found 'warn', allowed are pass, fail",
        "criteria: {alarm.queue: {fail: \"> 3\"}} | line 1: criteria.alarm.queue: found 'fail', allowed are pass",
        "criteria: {workflow.p95: {pass: \"< 60\"}} | line 1: criteria.workflow.p95.pass: found '< 60', allowed is < or <= with a time from 0 to 24h with its unit ms, s, m or h: \"< 1500ms\"",
        "criteria: {workflow.p95: {pass: 60s}} | line 1: criteria.workflow.p95.pass: found '60s', allowed is < or <= with a time",
        "criteria: {workflow.p95: {pass: }} | line 1: criteria.workflow.p95.pass: found nothing, allowed is < or <= with a time",
        "criteria: {workflow.p95: {pass: {a: b}}} | line 1: criteria.workflow.p95.pass: found a map, allowed is < or <= with a time",
        "criteria: {workflow.p95: {pass: \"> 60s\"}} | line 1: criteria.workflow.p95.pass: found '> 60s', allowed is < or <= with a time",
        "criteria: {workflow.p95: {pass: \"< -1s\"}} | line 1: criteria.workflow.p95.pass: found '< -1s', allowed is < or <= with a time",
        "criteria: {workflow.p95: {pass: \"< 25h\"}} | line 1: criteria.workflow.p95.pass: found '< 25h', allowed is < or <= with a time from 0 to 24h",
        "criteria: {workflow.p95: {pass: \"< 60%\"}} | line 1: criteria.workflow.p95.pass: found '< 60%', allowed is < or <= with a time",
        "criteria: {workflow.p95: {pass: \"< 0s\"}} | line 1: criteria.workflow.p95.pass: found '< 0s', allowed is a limit that some values meet and others do not",
        "criteria: {workflow.p95: {fail: \">= 0s\"}} | line 1: criteria.workflow.p95.fail: found '>= 0s', allowed is a limit that some values meet and others do not",
        "criteria: {workflow.p95: {pass: \"< 91s\"}} | line 1: criteria.workflow.p95: found pass < 91 s and fail > 90 s, allowed are limits that no value meets both",
        "criteria: {workflow.p95: {pass: \"<= 60s\", fail: \">= 60s\"}} | line 1: criteria.workflow.p95: found pass <= 60 s and fail >= 60 s, allowed are limits that no value meets both",
        "criteria: {requests.success: {pass: \"> 101%\"}} | line 1: criteria.requests.success.pass: found '> 101%', allowed is > or >= with a percentage from 0% to 100%: \"> 99%\"",
        "criteria: {requests.success: {pass: \"> 100%\"}} | line 1: criteria.requests.success.pass: found '> 100%', allowed is a limit that some values meet and others do not",
        "criteria: {requests.success: {fail: \"< 0%\"}} | line 1: criteria.requests.success.fail: found '< 0%', allowed is a limit that some values meet and others do not",
        "criteria: {requests.success: {pass: \"> 0.99\"}} | line 1: criteria.requests.success.pass: found '> 0.99', allowed is > or >= with a percentage",
        "criteria: {alarm.queue: {pass: \"<= 10 jobs\"}} | line 1: criteria.alarm.queue.pass: found '<= 10 jobs', allowed is < or <= with a whole number without a unit: \"< 10\"",
        "criteria: {alarm.queue: {pass: \"<= 1.5\"}} | line 1: criteria.alarm.queue.pass: found '<= 1.5', allowed is < or <= with a whole number",
        "criteria: {stability.memory: {bytes: \">= 50MB\"}} | line 1: criteria.stability.memory.bytes: found '>= 50MB', allowed is > or >= with an amount of memory with its unit KiB, MiB or GiB",
        "labels: {a: } | line 1: labels.a: found nothing, allowed is a map of errors, success, p50, p90, p95, p99, p99.9, mean, max, throughput",
        "labels: {a: {p94: {pass: \"< 1s\"}}} | line 1: labels.a: found 'p94', allowed are errors, success, p50,",
        "labels: {a: {p95: {fail: \"> 1s\"}}} | line 1: labels.a.p95: found no pass, allowed is a limit to pass, with or without fail",
        "labels: {a: {p95: {pass: \"< 1s\", fail: \"> 999ms\"}}} | line 1: labels.a.p95: found pass < 1 s and fail > 999 ms, allowed are limits that no value meets both",
        "labels: {a: {errors: {pass: \"< 2\", fail: \"> 0\"}}} | line 1: labels.a.errors: found pass < 2 and fail > 0, allowed are limits that no value meets both",
        "labels: {a: {throughput: {pass: \"< 2/s\"}}} | line 1: labels.a.throughput.pass: found '< 2/s', allowed is > or >= with a rate a second with its unit /s: \"> 5/s\"",
        "scenarios: {bust: {}} | line 1: scenarios: found 'bust', allowed are baseline, peak, burst, endurance",
        "scenarios: {burst: {scenarios: {}}} | line 1: scenarios.burst: found 'scenarios', allowed are criteria, labels",
        "scenarios: {burst: {criteria: {workflow.p95: {pass: \"< 100s\"}}}} | line 1: scenarios.burst.criteria.workflow.p95: found pass < 100 s and fail > 90 s, allowed are limits that no value meets both",
        "criteria: &a {} | line 1: criteria: found an anchor, allowed is a map of requests.success,",
        "criteria: *a | line 1: criteria: found an alias, allowed is a map of requests.success,",
        "criteria: {workflow.p95: {pass: > 60s}} | line 1: found no YAML (",
      })
  void saysWhatIsWrong(String text, String problem) {
    assertThat(problems(text)).hasSize(1).first().asString().startsWith(problem);
  }

  @Test
  void tellsEveryProblemAtOnceInTheOrderOfTheText() {
    assertThat(
            problems(
                """
                labels:
                  "GET /health":
                    p95: { pass: "< 1x" }
                criteria:
                  workflow.p95:
                    pass: "< 100s"
                    pass: "< 60s"
                  workflow.lost: { pass: "<= 1" }
                  nonsense: 1
                scenarios:
                  burst:
                    labels: 5
                criteria: {}
                """))
        .hasSize(7)
        .extracting(problem -> problem.replaceFirst(", allowed.*", ""))
        .containsExactly(
            "line 3: labels.GET /health.p95.pass: found '< 1x'",
            "line 6: criteria.workflow.p95: found pass < 100 s and fail > 90 s",
            "line 7: criteria.workflow.p95.pass: found a second time",
            "line 8: criteria.workflow.lost: found limits",
            "line 9: criteria: found 'nonsense'",
            "line 12: scenarios.burst.labels: found '5'",
            "line 13: criteria: found a second time");
  }

  @Test
  void aSecondDocumentIsRefused() {
    assertThat(problems("criteria: {}\n---\nlabels: {}\n"))
        .containsExactly("line 3: found a second document, allowed is one");
  }

  @Test
  void aLabelThatTheRunNeverSendsIsRefusedWhereItStands() {
    String text =
        """
        labels:
          TOTAL: { errors: { pass: "<= 0" } }
          GET /health: { errors: { pass: "<= 0" } }
        scenarios:
          peak:
            labels:
              GET /nowhere: { errors: { pass: "<= 0" } }
          burst:
            labels:
              GET /anywhere: { errors: { pass: "<= 0" } }
        """;
    List<String> problems = new ArrayList<>();
    Thresholds.read(
        text,
        Map.of("baseline", Set.of("POST /x", "GET /metrics"), "peak", Set.of("GET /health")),
        problems::add);
    assertThat(problems)
        .containsExactly(
            "line 3: labels: found 'GET /health', allowed in a run of baseline are TOTAL, GET"
                + " /metrics, POST /x",
            "line 7: scenarios.peak.labels: found 'GET /nowhere', allowed in a run of peak are"
                + " TOTAL, GET /health");
    assertThat(problems(text)).isEmpty();
  }

  @Test
  void aScenarioChangesWhatItNamesAndKeepsTheRest() {
    Thresholds thresholds =
        read(
            """
            criteria:
              workflow.p95: { pass: "< 1m", fail: "> 80s" }
            labels:
              a: { p95: { pass: "< 1s", fail: "> 2s" }, errors: { pass: "<= 0" } }
            scenarios:
              burst:
                criteria:
                  workflow.p95: { fail: "> 120.5s" }
                labels:
                  a: { p95: { pass: "< 1.5s" } }
                  b: { max: { pass: "< 1s" } }
            """);
    EvidenceOf run = new EvidenceOf();
    assertThat(Judge.judge(run.build(), thresholds).criteria())
        .filteredOn(c -> c.id().matches("workflow.p95|.*\\[.*"))
        .extracting(c -> c.id() + " " + c.pass() + " " + c.fail())
        .containsExactly(
            "workflow.p95 < 60000 > 80000",
            "requests.errors[a] <= 0 null",
            "requests.p95[a] < 1000 > 2000");
    run.scenario = "burst";
    assertThat(Judge.judge(run.build(), thresholds).criteria())
        .filteredOn(c -> c.id().matches("workflow.p95|.*\\[.*"))
        .extracting(c -> c.id() + " " + c.pass() + " " + c.fail())
        .containsExactly(
            "workflow.p95 < 60000 > 120500",
            "requests.errors[a] <= 0 null",
            "requests.p95[a] < 1500 > 2000",
            "requests.max[b] < 1000 null");
  }

  @Test
  void limitsOverlapWhenSomeValueMeetsBoth() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      int pass = random.nextInt(6) + 1;
      int fail = random.nextInt(6) + 1;
      String below = random.nextBoolean() ? "<" : "<=";
      String above = random.nextBoolean() ? ">" : ">=";
      boolean count = random.nextBoolean();
      String unit = count ? "" : "ms";
      boolean both = false;
      // halves lie between the limits, where a count never does
      for (int half = 0; half <= 16; half += count ? 2 : 1) {
        boolean passes = below.equals("<") ? half < 2 * pass : half <= 2 * pass;
        boolean fails = above.equals(">") ? half > 2 * fail : half >= 2 * fail;
        both |= passes && fails;
      }
      String text =
          String.format(
              "labels: {a: {%s: {pass: \"%s %d%s\", fail: \"%s %d%s\"}}}",
              count ? "errors" : "max", below, pass, unit, above, fail, unit);
      assertThat(problems(text).isEmpty()).as("seed %d: %s", seed, text).isEqualTo(!both);
    }
  }

  @Test
  void aLimitIsKeptExactlyInItsBaseUnit() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, BigDecimal> units =
        Map.of(
            "ms", new BigDecimal("1"),
            "s", new BigDecimal("1000"),
            "m", new BigDecimal("60000"));
    for (int i = 0; i < 500; i++) {
      String number = random.nextInt(1, 1_000) + "." + (100_000 + random.nextInt(899_999));
      String unit = List.of("ms", "s", "m").get(random.nextInt(3));
      Thresholds thresholds = read("labels: {a: {max: {pass: \"< " + number + unit + "\"}}}");
      String pass =
          Judge.judge(new EvidenceOf().build(), thresholds).criteria().stream()
              .filter(c -> c.id().equals("requests.max[a]"))
              .findFirst()
              .orElseThrow()
              .pass();
      assertThat(new BigDecimal(pass.substring(2)))
          .as("seed %d: %s%s", seed, number, unit)
          .isEqualByComparingTo(new BigDecimal(number).multiply(units.get(unit)));
    }
  }

  @Test
  void noTextIsTooBrokenToBeAnswered() throws IOException {
    String whole = Files.readString(Path.of("data/thresholds.yaml")).replaceAll("(?m)^# ?", "");
    String odd = "{}[]\"':,&*!|>%@`#-?\n\t \u0000\uFEFF\uD83D0<=9smx~.";
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      StringBuilder text = new StringBuilder(whole);
      for (int edit = 0; edit <= random.nextInt(4); edit++) {
        int at = random.nextInt(text.length());
        text.replace(
            at,
            Math.min(text.length(), at + random.nextInt(5)),
            String.valueOf(odd.charAt(random.nextInt(odd.length()))));
      }
      try {
        assertThat(problems(text.toString())).allMatch(p -> p.matches("(?s)line [1-9]\\d*: .+"));
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ":\n" + text, e);
      }
    }
  }

  @Test
  void halfACharacterIsRefusedWhereverItStands() {
    for (int length = 1_000; length < 1_050; length++) {
      assertThat(problems("#" + " ".repeat(length) + '\uD83D')).hasSize(1);
      assertThat(problems("#" + " ".repeat(length) + '\uD83D' + "\ncriteria: {}")).hasSize(1);
    }
  }

  @Test
  void aBottomlessTextIsRefused() {
    assertThat(problems("[".repeat(100_000))).hasSize(1).first().asString().startsWith("line 1: ");
  }

  static Thresholds read(String text) {
    List<String> problems = new ArrayList<>();
    Thresholds thresholds = Thresholds.read(text, Map.of(), problems::add);
    assertThat(problems).isEmpty();
    return thresholds;
  }

  private static List<String> problems(String text) {
    List<String> problems = new ArrayList<>();
    Thresholds.read(text, Map.of(), problems::add);
    return problems;
  }
}
