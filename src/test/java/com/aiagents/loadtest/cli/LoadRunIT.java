package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.run.EmbeddedProcess;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.samples.JtlReader;
import com.aiagents.loadtest.samples.MonitorReader;
import com.aiagents.loadtest.samples.Reading;
import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.target.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole runs: a real JMeter, started by Maven, on a real embedded target. The JMeter home that all
 * runs share was configured for something else, as mvn jmeter:configure@configuration -Dusers=1
 * does it: no run may notice.
 */
@Order(1)
class LoadRunIT {
  @TempDir private static Path folder;
  private static EmbeddedProcess embedded;
  private static Path targetFile;
  private static Path homeProperties;
  private static byte[] before;
  @TempDir private Path out;

  @BeforeAll
  static void start() throws Exception {
    embedded =
        EmbeddedProcess.start(
            Project.current(),
            0,
            folder.resolve("target.log"),
            Secret.of(System.getenv()).orElseThrow(),
            List.of());
    targetFile = writeTarget("t.yaml", embedded.databaseUrl());
    JsonNode home = new ObjectMapper().readTree(Path.of("target/jmeter-home.json").toFile());
    homeProperties =
        Path.of(
            home.at("/configurations/0/jmeterDirectoryPath").asText(), "bin", "user.properties");
    before = Files.exists(homeProperties) ? Files.readAllBytes(homeProperties) : new byte[0];
    Files.writeString(homeProperties, "users=1\nhold=3\nweight.submit=0\n");
  }

  @AfterAll
  static void stop() throws IOException {
    Files.write(homeProperties, before);
    embedded.close();
  }

