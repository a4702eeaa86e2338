package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --thresholds} from outside, on a JTL of 100 samples: one failed, one took 400 ms. */
class ThresholdsTest {
  @TempDir private Path folder;
  private Path jtl;

  @BeforeEach
  void aJtl() throws IOException {
    StringBuilder rows = new StringBuilder("timeStamp,elapsed,label,responseCode,success\n");
    for (int i = 0; i < 100; i++) {
      rows.append(1_700_000_000_000L + i * 100)
          .append(i == 50 ? ",400" : ",40")
          .append(",GET /health,")
          .append(i == 7 ? "500,false\n" : "200,true\n");
    }
    jtl = Files.writeString(folder.resolve("samples.jtl"), rows);
  }

  @Test
  void aLabelIsJudgedByItsOwnLimits() throws IOException {
    CommandLineRun run =
        gate(
            """
            labels:
              GET /health:
                errors: { pass: "<= 0", fail: "> 0" }
                p95: { pass: "< 200ms", fail: "> 1s" }
                max: { pass: "< 200ms", fail: "> 1s" }
                throughput: { pass: ">= 5/s" }
              GET /nowhere:
                errors: { pass: "<= 0" }
            """);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("requests.errors\\[GET /health] +1 +<= 0 +> 0 +100 +FAIL")
        .containsPattern("requests.p95\\[GET /health] +0.040 s +< 0.2 s +> 1 s +100 +PASS")
        .containsPattern("requests.max\\[GET /health] +0.400 s +< 0.2 s +> 1 s +100 +WARNING")
        .containsPattern("requests.throughput\\[GET /health] +10.1 /s +>= 5 /s +- +100 +PASS")
        .containsPattern("requests.errors\\[GET /nowhere] +- +<= 0 +- +0 +INVALID")
        .contains(
            "requests.errors[GET /nowhere]: there is no sample of this label in the measurement window");
  }

