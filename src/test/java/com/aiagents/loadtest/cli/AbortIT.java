package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.run.EmbeddedProcess;
import com.aiagents.loadtest.run.Processes;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.target.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load on a target that dies, or takes no signature any more, is ended, judged and kept. */
@Order(2)
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
    JsonNode file = new ObjectMapper().readTree(OnlyRun.folder(out).resolve("run.json").toFile());
    assertThat(Duration.between(crash, Instant.parse(file.get("endedAt").asText())))
        .isLessThan(Duration.ofSeconds(15));
    // the drain, the verdict and the target's own end come after it, beside other tests
    assertThat(Duration.between(crash, ended)).isLessThan(Duration.ofSeconds(25));
    assertThat(file.get("state").asText()).isEqualTo("aborted");
    assertThat(file.get("note").asText()).contains("--abort-on crash");
    // what was measured is kept, and every ticket was followed
    assertThat(Files.readAllLines(OnlyRun.folder(out).resolve("samples.jtl")))
        .hasSizeGreaterThan(40);
    assertThat(Files.readAllLines(OnlyRun.folder(out).resolve("workflow.jtl")))
        .hasSizeGreaterThan(20);
    assertThat(CommandLineRun.of("gate", OnlyRun.folder(out).toString()).code()).isEqualTo(1);
  }

  @Test
  void aSecretThatIsNotTheTargetsAnyMoreEndsTheRun() throws Exception {
    Path results = out.resolve("results");
    EmbeddedProcess target = target(0, Secret.of(System.getenv()).orElseThrow());
    URI url = target.target().url();
    Path file =
        Files.writeString(
            out.resolve("target.yaml"),
            "url: %s\ndatabase: { url: \"%s\" }\nlogs: none\n"
                .formatted(url, target.databaseUrl()));
    CompletableFuture<CommandLineRun> running =
        CommandLineRun.beside(
            "run",
            "baseline",
            "--duration",
            "120s",
            "--users",
            "20",
            "--target",
            file.toString(),
            "--abort-on",
            "auth",
            "--drain-timeout",
            "5s",
            "--out",
            results.toString());
    try {
      Processes.await("accepted webhooks", Duration.ofSeconds(120), () -> accepted(results) > 5);
    } finally {
      target.close();
    }
    // the same place, with another secret and a database of its own
    try (EmbeddedProcess other =
        target(
            url.getPort(),
            Secret.of(Map.of(Secret.VARIABLE, "another-secret-5512")).orElseThrow())) {
      CommandLineRun run = running.get();
      // nothing is proven; FAIL if its restart was seen in time
      assertThat(run.code()).as(run.out() + run.err()).isIn(1, 4);
      // whoever looks finds the fifth refusal, or more by then
      String why =
          "the last \\d+ webhooks were refused for their signature \\(401\\)"
              + " \\(--abort-on auth\\); no proof: database 127\\.0\\.0\\.1:";
      assertThat(run.out())
          .containsPattern("workflow\\.lost.*: the run was aborted: " + why)
          .doesNotContain("another-secret");
      JsonNode ended =
          new ObjectMapper().readTree(OnlyRun.folder(results).resolve("run.json").toFile());
      assertThat(ended.get("state").asText()).isEqualTo("aborted");
      assertThat(ended.get("note").asText()).containsPattern("^" + why);
      assertThat(accepted(results)).isGreaterThan(5);
      assertThat(other.target().url()).isEqualTo(url);
    }
  }

  private EmbeddedProcess target(int port, Secret secret) throws Exception {
    return EmbeddedProcess.start(
        Project.current(), port, out.resolve("target.log"), secret, List.of());
  }

  /** Webhooks that were answered 202. */
  private static long accepted(Path results) {
    return OnlyRun.rowsSoFar(results).stream()
        .filter(row -> row.contains("POST /webhooks") && row.contains(",202,"))
        .count();
  }

  /** When the target's log says that the API went. */
  private Instant crash() throws IOException {
    String line =
        Files.readAllLines(OnlyRun.folder(out).resolve("target.log")).stream()
            .filter(l -> l.contains("fault crash-at: begins"))
            .findFirst()
            .orElseThrow();
    return Instant.parse(line.substring(0, line.indexOf(' ')));
  }
}