  private static Path writeTarget(String name, String database) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        """
        name: under test
        url: %s
        database: { url: "%s" }
        redis: { url: "%s" }
        logs: { files: ["%s"] }
        """
            .formatted(
                embedded.target().url(),
                database,
                embedded.target().redis().orElseThrow(),
                folder.resolve("target.log")));
  }

  @Test
  void aShortBaselinePassesAndLeavesItsEvidence() throws IOException {
    Files.writeString(stepSummary(), "what a step before wrote\n");
    CommandLineRun run = run("baseline", "--duration", "25s", "--users", "20");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("VERDICT baseline: PASS");
    assertThat(run.code()).isZero();
    Path results = onlyFolder();
    assertThat(results.getFileName().toString()).matches("\\d{8}-\\d{6}-baseline");
    try (Stream<Path> files = Files.list(results)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "run.json",
              "plan.jmx",
              "samples.jtl",
              "workflow.jtl",
              "workflow-problems.csv",
              "monitor.csv",
              "generator-gc.log",
              "thresholds.yaml",
              "verdict.json",
              "report.html",
              "junit.xml",
              "summary.md",
              "badge.json",
              "jmeter.log",
              "maven.log");
    }
    List<Sample> samples = new ArrayList<>();
    JtlReader.read(results.resolve("samples.jtl"), row -> samples.add(SampleOf.copy(row)));
    assertThat(samples.stream().mapToInt(Sample::allThreads).max()).hasValue(20);
    assertThat(Files.readString(stepSummary()))
        .isEqualTo("what a step before wrote\n" + Files.readString(results.resolve("summary.md")));
    assertEveryAcceptedTicketIsCompleted(results);
    assertNoSecretIn(results);
    assertThat(Files.readString(results.resolve("jmeter.log"))).doesNotContain(" ERROR ");
    assertTheTargetWasWatched(results);
    assertTheGeneratorWasWatched(results);

    CommandLineRun gate = CommandLineRun.of("gate", results.toString(), "--format", "json");
    assertThat(gate.out()).isEqualTo(Files.readString(results.resolve("verdict.json")));
    CommandLineRun itself = CommandLineRun.of("gate", "--self-test", results.toString());
    assertThat(itself.out()).contains("every one judged as it must be").doesNotContain("WRONG");
    assertThat(itself.code()).isZero();
  }

  private static void assertEveryAcceptedTicketIsCompleted(Path results) throws IOException {
    Map<String, Sample> workflow = new HashMap<>();
    JtlReader.read(
        results.resolve("workflow.jtl"),
        row -> workflow.put(row.ticketId().toString(), SampleOf.copy(row)));
    List<Sample> samples = new ArrayList<>();
    JtlReader.read(results.resolve("samples.jtl"), row -> samples.add(SampleOf.copy(row)));
    List<Sample> submitted =
        samples.stream().filter(s -> s.label().equals(Task.SUBMIT.label())).toList();
    assertThat(submitted).hasSizeGreaterThan(30);
    assertThat(submitted).allMatch(s -> s.responseCode().equals("202") && s.success());
    assertThat(submitted).extracting(Sample::ticketId).doesNotHaveDuplicates();
    for (Sample s : submitted) {
      assertThat(s.ticketId()).startsWith(results.getFileName().toString().toUpperCase() + "-");
      assertThat(workflow.get(s.ticketId()).responseCode()).isEqualTo("completed");
      assertThat(workflow.get(s.ticketId()).jobId()).isEqualTo(s.jobId()).hasSize(36);
    }
    assertThat(workflow).hasSameSizeAs(submitted);
    assertThat(samples.stream().filter(s -> !s.label().equals(Task.SUBMIT.label())))
        .allMatch(s -> s.ticketId().isEmpty() && s.jobId().isEmpty());
    assertThat(samples.stream().filter(s -> s.label().equals(Task.FIRST_CONTACT_LABEL)))
        .hasSize(20);
  }

  /** From before the first request to the end of the drain, by every probe. */
  private static void assertTheTargetWasWatched(Path results) throws IOException {
    Map<String, List<Reading>> byName = new HashMap<>();
    assertThat(
            MonitorReader.read(
                    results.resolve("monitor.csv"),
                    r ->
                        byName
                            .computeIfAbsent(r.probe() + "." + r.name(), n -> new ArrayList<>())
                            .add(r))
                .damaged())
        .isZero();
    List<Sample> samples = new ArrayList<>();
    JtlReader.read(results.resolve("samples.jtl"), row -> samples.add(SampleOf.copy(row)));
    long first = samples.stream().mapToLong(Sample::startMillis).min().orElseThrow();
    long drained =
        new ObjectMapper()
            .readTree(results.resolve("run.json").toFile())
            .at("/drain/endedAtMillis")
            .asLong();
    for (String name :
        List.of(
            "health.status",
            "health.millis",
            "metrics.queue_depth",
            "metrics.worker_active_count",
            "metrics.process_resident_memory_bytes",
            "metrics.process_cpu_seconds_total",
            "metrics.process_start_time_seconds",
            "metrics.enhancement_requests_total.completed",
            "redis.queue_depth",
            "database.connections",
            "database.max_connections")) {
      List<Reading> readings = byName.getOrDefault(name, List.of());
      assertThat(readings).as(name).hasSizeGreaterThan(20);
      assertThat(readings.get(readings.size() - 1).askedMillis())
          .as(name)
          .isBetween(drained - 3_000, drained + 1_000);
      if (!name.contains("enhancement")) {
        assertThat(readings.get(0).askedMillis()).as(name).isLessThan(first);
      }
    }
    assertThat(byName.get("health.up")).allMatch(r -> r.value() == 1);
    assertThat(byName.get("database.connections")).allMatch(r -> r.value() >= 2);
  }

  /** JMeter from before its first request to the planned end of the load, the machine all along. */
  private static void assertTheGeneratorWasWatched(Path results) throws IOException {
    Map<String, List<Reading>> byName = new HashMap<>();
    MonitorReader.read(
        results.resolve("monitor.csv"),
        r -> {
          if (r.probe().equals("generator")) {
            byName.computeIfAbsent(r.name(), n -> new ArrayList<>()).add(r);
          }
        });
    List<Sample> samples = new ArrayList<>();
    JtlReader.read(results.resolve("samples.jtl"), row -> samples.add(SampleOf.copy(row)));
    long first = samples.stream().mapToLong(Sample::startMillis).min().orElseThrow();
    for (String name : List.of("cpu", "pause_millis", "longest_pause_millis", "stopped")) {
      assertThat(byName.get(name)).as(name).hasSizeGreaterThan(20);
      assertThat(byName.get(name).get(0).askedMillis()).as(name).isLessThan(first);
      assertThat(byName.get(name)).as(name).anyMatch(r -> r.askedMillis() > first + 20_000);
    }
    assertThat(byName.get("cpu")).allMatch(r -> r.value() >= 0 && r.value() <= 1);
    assertThat(byName.get("cpu")).anyMatch(r -> r.value() > 0.01);
    assertThat(byName.get("pause_millis")).anyMatch(r -> r.value() > 1);
    assertThat(byName.get("stopped")).allMatch(r -> r.value() == 0);
    assertThat(byName.get("drift_millis")).hasSizeGreaterThan(25);
    assertThat(byName.get("late_millis")).hasSizeGreaterThan(25);
  }

  private static void assertNoSecretIn(Path results) throws IOException {
    String secret = System.getenv("LOAD_TEST_WEBHOOK_SECRET");
    String password = embedded.databaseUrl().replaceFirst(".*:(\\w+)@.*", "$1");
    try (Stream<Path> files = Files.list(results)) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file, StandardCharsets.UTF_8))
            .as(file.toString())
            .doesNotContain(secret)
            .doesNotContain(password);
      }
    }
  }

  @Test
  void withoutADatabaseTheRunGoesOnAndProvesNothing() throws IOException {
    CommandLineRun run =
        CommandLineRun.of(
            "run",
            "baseline",
            "--host",
            embedded.target().url().toString(),
            "--duration",
            "25s",
            // of the mix's tickets, the window is to hold the 20 of a verdict with a wide margin
            "--users",
            "20",
            "--out",
            out.toString());
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out())
        .containsPattern("requests.success +100.000 %")
        .contains("no workflow is proven");
    assertThat(onlyFolder().resolve("workflow.jtl")).doesNotExist();

    // and what was missing can be added later
    Path results = onlyFolder();
    CommandLineRun added =
        CommandLineRun.of("reconcile", results.toString(), "--target", targetFile.toString());
    assertThat(added.code()).isZero();
    // but the queue was not watched, and nobody read the log
    CommandLineRun gate = CommandLineRun.of("gate", results.toString());
    assertThat(gate.out())
        .containsPattern("workflow.success +100.000 % .* PASS")
        .containsPattern("queue.drained .* PASS")
        .containsPattern("system.responsive .* PASS")
        .containsPattern("queue.buildup .* INVALID")
        .contains("logs.errors: no log is named");
    assertThat(gate.code()).isEqualTo(4);
  }

  @Test
  void aTargetThatIsNotThereStartsNothing() {
    CommandLineRun run =
        CommandLineRun.of(
            "run", "baseline", "--host", "http://127.0.0.1:1", "--out", out.toString());
    assertThat(run.code()).isEqualTo(5);
    assertThat(run.err())
        .isEqualTo(
            "load-test: GET http://127.0.0.1:1/health: connection refused or host unknown: is the"
                + " target running there?\n");
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void aDatabaseThatRefusesUsStartsNothing() throws IOException {
    Path file =
        writeTarget("wrong.yaml", embedded.databaseUrl().replaceFirst(":\\w+@", ":hunter2@"));
    CommandLineRun run =
        CommandLineRun.of("run", "baseline", "--target", file.toString(), "--out", out.toString());
    assertThat(run.code()).isEqualTo(5);
    assertThat(run.err())
        .startsWith("load-test: database 127.0.0.1:")
        .contains("password authentication failed")
        .doesNotContain("hunter2")
        .hasLineCount(1);
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void aDatabaseWithoutTheTableStartsNothing() throws IOException {
    Path file =
        writeTarget("empty.yaml", embedded.databaseUrl().replaceFirst("/ai_agents$", "/postgres"));
    CommandLineRun run =
        CommandLineRun.of("run", "baseline", "--target", file.toString(), "--out", out.toString());
    assertThat(run.code()).isEqualTo(5);
    assertThat(run.err())
        .contains("relation \"enhancement_history\" does not exist")
        .hasLineCount(1);
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void aWrongSecretStartsNothing() throws Exception {
    try (EmbeddedProcess other =
        EmbeddedProcess.start(
            Project.current(), 0, folder.resolve("other.log"), Secret.random(), List.of())) {
      CommandLineRun run =
          CommandLineRun.of(
              "run",
              "baseline",
              "--host",
              other.target().url().toString(),
              "--out",
              out.toString());
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err())
          .contains("found 401, allowed is 202", "LOAD_TEST_WEBHOOK_SECRET")
          .doesNotContain(System.getenv("LOAD_TEST_WEBHOOK_SECRET"))
          .hasLineCount(1);
      assertThat(out).isEmptyDirectory();
    }
  }

  private CommandLineRun run(String scenario, String... options) {
    List<String> line =
        new ArrayList<>(
            List.of("run", scenario, "--target", targetFile.toString(), "--out", out.toString()));
    line.addAll(List.of(options));
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("GITHUB_STEP_SUMMARY", stepSummary().toString());
    return CommandLineRun.in(environment, line.toArray(new String[0]));
  }

  private Path stepSummary() {
    return out.resolveSibling(out.getFileName() + "-summary.md");
  }

  private Path onlyFolder() throws IOException {
    try (Stream<Path> folders = Files.list(out)) {
      List<Path> all = folders.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }
}
