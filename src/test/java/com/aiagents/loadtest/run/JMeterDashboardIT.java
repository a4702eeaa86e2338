package com.aiagents.loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.aiagents.loadtest.bench.JtlData;
import com.aiagents.loadtest.cli.LoadTest;
import com.aiagents.loadtest.target.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JMeter's dashboard by the real JMeter, and by one that never ends. */
class JMeterDashboardIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String NAME = "20261126-101500-peak";
  private static final Project PROJECT = Project.current();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path temp;
  private RunFolder folder;
  private Path samples;
  private Path earlier;

  @BeforeEach
  void aRunWithADashboard() throws IOException {
    folder = new RunFolder(Files.createDirectories(temp.resolve("out of the way ö").resolve(NAME)));
    samples = folder.samples();
    JtlData.main(new String[] {samples.toString(), "2000"});
    earlier = Files.createDirectory(folder.path().resolve("jmeter-dashboard")).resolve("earlier");
    Files.writeString(earlier, "as it was");
  }

  @AfterEach
  void nothingOfOursIsLeft() throws InterruptedException {
    Processes.awaitNone(folder.path().toString());
  }

  @Test
  void itsCountsAreThoseOfTheGate() throws Exception {
    // what one who was killed may leave
    Files.createDirectories(folder.path().resolve(".jmeter-dashboard/dashboard"));
    Optional<Path> page = JMeterDashboard.write(PROJECT, folder, Interruption.none());
    assertThat(page).hasValue(folder.path().resolve("jmeter-dashboard/index.html"));
    assertThat(Files.readString(page.orElseThrow()))
        .contains("<title>" + NAME + "</title>", "\"samples.jtl\"");
    assertThat(earlier).doesNotExist();
    assertOnly("samples.jtl", "jmeter-dashboard", "jmeter-dashboard.log");
    assertThat(Files.readString(folder.path().resolve("jmeter-dashboard.log")))
        .contains("o.a.j.JMeter: Version 5.6.3", "2000 samples produced")
        .doesNotContain(" ERROR ");
    assertThat(Path.of("jmeter.log")).doesNotExist();
    assertThat(Path.of("temp")).doesNotExist();
    // half an hour in about 150 points
    assertThat(Files.readString(page.orElseThrow().resolveSibling("content/js/graph.js")))
        .contains("\"granularity\": 12000")
        .doesNotContain("\"granularity\": 60000");

    JsonNode dashboard =
        JSON.readTree(page.orElseThrow().resolveSibling("statistics.json").toFile());
    JsonNode labels = JSON.readTree(gate()).get("labels");
    assertThat(labels).hasSize(6);
    assertThat(dashboard).hasSize(6);
    for (JsonNode gate : labels) {
      String label = gate.get("label").asText();
      JsonNode jmeter = dashboard.get(label.equals("TOTAL") ? "Total" : label);
      assertThat(jmeter.get("sampleCount").asLong())
          .as(label)
          .isEqualTo(gate.get("count").asLong());
      assertThat(jmeter.get("errorCount").asLong())
          .as(label)
          .isEqualTo(gate.get("errors").asLong());
      assertThat(jmeter.get("minResTime").asLong()).as(label).isEqualTo(gate.get("min").asLong());
      assertThat(jmeter.get("maxResTime").asLong()).as(label).isEqualTo(gate.get("max").asLong());
      assertThat(jmeter.get("meanResTime").asDouble())
          .as(label)
          .isCloseTo(gate.get("mean").asDouble(), within(0.001));
    }
    assertThat(dashboard.get("Total").get("sampleCount").asLong()).isEqualTo(2_000);
    assertThat(dashboard.get("Total").get("errorCount").asLong()).isPositive();
  }

  private String gate() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    LoadTest.execute(
        new PrintWriter(out), new PrintWriter(err), "gate", samples.toString(), "--format", "json");
    assertThat(err.toString()).isEmpty();
    return out.toString();
  }

  @Test
  void whatJMeterCannotReadLeavesTheEarlierOne() throws IOException {
    List<String> rows = Files.readAllLines(samples).subList(0, 20);
    String cut = String.join("\n", rows);
    Files.writeString(samples, cut.substring(0, cut.lastIndexOf(",text,")));
    assertRefused(PROJECT, "JMeter ended with status 1: ", "line 20 in '" + samples + "'")
        .hasMessageEndingWith(", see " + folder.path().resolve("jmeter-dashboard.log"));
    assertOnly("samples.jtl", "jmeter-dashboard", "jmeter-dashboard.log");
  }

  @Test
  void withoutASampleThereIsNone() throws IOException {
    String header = Files.readAllLines(samples).get(0);
    for (String empty : List.of("", header + "\n")) {
      Files.writeString(samples, empty);
      assertRefused(PROJECT, samples + ": no sample, found no sound row of CSV");
    }
    Files.delete(samples);
    assertRefused(PROJECT, folder.path() + ": no sample, found no JTL");
    assertOnly("jmeter-dashboard");
  }

  @Test
  void withoutAJMeterThereIsNone() throws IOException {
    Project project = new Project(Files.createDirectory(temp.resolve("project")));
    Path note = project.build().resolve("jmeter-home.json");
    assertRefused(project, "no JMeter: " + note + " not found; ");
    Files.createDirectory(project.build());
    Files.writeString(note, "{");
    assertRefused(project, "no JMeter: " + note + " is no JSON; ");
    Files.writeString(note, "{}");
    assertRefused(project, "no JMeter: " + note + " names none; ");
    writeNote(project, "gone.jar");
    assertRefused(project, "no JMeter: " + project.home().resolve("bin/gone.jar") + " not found; ");
    assertOnly("samples.jtl", "jmeter-dashboard");
  }

  @Test
  void aJMeterThatNeverEndsIsEndedAndGetsNoSecret() throws Exception {
    Project project = withEndlessJMeter();
    assertThatThrownBy(
            () ->
                JMeterDashboard.write(
                    project, folder, Interruption.none(), Duration.ofMillis(1_500)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(samples + ": JMeter did not end within 1 s, see ");
    assertThat(System.getenv()).containsKey(Secret.VARIABLE);
    assertThat(Files.readString(folder.path().resolve("jmeter-dashboard.log")))
        .contains("PATH=", "waiting")
        .doesNotContain(Secret.VARIABLE, System.getenv(Secret.VARIABLE));
    assertUntouched();
  }

  @Test
  void theUserStopsIt() throws Exception {
    Project project = withEndlessJMeter();
    Interruption interruption = Interruption.none();
    CompletableFuture<Optional<Path>> dashboard = beside(project, interruption);
    awaitHalfADashboard();
    interruption.request();
    assertThat(dashboard.get(30, TimeUnit.SECONDS)).isEmpty();
    assertUntouched();
  }

  @Test
  void aLoadThatTheUserStoppedHasADashboardUnlessHeInsists() throws Exception {
    Project project = withEndlessJMeter();
    Interruption interruption = Interruption.none();
    interruption.request();
    CompletableFuture<Optional<Path>> dashboard = beside(project, interruption);
    awaitHalfADashboard();
    TimeUnit.MILLISECONDS.sleep(300);
    assertThat(dashboard).isNotDone();
    interruption.request();
    assertThat(dashboard.get(30, TimeUnit.SECONDS)).isEmpty();
    assertUntouched();
  }

  @Test
  void itDiesWithUs() throws Exception {
    Project project = withEndlessJMeter();
    Process launcher =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName(),
                project.home().toString(),
                folder.path().toString())
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("launcher.log").toFile())
            .start();
    try {
      awaitHalfADashboard();
    } finally {
      launcher.destroyForcibly();
    }
    Processes.awaitNone(folder.path().toString());
    Processes.await(
        "the guard removed the half dashboard",
        Duration.ofSeconds(10),
        () -> Files.notExists(folder.path().resolve(".jmeter-dashboard")));
    assertUntouched();
  }

  private CompletableFuture<Optional<Path>> beside(Project project, Interruption interruption) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return JMeterDashboard.write(project, folder, interruption, PATIENCE);
          } catch (EnvironmentException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        work -> new Thread(work, "dashboard").start());
  }

  private void awaitHalfADashboard() throws InterruptedException {
    Path half = folder.path().resolve(".jmeter-dashboard/dashboard/index.html");
    Processes.await("JMeter is at work", Duration.ofSeconds(30), () -> Files.exists(half));
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      Project project, String... words) throws IOException {
    var thrown =
        assertThatThrownBy(() -> JMeterDashboard.write(project, folder, Interruption.none()))
            .isInstanceOf(EnvironmentException.class)
            .hasMessageStartingWith("JMeter's dashboard: ")
            .hasMessageContainingAll(words)
            .hasMessageNotContaining("\n");
    assertThat(earlier).hasContent("as it was");
    return thrown;
  }

  private void assertUntouched() throws IOException {
    assertThat(earlier).hasContent("as it was");
    assertOnly("samples.jtl", "jmeter-dashboard", "jmeter-dashboard.log");
  }

  private void assertOnly(String... names) throws IOException {
    try (Stream<Path> files = Files.list(folder.path())) {
      assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder(names);
    }
  }

  private Project withEndlessJMeter() throws IOException {
    Project project = new Project(Files.createDirectory(temp.resolve("project")));
    Files.createDirectories(project.build());
    Files.createDirectory(project.guard().getParent());
    Files.copy(PROJECT.guard(), project.guard());
    writeNote(project, "endless.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Endless.class.getName());
    String file = Endless.class.getName().replace('.', '/') + ".class";
    Path bin = Files.createDirectory(project.home().resolve("bin"));
    try (InputStream in = Endless.class.getClassLoader().getResourceAsStream(file);
        JarOutputStream jar =
            new JarOutputStream(Files.newOutputStream(bin.resolve("endless.jar")), manifest)) {
      jar.putNextEntry(new ZipEntry(file));
      in.transferTo(jar);
    }
    return project;
  }

  private static void writeNote(Project project, String jar) throws IOException {
    JSON.writeValue(
        project.build().resolve("jmeter-home.json").toFile(),
        Map.of(
            "configurations",
            List.of(
                Map.of("jmeterDirectoryPath", project.home().toString(), "runtimeJarName", jar))));
  }

  /** In JMeter's place: tells its environment, makes half a dashboard and goes on for minutes. */
  static final class Endless {
    private Endless() {}

    public static void main(String[] args) throws Exception {
      System.getenv().forEach((name, value) -> System.out.println(name + "=" + value));
      System.out.println("waiting");
      Path half = Files.createDirectory(Path.of(args[List.of(args).indexOf("-o") + 1]));
      Files.createFile(half.resolve("index.html"));
      TimeUnit.MINUTES.sleep(5);
    }
  }

  /** A launcher that is killed. */
  static final class Launcher {
    private Launcher() {}

    public static void main(String[] args) throws Exception {
      JMeterDashboard.write(
          new Project(Path.of(args[0])), new RunFolder(Path.of(args[1])), Interruption.none());
    }
  }
}
