package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.run.EmbeddedProcess;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.samples.JtlReader;
import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.target.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plain Maven, for those who use nothing else. Ordered, since every JMeter home that is configured
 * takes time and 79 MB: the later tests use the first one's.
 */
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MavenIT {
  @TempDir private static Path folder;
  private static EmbeddedProcess embedded;

  @BeforeAll
  static void start() throws Exception {
    embedded =
        EmbeddedProcess.start(
            Project.current(),
            0,
            folder.resolve("target.log"),
            Secret.of(System.getenv()).orElseThrow(),
            List.of());
  }

  @AfterAll
  static void stop() {
    embedded.close();
  }

  @Test
  @Order(1)
  void theBuildRunsTheLoadAndItsGate() throws Exception {
    Path results = folder.resolve("pass-baseline");
    Build build = maven(results, true, true, "verify", "-Pload-test", "-Dramp=1", "-Dhold=24");
    assertThat(build.output()).contains("VERDICT baseline: PASS", "BUILD SUCCESS");
    assertThat(build.code()).isZero();
    assertThat(results.resolve("run.json"))
        .content()
        .contains("\"state\" : \"finished\"")
        // a folder's name may come again, a run's id never does
        .containsPattern("\"run\" : \"\\d{8}-\\d{6}-PASS-BASELINE\"")
        .containsPattern("\"mix\" : \\{\\s+\"submit\" : 10,\\s+\"history\" : 3,");
    assertThat(results.resolve("baseline.csv"))
        .content()
        .containsPattern(",\\d{8}-\\d{6}-PASS-BASELINE-1,");
    assertThat(results.resolve("verdict.json")).content().contains("\"verdict\" : \"PASS\"");
    assertThat(results.resolve("junit.xml")).content().contains("failures=\"0\" errors=\"0\"");
    assertThat(results.resolve("report.html"))
        .content()
        .contains("All ", " criteria that apply pass");
  }

  @Test
  @Order(2)
  void withoutProofTheBuildFails() throws Exception {
    Build build =
        maven(
            folder.resolve("unproven"),
            true,
            false,
            "verify",
            "-Pload-test",
            "-Dramp=1",
            "-Dhold=10");
    assertThat(build.output())
        .contains(
            "VERDICT baseline: INVALID", "the verdict is not green: load-test gate ended with 4")
        .doesNotContain("\tat ");
    assertThat(build.code()).isNotZero();
  }

  @Test
  @Order(3)
  void optionsThatDoNotReachJMeterAreRefused() throws Exception {
    Path results = folder.resolve("other");
    Build build = maven(results, true, true, "jmeter:jmeter", "-Dramp=1", "-Dhold=9");
    assertThat(build.output()).contains("load test refused: hold: asked for '9'");
    assertThat(build.code()).isNotZero();
    assertThat(results.resolve("baseline.csv")).content().hasLineCount(1);
  }

  @Test
  @Order(4)
  void withoutASecretNothingIsSent() throws Exception {
    Path results = folder.resolve("nosecret");
    Build build = maven(results, false, true, "jmeter:jmeter", "-Dramp=1", "-Dhold=10");
    assertThat(build.output()).contains("LOAD_TEST_WEBHOOK_SECRET is not set");
    assertThat(build.code()).isNotZero();
    assertThat(results.resolve("baseline.csv")).content().hasLineCount(1);
  }

  @Test
  @Order(5)
  void aTicketThatCannotBeWrittenStopsTheTest() throws Exception {
    Path results = folder.resolve("notickets");
    Path tickets = Files.writeString(folder.resolve("tickets.csv"), "wrong,columns\na,b\n");
    Path properties =
        Files.writeString(folder.resolve("run.properties"), "tickets=" + tickets + "\n");
    Build build =
        maven(
            results,
            true,
            true,
            "jmeter:jmeter",
            "-Dramp=1",
            "-Dhold=10",
            "-Djmeter.run.properties=" + properties,
            "-Dtickets=" + tickets);
    assertThat(build.output()).contains("BUILD");
    String jtl = Files.readString(results.resolve("baseline.csv"));
    assertThat(jtl).contains("GET /health (start)").doesNotContain("POST ");
    assertThat(Files.readString(results.resolve("baseline.jmx.log")))
        .contains(
            "The test stops: ticket file "
                + tickets
                + ": found the columns wrong,columns, needed is ticket_description");
    assertThat(Files.readString(folder.resolve("target.log"))).doesNotContain("refused");
  }

  @Test
  @Order(6)
  void anUnhealthyTargetStopsTheTest() throws Exception {
    Path results = folder.resolve("nobody");
    Path properties = Files.writeString(folder.resolve("run.properties"), "port=1\n");
    maven(
        results,
        true,
        true,
        "jmeter:jmeter",
        "-Dramp=1",
        "-Dhold=10",
        "-Djmeter.run.properties=" + properties,
        "-Dport=1");
    List<Sample> rows = new ArrayList<>();
    JtlReader.read(results.resolve("baseline.csv"), row -> rows.add(SampleOf.copy(row)));
    assertThat(rows)
        .isNotEmpty()
        .allMatch(row -> row.label().equals("GET /health (start)") && !row.success());
    assertThat(Files.readString(results.resolve("baseline.jmx.log")))
        .contains("Shutdown Test detected");
    assertThat(CommandLineRun.of("gate", results.toString()).code()).isEqualTo(4);
  }

  @Test
  @Order(7)
  void aResultsFolderTakesOneRun() throws Exception {
    Path results = folder.resolve("nobody");
    String earlier = Files.readString(results.resolve("run.json"));
    Build build = maven(results, true, true, "jmeter:jmeter", "-Dramp=1", "-Dhold=10");
    assertThat(build.output()).contains("found the run.json of an earlier run");
    assertThat(build.code()).isNotZero();
    assertThat(results.resolve("run.json")).hasContent(earlier);
  }

  private record Build(int code, String output) {}

  private static Build maven(
      Path results, boolean withSecret, boolean withDatabase, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("mvn", "-B"));
    command.addAll(List.of(arguments));
    command.add("-Dscenario=baseline");
    command.add("-Dhost=127.0.0.1");
    if (Arrays.stream(arguments).noneMatch(a -> a.startsWith("-Dport="))) {
      command.add("-Dport=" + embedded.target().port());
    }
    command.add("-Dresults.dir=" + results);
    // not the home of the build that runs these tests
    command.add("-Djmeter.home.file=" + folder.resolve("home.json"));
    ProcessBuilder builder = new ProcessBuilder(command);
    if (!withSecret) {
      builder.environment().remove("LOAD_TEST_WEBHOOK_SECRET");
    }
    if (withDatabase) {
      builder.environment().put("AI_AGENTS_DATABASE_URL", embedded.databaseUrl());
      builder
          .environment()
          .put("AI_AGENTS_REDIS_URL", embedded.target().redis().orElseThrow().toString());
    }
    Path log = results.resolveSibling(results.getFileName() + ".log");
    Process maven = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(maven.waitFor(180, TimeUnit.SECONDS)).isTrue();
    return new Build(maven.exitValue(), Files.readString(log));
  }
}
