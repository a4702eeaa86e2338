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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real runs, side by side, from which a source is taken away in the middle of the load: what needs
 * it is INVALID, and nothing else is.
 */
@Order(1)
class SourcesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  @TempDir private Path folder;

  @Test
  void whatNeedsASourceThatIsGoneIsInvalid() throws Exception {
    try (EmbeddedProcess embedded =
            EmbeddedProcess.start(
                Project.current(),
                0,
                folder.resolve("target.log"),
                Secret.of(System.getenv()).orElseThrow(),
                List.of());
        Forwarder redis = new Forwarder(embedded.target().redis().orElseThrow().getPort());
        Forwarder database = new Forwarder(URI.create(embedded.databaseUrl()).getPort())) {
      String redisUrl = embedded.target().redis().orElseThrow().toString();
      String databaseUrl = embedded.databaseUrl();
      Path whole = target(embedded, "whole", databaseUrl, redisUrl);
      Path noQueue = target(embedded, "redis", databaseUrl, through(redisUrl, redis));
      Path noHistory = target(embedded, "database", through(databaseUrl, database), redisUrl);
      CompletableFuture<CommandLineRun> withoutRedis = run(noQueue);
      awaitLoad("redis");
      // only now: runs of one second have one id
      CompletableFuture<CommandLineRun> withoutDatabase = run(noHistory);
      redis.cut();
      Files.delete(log("redis"));
      awaitLoad("database");
      database.cut();

      assertThat(withoutRedis.get().code()).isEqualTo(4);
      assertThat(invalid(outcomes("redis")))
          .containsExactly(
              "alarm.cpu",
              "alarm.memory",
              "alarm.queue",
              "logs.errors",
              "queue.buildup",
              "queue.drained");
      // a probe that cannot run says so before the load and in the report, and stops nothing
      assertThat(withoutRedis.get().out())
          .containsSubsequence(
              "cannot watch: docker",
              "starting JMeter",
              "not watched all the time: Redis 127.0.0.1:",
              "; docker");
      String why =
          new ObjectMapper()
              .readTree(onlyFolder("redis").resolve("run.json").toFile())
              .at("/unwatched/docker")
              .asText();
      assertThat(why).startsWith("docker");
      assertThat(withoutRedis.get().out()).contains("every 15 s of the load (" + why + ")");
      assertThat(withoutDatabase.get().code()).isEqualTo(4);
      assertThat(invalid(outcomes("database")))
          .containsExactly(
              "alarm.connections",
              "queue.buildup",
              "queue.drained",
              "workflow.corrupted",
              "workflow.duplicated",
              "workflow.lost",
              "workflow.p95",
              "workflow.stray",
              "workflow.success");
      assertThat(withoutDatabase.get().out())
          .contains("the history could not be read after the load: database 127.0.0.1:");

      // and when it is back the proof can be added
      Path results = onlyFolder("database");
      CommandLineRun added =
          CommandLineRun.of("reconcile", results.toString(), "--target", whole.toString());
      assertThat(added.code()).as(added.err()).isZero();
      CommandLineRun gate = CommandLineRun.of("gate", results.toString(), "--format", "json");
      assertThat(invalid(outcomes(gate.out()))).containsExactly("alarm.connections");
    }
  }

  private CompletableFuture<CommandLineRun> run(Path target) {
    String name = target.getFileName().toString().replace(".yaml", "");
    return CommandLineRun.beside(
        "run",
        "baseline",
        "--duration",
        "20s",
        "--users",
        "20",
        "--drain-timeout",
        "5s",
        "--target",
        target.toString(),
        "--out",
        folder.resolve("results-" + name).toString());
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private Path target(EmbeddedProcess embedded, String name, String database, String redis)
      throws IOException {
    Files.createFile(log(name));
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        ("url: %s\ndatabase: { url: \"%s\" }\nredis: { url: \"%s\" }\nlogs: { files: [\"%s\"] }\n"
                + (name.equals("redis") ? "monitor: { docker: [no-such-container-98766] }\n" : ""))
            .formatted(embedded.target().url(), database, redis, log(name)));
  }

  private static String through(String url, Forwarder forwarder) {
    return url.replace(":" + URI.create(url).getPort(), ":" + forwarder.port());
  }

  private void awaitLoad(String name) throws InterruptedException {
    Processes.await(
        "a load of " + name,
        PATIENCE,
        () ->
            String.join("\n", OnlyRun.rowsSoFar(folder.resolve("results-" + name))).length()
                > 3_000);
  }

  private Path onlyFolder(String name) throws IOException {
    return OnlyRun.folder(folder.resolve("results-" + name));
  }

  private Map<String, String> outcomes(String name) throws IOException {
    String json =
        name.startsWith("{") ? name : Files.readString(onlyFolder(name).resolve("verdict.json"));
    Map<String, String> outcomes = new TreeMap<>();
    for (JsonNode c : new ObjectMapper().readTree(json).get("criteria")) {
      outcomes.put(c.get("id").asText(), c.get("outcome").asText());
    }
    return outcomes;
  }

  private static List<String> invalid(Map<String, String> outcomes) {
    assertThat(outcomes.values()).doesNotContain("FAIL");
    return outcomes.entrySet().stream()
        .filter(e -> e.getValue().equals("INVALID"))
        .map(Map.Entry::getKey)
        .toList();
  }
}