  @Test
  void aLabelWithoutASampleEndsWithFour() throws IOException {
    CommandLineRun run =
        CommandLineRun.of(
            "gate",
            jtl.toString(),
            "--format",
            "json",
            "--thresholds",
            file("labels: {GET /nowhere: {p95: {pass: \"< 1s\"}}}").toString());
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out()).contains("\"id\" : \"requests.p95[GET /nowhere]\"");
  }

  @Test
  void aLimitIsShownAsItWasWritten() throws IOException {
    assertThat(gate("criteria: {requests.success: {pass: \">= 99.95%\", fail: \"< 98.5%\"}}").out())
        .containsPattern("requests.success +99.000 % +>= 99.95 % +< 98.5 % +100 +WARNING");
  }

  @Test
  void everyProblemHasItsLine() throws IOException {
    Path file = file("criteria:\n  workflow.p59: {}\nlabels:\n  a: { p95: { pass: \"< 5\" } }\n");
    CommandLineRun run = CommandLineRun.of("gate", jtl.toString(), "--thresholds", file.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .hasSize(2)
        .satisfiesExactly(
            one ->
                assertThat(one)
                    .startsWith(
                        "load-test: " + file + ": line 2: criteria: found 'workflow.p59', allowed"),
            two ->
                assertThat(two)
                    .startsWith(
                        "load-test: "
                            + file
                            + ": line 4: labels.a.p95.pass: found '< 5', allowed"));
  }

  @Test
  void aFileThatCannotBeReadIsRefused() throws IOException {
    Path missing = folder.resolve("missing.yaml");
    CommandLineRun run =
        CommandLineRun.of("gate", jtl.toString(), "--thresholds", missing.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("load-test: " + missing + ": not found\n");
    run = CommandLineRun.of("gate", jtl.toString(), "--thresholds", folder.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("load-test: " + folder + ": cannot be read (").hasLineCount(1);
    Path latin1 = folder.resolve("latin1.yaml");
    Files.write(latin1, "labels: {größe: {}}".getBytes(StandardCharsets.ISO_8859_1));
    run = CommandLineRun.of("gate", jtl.toString(), "--thresholds", latin1.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("load-test: " + latin1 + ": found bytes that are no UTF-8, allowed is UTF-8\n");
  }

  @Test
  void anEmptyFileMeansTheDefaults() throws IOException {
    assertThat(gate("").out())
        .isEqualTo(CommandLineRun.of("gate", jtl.toString()).out())
        .containsPattern("requests.success +99.000 % +> 99 % +< 95 % +100 +WARNING");
  }

  @Test
  void aScenarioHasItsOwnLimits() throws IOException {
    Path file =
        file(
            "scenarios: {peak: {criteria: {requests.success: {pass: \">= 50%\", fail: \"< 40%\"}}}}");
    assertThat(CommandLineRun.of("gate", jtl.toString(), "--thresholds", file.toString()).out())
        .containsPattern("requests.success .* WARNING");
    assertThat(
            CommandLineRun.of(
                    "gate", jtl.toString(), "--scenario", "peak", "--thresholds", file.toString())
                .out())
        .containsPattern("requests.success +- +>= 50 %");
  }

  @Test
  void aRunRefusesALabelThatItsPlanNeverSends() throws IOException {
    // baseline sends no health but the one at its start, peak does
    Path file =
        file(
            """
            labels:
              GET /health (start): { errors: { pass: "<= 0" } }
              GET /health: { errors: { pass: "<= 0" } }
            """);
    CommandLineRun run =
        CommandLineRun.of("run", "baseline", "--thresholds", file.toString(), "--out", "/dev/null");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "load-test: "
                + file
                + ": line 3: labels: found 'GET /health', allowed in a run of baseline are TOTAL,"
                + " GET /enhancements/history, GET /health (start), GET /metrics, POST"
                + " /webhooks/servicedesk/{tenant_id}\n");
    // nothing is wrong with it for peak: the results folder is looked at next
    assertThat(
            CommandLineRun.of("run", "peak", "--thresholds", file.toString(), "--out", "/dev/null")
                .code())
        .isEqualTo(5);
  }

  @Test
  void aRunKnowsWhatItsTargetDoesNotOffer() throws IOException {
    Path target = file("url: http://127.0.0.1:1\nreads: []\n");
    Path file =
        Files.writeString(
            folder.resolve("limits.yaml"),
            "labels: {GET /enhancements/history: {errors: {pass: \"<= 0\"}}}");
    CommandLineRun run =
        CommandLineRun.of(
            "run", "baseline", "--target", target.toString(), "--thresholds", file.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "load-test: "
                + file
                + ": line 1: labels: found 'GET /enhancements/history', allowed in a run of"
                + " baseline are TOTAL, GET /health (start), GET /metrics, POST");
  }

  @Test
  void requireProofMakesAnUnprovenPassAWarning() throws IOException {
    String limits = "labels: {GET /health: {p99: {pass: \"< 1s\"}, p50: {pass: \"< 1s\"}}}";
    assertThat(gate(limits).out())
        .containsPattern("p99\\[GET /health] .* 100 +PASS +0.040 to ∞ s +no\n")
        .containsPattern("p50\\[GET /health] .* 100 +PASS +0.040 to 0.040 s +yes\n")
        .contains(
            "requests.p99[GET /health]: rank 99 of 100 requests; not proven at 95 %: 268 more"
                + " requests like these would\n");
    Path file = file(limits);
    CommandLineRun strict =
        CommandLineRun.of(
            "gate", jtl.toString(), "--thresholds", file.toString(), "--require-proof");
    assertThat(strict.out())
        .containsPattern("p99\\[GET /health] .* 100 +WARNING +0.040 to ∞ s +no\n")
        .containsPattern("p50\\[GET /health] .* 100 +PASS")
        .contains("268 more requests like these would; under --require-proof that is a WARNING\n");
  }

  private CommandLineRun gate(String thresholds) throws IOException {
    return CommandLineRun.of("gate", jtl.toString(), "--thresholds", file(thresholds).toString());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("file.yaml"), text);
  }
}
