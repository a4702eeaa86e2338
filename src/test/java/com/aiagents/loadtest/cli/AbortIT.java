package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load on a target that dies is ended, judged and kept. */
class AbortIT {
  @TempDir private Path out;

  @Test
  void aCrashEndsTheRunWithinFifteenSeconds() throws Exception {
    CommandLineRun run =
        CommandLineRun.of(
            "run",
            "baseline",
            "--duration",
            "120s",
            "--users",
            "20",
            "--fault",
            "crash-at=12s",
            "--abort-on",
            "crash,loss,auth",
            "--out",
            out.toString());
    Instant ended = Instant.now();
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("system.responsive +(9\\.\\d|1\\d\\.\\d) s .* FAIL")
        .contains("no 200 from GET /health for ", "(--abort-on crash)");
    Instant crash = crash();
    JsonNode file = new ObjectMapper().readTree(folder().resolve("run.json").toFile());
    assertThat(Duration.between(crash, Instant.parse(file.get("endedAt").asText())))
        .isLessThan(Duration.ofSeconds(15));
    // the drain, the verdict and the target's own end come after it, beside other tests
    assertThat(Duration.between(crash, ended)).isLessThan(Duration.ofSeconds(25));
    assertThat(file.get("state").asText()).isEqualTo("aborted");
    assertThat(file.get("note").asText()).contains("--abort-on crash");
    // what was measured is kept, and every ticket was followed
    assertThat(Files.readAllLines(folder().resolve("samples.jtl"))).hasSizeGreaterThan(40);
    assertThat(Files.readAllLines(folder().resolve("workflow.jtl"))).hasSizeGreaterThan(20);
    assertThat(CommandLineRun.of("gate", folder().toString()).code()).isEqualTo(1);
  }

  /** When the target's log says that the API went. */
  private Instant crash() throws IOException {
    String line =
        Files.readAllLines(folder().resolve("target.log")).stream()
            .filter(l -> l.contains("fault crash-at: begins"))
            .findFirst()
            .orElseThrow();
    return Instant.parse(line.substring(0, line.indexOf(' ')));
  }

  private Path folder() throws IOException {
    try (Stream<Path> all = Files.list(out)) {
      return all.findFirst().orElseThrow();
    }
  }
}
