package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reports of kept runs: arguments in, files out. */
class ReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> WRITTEN =
      List.of("verdict.json", "report.html", "junit.xml", "summary.md", "badge.json");

  private static final String SAMPLES =
      "timeStamp,elapsed,label,responseCode,responseMessage,success,allThreads,ticket_id,job_id\n";
  private static final String TICKETS =
      "timeStamp,elapsed,label,responseCode,success,failureMessage,Latency,ticket_id,job_id,queue_ms,"
          + "processing_ms\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "pass, PASS, brightgreen, 0, 0",
    "warning, WARNING, yellow, 0, 0",
    "fail, FAIL, red, 2, 0",
    "invalid, INVALID, lightgrey, 0, 10"
  })
  void everyFormatTellsTheSameVerdict(
      String name, String outcome, String color, int failures, int errors) throws Exception {
    Path run = KeptRun.in(folder, name);
    CommandLineRun report = CommandLineRun.of("report", run.toString());
    assertThat(report.err()).isEmpty();
    assertThat(report.out()).isEqualTo("written: " + run.resolve("report.html") + "\n");
    assertThat(report.code()).isZero();
    assertThat(JSON.readTree(run.resolve("verdict.json").toFile()).at("/verdict").asText())
        .isEqualTo(outcome);
    assertThat(JSON.readTree(run.resolve("badge.json").toFile()).at("/color").asText())
        .isEqualTo(color);
    var junit =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(run.resolve("junit.xml").toFile())
            .getDocumentElement();
    assertThat(junit.getAttribute("failures")).isEqualTo(Integer.toString(failures));
    assertThat(junit.getAttribute("errors")).isEqualTo(Integer.toString(errors));
    assertThat(Files.readString(run.resolve("summary.md"))).contains(outcome);
    assertThat(Files.size(run.resolve("report.html"))).isLessThan(400_000);
    CommandLineRun gate = CommandLineRun.of("gate", run.toString(), "--format", "json");
    assertThat(gate.out()).isEqualTo(Files.readString(run.resolve("verdict.json")));
  }

  @Test
  void theSameEvidenceGivesTheSameBytesInEveryLocale() throws IOException {
    Path run = KeptRun.in(folder, "fail");
    CommandLineRun.of("report", run.toString());
    Map<String, String> before = texts(run);
    Locale usual = Locale.getDefault();
    try {
      for (String locale : List.of("de-DE", "ar-EG-u-nu-arab", "tr-TR")) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        assertThat(CommandLineRun.of("report", run.toString()).err()).isEmpty();
        assertThat(texts(run)).isEqualTo(before);
      }
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  void aReportStaysAsStrictAsItsRunWas() throws Exception {
    Path run = KeptRun.in(folder, "warning");
    Path runFile = run.resolve("run.json");
    Files.writeString(
        runFile,
        Files.readString(runFile)
            .replace(
                "\"run\", \"baseline\"",
                "\"run\", \"baseline\", \"--require-proof\", \"--fail-on=warning\""));
    assertThat(CommandLineRun.of("report", run.toString()).code()).isZero();
    JsonNode verdict = JSON.readTree(run.resolve("verdict.json").toFile());
    assertThat(verdict.at("/criteria/0/outcome").asText()).isEqualTo("WARNING");
    assertThat(Files.readString(run.resolve("junit.xml")))
        .contains("failures=\"3\"", "under --require-proof that is a WARNING");
  }

  @Test
  void theGateWritesTheOtherFormatsToo() throws Exception {
    Path run = KeptRun.in(folder, "warning");
    Path junit = folder.resolve("j.xml");
    CommandLineRun gate =
        CommandLineRun.of("gate", run.toString(), "--format", "md", "--junit", junit.toString());
    assertThat(gate.code()).isZero();
    assertThat(gate.out()).contains("WARNING", "| `workflow.p95` |");
    assertThat(Files.readString(junit)).contains("failures=\"0\"");
    CommandLineRun.of("gate", run.toString(), "--fail-on", "warning", "--junit", junit.toString());
    assertThat(Files.readString(junit)).contains("failures=\"1\"");
    assertThat(CommandLineRun.of("gate", run.toString(), "--format", "xml").code()).isEqualTo(2);
  }

  @Test
  void whatIsNoRunIsRefusedInOneLine() throws IOException {
    Path nowhere = folder.resolve("nowhere");
    assertRefused(nowhere + ": not found, needed is the folder of a run or a suite", nowhere);
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertRefused(empty + ": found neither run.json nor samples.jtl, no run folder", empty);
    Path suite = Files.createDirectory(folder.resolve("suite"));
    Files.writeString(suite.resolve("suite.json"), "{\"schema\":1,\"runs\":[\"../../etc\"]}");
    assertRefused(
        suite.resolve("suite.json")
            + ": found '../../etc', needed is the folder of a run beside that of the suite",
        suite);
    Files.writeString(suite.resolve("suite.json"), "{\"schema\":1,\"runs\":[\n");
    assertRefused(
        suite.resolve("suite.json") + ": line 2: found no suite.json of this suite", suite);
    assertThat(CommandLineRun.of("report").err())
        .startsWith(
            "load-test: needed is the folder of a run or a suite, or --history RESULTS_DIR\n");
    assertThat(CommandLineRun.of("report", "--history", empty.toString()).err())
        .isEqualTo("load-test: " + empty + ": found no run with a verdict.json\n");
    Path run = KeptRun.in(empty, "pass");
    assertThat(CommandLineRun.of("report", "--history", empty.toString()).err())
        .isEqualTo(
            "load-test: "
                + empty
                + ": found no run with a verdict.json\nload-test: "
                + run.getFileName()
                + ": has no verdict.json; load-test report makes it\n");
    assertThat(CommandLineRun.of("report", "--history", empty.toString(), "--require-proof").err())
        .startsWith("load-test: --history: judges nothing, allowed beside it is RUN_DIR\n");
  }

  private static void assertRefused(String message, Path path) {
    CommandLineRun run = CommandLineRun.of("report", path.toString());
    assertThat(run.err()).isEqualTo("load-test: " + message + "\n");
    assertThat(run.code()).isEqualTo(2);
  }

  /**
   * A limit of the size of files stands for a full disk: no user may be root, who has no limit
   * else.
   */
  @Test
  void aWriteThatFailsLeavesTheEarlierReportUntouched() throws Exception {
    Path run = KeptRun.in(folder, "fail");
    CommandLineRun.of("report", run.toString());
    Map<String, String> before = texts(run);
    Files.writeString(
        run.resolve("thresholds.yaml"), "criteria: { requests.success: { pass: \"> 96%\" } }\n");
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -f 60 && exec \"$0\" -XX:-UsePerfData -cp \"$1\""
                    + " com.aiagents.loadtest.cli.LoadTest report \"$2\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"),
                run.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).isEqualTo("load-test: " + run.resolve("report.html") + ": File too large\n");
    assertThat(process.exitValue()).isEqualTo(5);
    assertThat(texts(run)).isEqualTo(before);
    assertThat(hidden(run)).isEmpty();
    assertThat(CommandLineRun.of("report", run.toString()).code()).isZero();
    assertThat(texts(run)).isNotEqualTo(before);
  }

  @Test
  void aFolderInThePlaceOfAReportIsAnErrorOfTheEnvironment() throws Exception {
    Path run = KeptRun.in(folder, "fail");
    CommandLineRun.of("report", run.toString());
    Files.delete(run.resolve("report.html"));
    Files.createDirectories(run.resolve("report.html/x"));
    Files.writeString(
        run.resolve("thresholds.yaml"), "criteria: { requests.success: { pass: \"> 96%\" } }\n");
    String before = Files.readString(run.resolve("verdict.json"));
    CommandLineRun report = CommandLineRun.of("report", run.toString());
    assertThat(report.code()).isEqualTo(5);
    assertThat(report.err())
        .isEqualTo("load-test: " + run.resolve("report.html") + ": is a folder\n");
    assertThat(hidden(run)).isEmpty();
    assertThat(Files.readString(run.resolve("verdict.json"))).isEqualTo(before);
  }

  /** Two days, 2,000 labels that all go wrong, twenty containers: more than anybody ever makes. */
  @Test
  void aPageOfAnyRunIsSmall() throws Exception {
    Path run = KeptRun.in(folder, "fail");
    long start = 1_795_695_263_000L;
    StringBuilder samples = new StringBuilder(SAMPLES);
    StringBuilder tickets = new StringBuilder(TICKETS);
    for (int i = 0; i < 40_000; i++) {
      long at = start + i * 4_320L;
      samples.append(at).append(',').append(i * 7919L % 60_000).append(',');
      samples.append("x".repeat(70)).append(i % 1_990).append(",500,").append("m".repeat(190));
      samples.append(i / 1_990 % 5).append(",false,40,,\n");
      tickets.append(at).append(',').append(3_000 + i * 7919L % 60_000);
      tickets.append(",w,completed,true,,").append(i % 997).append(",T-").append(i).append(",j,");
      tickets.append(i % 1_009).append(',').append(i % 2_003).append('\n');
    }
    Files.writeString(run.resolve("samples.jtl"), samples);
    Files.writeString(run.resolve("workflow.jtl"), tickets);
    StringBuilder monitor = new StringBuilder("timeStamp,probe,reading,value\n");
    for (int i = 0; i < 34_000; i++) {
      String at = start + i * 5_000L + ",";
      monitor.append(at).append("docker,up,1\n");
      monitor.append(at).append("redis,queue_depth,").append(i * 7919 % 90_000).append('\n');
      monitor.append(at).append("database,connections,").append(i * 31 % 97).append('\n');
      monitor
          .append(at)
          .append("generator,cpu,0.")
          .append(100_000 + i * 7919 % 899_999)
          .append('\n');
      for (int part = 0; part < 20; part += 7) {
        String value = ",0." + (100_000 + i * 7919 % 899_999) + "\n";
        monitor.append(at).append("docker,cpu.part-").append(part).append(value);
        monitor.append(at).append("docker,memory.part-").append(part).append(value);
      }
    }
    Files.writeString(run.resolve("monitor.csv"), monitor);
    assertThat(CommandLineRun.of("report", run.toString()).err()).isEmpty();
    assertThat(Files.size(run.resolve("report.html"))).isBetween(500_000L, 3_000_000L);
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("1491 more labels stand in verdict.json", ">TOTAL</td>", "more errors stand");
  }

  @Test
  void aSuiteIsOnePageAndOneJUnitFile() throws Exception {
    Path pass = KeptRun.in(folder, "pass");
    Path fail = KeptRun.in(folder, "fail");
    Path suite = KeptRun.suite("20261126-120000-all", pass, fail);
    CommandLineRun report = CommandLineRun.of("report", suite.toString());
    assertThat(report.err()).isEmpty();
    assertThat(report.code()).isZero();
    String page = Files.readString(suite.resolve("report.html"));
    assertThat(page)
        .contains("href=\"../" + pass.getFileName() + "/report.html\"")
        .contains("href=\"../" + fail.getFileName() + "/report.html\"")
        .contains("13 of 314 accepted tickets have no row and no job");
    assertThat(Files.readString(suite.resolve("junit.xml")))
        .contains("failures=\"2\"", "tests=\"42\"");
    assertThat(Files.readString(suite.resolve("summary.txt"))).endsWith("VERDICT suite: FAIL\n");
    assertThat(Files.readString(suite.resolve("badge.json"))).contains("\"red\"");
    // written again it is the same
    Map<String, String> before = texts(suite);
    CommandLineRun.of("report", suite.toString());
    assertThat(texts(suite)).isEqualTo(before);
  }

  @Test
  void aSuiteThatEndedEarlyIsNotGreen() throws Exception {
    Path pass = KeptRun.in(folder, "pass");
    Path suite = Files.createDirectory(folder.resolve("20261126-120000-all"));
    Files.writeString(
        suite.resolve("suite.json"),
        "{\"schema\":1,\"runs\":[\""
            + pass.getFileName()
            + "\"],\"notRun\":[\"burst\",\"endurance\"]}");
    assertThat(CommandLineRun.of("report", suite.toString()).err()).isEmpty();
    assertThat(Files.readString(suite.resolve("summary.txt"))).endsWith("VERDICT suite: INVALID\n");
    assertThat(Files.readString(suite.resolve("badge.json"))).contains("lightgrey", "suite");
    assertThat(Files.readString(suite.resolve("junit.xml")))
        .contains("name=\"endurance\"", "<error");
    assertThat(Files.readString(suite.resolve("report.html")))
        .contains("endurance, not run")
        .doesNotContain("not run/report.html", "not%20run");
    assertThat(JSON.readTree(suite.resolve("suite.json").toFile()).at("/notRun/1").asText())
        .isEqualTo("endurance");
    Files.writeString(
        suite.resolve("suite.json"), "{\"schema\":1,\"runs\":[],\"notRun\":[\"lunch\"]}");
    assertRefused(
        suite.resolve("suite.json")
            + ": notRun: found 'lunch', allowed is baseline, peak, burst, endurance",
        suite);
  }

  /** run.json is evidence: whatever it holds, there is a report or one line. */
  @Test
  void aRunFileMayHoldAnything() throws Exception {
    Path run = KeptRun.in(folder, "pass");
    Path runFile = run.resolve("run.json");
    String sound = Files.readString(runFile);
    Files.writeString(
        runFile,
        sound
            .replaceFirst("\"jmeter\" : \"[^\"]*\"", "\"jmeter\" : null")
            .replaceFirst("\"run\", \"burst\"", "null, \"--require-proof\"")
            .replaceFirst("\"startedAt\" : \"[^\"]*\"", "\"startedAt\" : null"));
    assertThat(CommandLineRun.of("report", run.toString()).err()).isEmpty();
    Files.delete(runFile);
    assertThat(CommandLineRun.of("report", run.toString()).err()).isEmpty();
    assertThat(JSON.readTree(run.resolve("verdict.json").toFile()).at("/verdict").asText())
        .isEqualTo("INVALID");
    Files.writeString(runFile, sound);
    Files.delete(run.resolve("samples.jtl"));
    assertThat(CommandLineRun.of("report", run.toString()).err()).isEmpty();
    assertThat(Files.readString(run.resolve("report.html"))).contains("there is no sample");
  }

  @Test
  void aLimitOfAnotherUnitIsNeverDrawn() throws Exception {
    Path run = KeptRun.in(folder, "invalid");
    CommandLineRun.of("report", run.toString());
    // "< 10" s that an alarm may last is no share of the CPU and no number of jobs
    assertThat(Files.readString(run.resolve("report.html"))).doesNotContain("passes < 10 s");
  }

  @Test
  void aHistoryTellsRunsOfOnePlanAndTargetTogether() throws Exception {
    Path pass = KeptRun.in(folder, "pass");
    Path fail = KeptRun.in(folder, "fail");
    KeptRun.in(folder, "warning");
    Path later = Files.createDirectory(folder.resolve("20261127-121830-burst"));
    CommandLineRun.of("report", pass.toString());
    CommandLineRun.of("report", fail.toString());
    for (String file : List.of("run.json", "verdict.json")) {
      Files.writeString(
          later.resolve(file),
          Files.readString(pass.resolve(file))
              .replace("\"startedAt\" : \"2026-11-26", "\"startedAt\" : \"2026-11-27")
              .replaceFirst("\"observed\" : 1849,", "\"observed\" : \"Infinity\","));
    }
    CommandLineRun history = CommandLineRun.of("report", "--history", folder.toString());
    assertThat(history.err()).isEmpty();
    String page = Files.readString(folder.resolve("history.html"));
    assertThat(page)
        .contains("burst on embedded http://127.0.0.1 load-test-tenant: 40 users, 48 s")
        .contains("peak on embedded")
        .contains("20261126-121257-baseline: has no verdict.json; load-test report makes it")
        .contains("href=\"./20261126-121830-burst/report.html\"")
        .doesNotContain("href=\"./20261127-121830-burst/report.html\"")
        .contains("1.849 s", "never");
    assertThat(page.indexOf(">20261127-121830-burst<"))
        .isLessThan(page.indexOf(">20261126-121830-burst<"));
    CommandLineRun.of("report", fail.toString(), "--history", folder.toString());
    assertThat(Files.readString(folder.resolve("history.html")))
        .contains("peak on embedded")
        .doesNotContain("burst on embedded");
    Files.writeString(later.resolve("verdict.json"), "{");
    CommandLineRun.of("report", "--history", folder.toString());
    assertThat(Files.readString(folder.resolve("history.html")))
        .contains("20261127-121830-burst: verdict.json: line 1: no JSON");
  }

  private static Map<String, String> texts(Path run) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (String name : WRITTEN) {
      if (Files.exists(run.resolve(name))) {
        texts.put(name, Files.readString(run.resolve(name)));
      }
    }
    assertThat(texts).hasSizeGreaterThanOrEqualTo(WRITTEN.size() - 1);
    return texts;
  }

  private static List<String> hidden(Path run) throws IOException {
    List<String> hidden = new ArrayList<>();
    try (Stream<Path> files = Files.list(run)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(n -> n.startsWith("."))
          .forEach(hidden::add);
    }
    return hidden;
  }
}
