package com.aiagents.loadtest.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.run.EmbeddedProcess;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.samples.JtlReader;
import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.scenario.Scenarios;
import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.window.JMeterWindow;
import com.aiagents.loadtest.window.Screen;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The four plans in JMeter's own window, on a screen that nobody sees: all are opened by one
 * JMeter, every node is clicked, each plan is saved, and the first one runs. The pictures stay in
 * target/screenshots; scripts/make-pictures.sh makes those of the docs of them.
 */
class PlanWindowIT {
  private static final Project PROJECT = Project.current();
  private static final Path PICTURES = Path.of("target", "screenshots").toAbsolutePath();

  @TempDir private static Path folder;
  private static JMeterWindow window;
  private static List<String> seen;

  @BeforeAll
  static void useTheWindow() throws Exception {
    Path plans = Files.createDirectory(folder.resolve("jmx"));
    for (Scenario scenario : Scenarios.all()) {
      Files.copy(original(scenario), saved(scenario));
    }
    Files.createDirectory(folder.resolve("data"));
    Files.copy(PROJECT.tickets(), folder.resolve("data/tickets.csv"));
    Files.createDirectories(PICTURES);
    window = new JMeterWindow(plans, PICTURES, Files.createDirectory(folder.resolve("work")));
    try (Screen screen = new Screen(1280, 900);
        EmbeddedProcess target =
            EmbeddedProcess.start(
                PROJECT,
                0,
                folder.resolve("target.log"),
                Secret.of(System.getenv()).orElseThrow(),
                List.of())) {
      seen =
          window.use(
              screen,
              plans.resolve("baseline.jmx"),
              List.of(
                  "host=127.0.0.1",
                  "port=" + target.target().port(),
                  "users=3",
                  "ramp=1",
                  // in a busy hour the first request alone takes seconds
                  "hold=14",
                  "think.min=200",
                  "think.range=200"));
    }
  }

  private static Path original(Scenario scenario) {
    return PROJECT.plans().resolve(scenario.name() + ".jmx");
  }

  private static Path saved(Scenario scenario) {
    return folder.resolve("jmx").resolve(scenario.name() + ".jmx");
  }

  @Test
  void nothingIsWrongWithAnyNode() throws IOException {
    assertThat(seen).filteredOn(line -> line.startsWith("problem ")).isEmpty();
    assertThat(seen).noneMatch(line -> line.contains("Exception") || line.startsWith("\tat "));
    assertThat(Files.readAllLines(window.log()))
        .anyMatch(line -> line.contains("o.a.j.JMeter: Version 5.6.3"))
        .noneMatch(line -> line.contains(" ERROR "));
    assertThat(seen).contains("left");
  }

  @Test
  void everyNodeOfEachPlanWasClicked() throws IOException {
    List<String> expected = new ArrayList<>();
    for (String file : files()) {
      expected.add("plan " + file);
      Meaning.names(PROJECT.plans().resolve(file)).forEach(name -> expected.add("node " + name));
    }
    assertThat(seen)
        .filteredOn(line -> line.startsWith("plan ") || line.startsWith("node "))
        .isEqualTo(expected);
  }

  private static List<String> files() {
    return Scenarios.all().stream().map(scenario -> scenario.name() + ".jmx").sorted().toList();
  }

  @Test
  void savingChangesNoMeaning() throws IOException {
    SoftAssertions softly = new SoftAssertions();
    for (Scenario scenario : Scenarios.all()) {
      softly
          .assertThat(Meaning.differences(original(scenario), saved(scenario)))
          .as(scenario.name())
          .isEmpty();
    }
    softly.assertAll();
  }

  @Test
  void thereIsAPictureOfEachPlan() {
    for (String file : files()) {
      assertThat(PICTURES.resolve("plan-" + file.replace(".jmx", ".png"))).isNotEmptyFile();
    }
  }

  @Test
  void thePlanRunsFromTheWindow() throws Exception {
    assertThat(seen).contains("ran baseline.jmx");
    Path run;
    try (Stream<Path> runs = Files.list(folder.resolve("results"))) {
      run = runs.reduce((one, other) -> other).orElseThrow();
    }
    JsonNode told = new ObjectMapper().readTree(run.resolve("run.json").toFile());
    assertThat(told.get("state").asText()).isEqualTo("finished");
    assertThat(told.get("scenario").asText()).isEqualTo("baseline");
    assertThat(told.get("load").get("users").asInt()).isEqualTo(3);
    assertThat(told.get("load").get("durationSeconds").asInt()).isEqualTo(15);
    List<Sample> rows = new ArrayList<>();
    JtlReader.read(run.resolve("samples.jtl"), row -> rows.add(SampleOf.copy(row)));
    assertThat(rows).allMatch(Sample::success);
    assertThat(rows).filteredOn(row -> row.label().equals("GET /health (start)")).hasSize(3);
    List<Sample> tickets = rows.stream().filter(row -> row.label().startsWith("POST ")).toList();
    assertThat(tickets)
        .isNotEmpty()
        .allMatch(row -> row.ticketId().toString().startsWith(told.get("run").asText() + "-"))
        .noneMatch(row -> row.jobId().isEmpty())
        .extracting(row -> row.ticketId().toString())
        .doesNotHaveDuplicates();
  }
}
