package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate on run folders that are made here, file by file. */
class GateTest {
  private static final long START = 1_700_000_000_000L;
  @TempDir private Path folder;
  private final StringBuilder samples = new StringBuilder();
  private final StringBuilder workflow = new StringBuilder();
  private final StringBuilder monitor = new StringBuilder();
  private String startedBy = "load-test run";
  private String logs = "{\"source\":\"named\",\"lines\":12,\"errors\":0}";
  private String state = "finished";
  private String note = "null";

  @BeforeEach
  void cleanRunOfAMinute() {
    samples.append(
        "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,allThreads,ticket_id,job_id\n");
    workflow.append(
        "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,ticket_id,job_id\n");
    for (int i = 0; i < 60; i++) {
      submit(i, "202", true);
      complete(i, 1_000 + i, "completed");
    }
    monitor.append(CleanMonitor.of(START));
  }

  @Test
  void aCleanRunPasses() throws IOException {
    CommandLineRun run = gate();
    assertThat(run.out()).endsWith("VERDICT baseline: PASS\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void theWarmUpIsNotCounted() throws IOException {
    // all submissions of the first 6 s are refused: they are in no rate, and the rates have no
    // others
    for (int i = 0; i < 6; i++) {
      replaceRow(i, "401", false);
      removeWorkflow(i);
    }
    assertThat(gate().out()).endsWith("VERDICT baseline: PASS\n");
    replaceRow(6, "401", false);
    removeWorkflow(6);
    CommandLineRun run = gate();
    assertThat(run.out()).contains("53 of 54 requests succeeded");
    assertThat(run.out()).contains("\nVERDICT baseline: WARNING\n");
    assertThat(run.code()).isZero();
    assertThat(CommandLineRun.of("gate", folder.toString(), "--fail-on", "warning").code())
        .isEqualTo(3);
  }

  @Test
  void aLostTicketOfTheWarmUpStillFails() throws IOException {
    removeWorkflow(0);
    complete(0, 70_000, "lost");
    CommandLineRun run = gate();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("workflow.lost: 1 of 60 accepted tickets have no row and no job");
  }

  @Test
  void aKilledRunIsInvalid() throws IOException {
    state = "running";
    CommandLineRun run = gate();
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out()).contains("the run has no end: it was killed, or is still running");
  }

  @Test
  void anInterruptedRunIsInvalidAndSaysWhy() throws IOException {
    state = "interrupted";
    note = "\"stopped by the user\"";
    assertThat(gate().out()).contains("the run was interrupted: stopped by the user");
  }

  @Test
  void aLoadThatEndedEarlyIsInvalid() throws IOException {
    for (int i = 40; i < 60; i++) {
      removeSample(i);
      removeWorkflow(i);
    }
    CommandLineRun run = gate();
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out())
        .contains("the last request was sent 39.0 s after the first, planned were 60 s of load");
  }

  @Test
  void anEmptyJtlIsInvalid() throws IOException {
    samples.setLength(samples.indexOf("\n") + 1);
    workflow.setLength(workflow.indexOf("\n") + 1);
    assertThat(gate().code()).isEqualTo(4);
    Files.writeString(folder.resolve("samples.jtl"), "");
    assertThat(CommandLineRun.of("gate", folder.toString()).code()).isEqualTo(4);
    Files.delete(folder.resolve("samples.jtl"));
    CommandLineRun run = CommandLineRun.of("gate", folder.toString());
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out()).contains("there is no sample");
  }

  @Test
  void aMonitorThatIsMissingIsInvalid() throws IOException {
    gate();
    Files.delete(folder.resolve("monitor.csv"));
    CommandLineRun run = CommandLineRun.of("gate", folder.toString());
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out())
        .contains(
            "queue.buildup, system.responsive, generator.healthy, alarm.cpu, alarm.memory, alarm.queue,"
                + " alarm.connections: there is no monitor.csv: nobody watched the target");
  }

  @Test
  void aProbeThatDiedIsInvalid() throws IOException {
    int at = monitor.indexOf((START + 40_000) + ",redis");
    String rest = monitor.substring(at).replaceAll("\\d+,redis,[a-z_]+,\\d+\n", "");
    monitor.setLength(at);
    monitor.append(rest);
    CommandLineRun run = gate();
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out())
        .contains(
            "queue.buildup, alarm.queue: there is no reading of the queue depth for 21.0 s, from"
                + " 39.0 s on; needed is one every 5 s of the load");
  }

  @Test
  void aProbeThatCouldNotRunIsNamedUnderTheCriteria() throws IOException {
    reading(0, "docker", "up", 0);
    gate();
    Path runFile = folder.resolve("run.json");
    Files.writeString(
        runFile,
        Files.readString(runFile)
            .replaceFirst(
                "\\{",
                "{\"unwatched\":{\"docker\":\"docker: not found on the PATH\",\"metrics\":\"metrics: x\"},"));
    CommandLineRun run = CommandLineRun.of("gate", folder.toString());
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out())
        .contains(
            "\n  not watched all the time: docker: not found on the PATH; metrics: x\n",
            "of any container for 60.0 s, from 0.0 s on; needed is one every 15 s of the load"
                + " (docker: not found on the PATH)");
  }

  @Test
  void aTargetWithoutAnybodyWhoTellsOfItsCpuStandsAside() throws IOException {
    gate();
    Path runFile = folder.resolve("run.json");
    String text = Files.readString(runFile);
    assertThat(text).contains("\"redis\":");
    Files.writeString(runFile, text.replaceFirst("\"redis\":", "\"monitor\":\"none\",\"redis\":"));
    CommandLineRun run = CommandLineRun.of("gate", folder.toString());
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("alarm.cpu, alarm.memory: the target file declares that nobody tells");
  }

  @Test
  void aGeneratorThatPausedIsInvalidAndNoFailureOfTheTarget() throws IOException {
    reading(30, "generator", "longest_pause_millis", 1_234);
    CommandLineRun run = gate();
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out())
        .contains("generator.healthy: JMeter paused for 1.2 s at once, seen at 30.0 s")
        .contains("\nVERDICT baseline: INVALID\n");
  }

  @Test
  void aTargetThatStopsToAnswerFails() throws IOException {
    String all = monitor.toString();
    monitor.setLength(0);
    monitor.append(
        all.replaceAll("(?m)^(" + START / 100_000 + "[1-3]\\d{4},health,status),200$", "$1,503"));
    CommandLineRun run = gate();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("no 200 from GET /health for 29.0 s, from 10.0 s to 39.0 s");
  }

  @Test
  void aQueueThatBuiltUpAndRecoveredIsAWarning() throws IOException {
    for (int i = 20; i <= 40; i++) {
      int at = monitor.indexOf((START + i * 1_000L) + ",redis,queue_depth,0");
      monitor.replace(at, monitor.indexOf("\n", at) + 1, "");
      reading(i, "redis", "queue_depth", 100 + i);
    }
    CommandLineRun run = gate();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains(
            "built up from 20.0 s on (more jobs waited than 5 s of completions), peak 140 jobs at"
                + " 40.0 s, came down at 41.0 s")
        .containsPattern("queue.buildup +20.0 s +< 10 s +no end +54 +WARNING");
  }

  @Test
  void theEndOfTheDrainIsTheLastReadingOfTheQueue() throws IOException {
    for (int i = 20; i < 63; i++) {
      int at = monitor.indexOf((START + i * 1_000L) + ",redis,queue_depth,0");
      monitor.replace(at, monitor.indexOf("\n", at) + 1, "");
      reading(i, "redis", "queue_depth", 100);
    }
    assertThat(gate().out()).contains(", came down at 64.5 s");
    Files.writeString(
        folder.resolve("run.json"),
        Files.readString(folder.resolve("run.json"))
            .replace("\"queueDepth\":0", "\"queueDepth\":99"));
    CommandLineRun run = CommandLineRun.of("gate", folder.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("and at the end of the drain 99 jobs still waited");
  }

  @Test
  void anErrorInTheLogIsAWarning() throws IOException {
    logs = "{\"source\":\"named\",\"lines\":12,\"errors\":2}";
    Files.writeString(folder.resolve("target-errors.log"), "ERROR one\nERROR two\n");
    CommandLineRun run = gate();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("logs.errors: 2 of 12 lines are errors, the first: ERROR one")
        .contains("\nVERDICT baseline: WARNING\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{\"source\":\"not named\"}",
        "{\"source\":\"named\"}",
        "{\"source\":\"named\",\"lines\":5,\"errors\":0,\"lost\":\"a.log: vanished\"}"
      })
  void aLogThatIsNotKnownIsInvalid(String said) throws IOException {
    logs = said;
    CommandLineRun run = gate();
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out()).containsPattern("logs.errors .* INVALID");
  }

  @Test
  void aLogThatIsDeclaredAbsentStandsAside() throws IOException {
    logs = "{\"source\":\"none\"}";
    assertThat(gate().out())
        .containsPattern("logs.errors .* NOT APPLICABLE")
        .endsWith("VERDICT baseline: PASS\n");
  }

  @Test
  void aRunOfPlainMavenWasNotToBeWatched() throws IOException {
    startedBy = "plan";
    logs = "null";
    gate();
    Files.delete(folder.resolve("monitor.csv"));
    CommandLineRun run = CommandLineRun.of("gate", folder.toString());
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("plain Maven and the GUI do not watch the target: use load-test run");
  }

  @Test
  void aMonitorFileOfSomethingElseIsSaidInOneLine() throws IOException {
    monitor.insert(0, "x");
    CommandLineRun run = gate();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("monitor.csv: line 1: found no header").hasLineCount(1);
  }

  @Test
  void aMissingWorkflowFileIsInvalid() throws IOException {
    gate();
    Files.delete(folder.resolve("workflow.jtl"));
    CommandLineRun run = CommandLineRun.of("gate", folder.toString());
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out()).contains("so no workflow is proven");
  }

  @Test
  void aTicketLessInTheWorkflowFileIsInvalid() throws IOException {
    removeWorkflow(30);
    CommandLineRun run = gate();
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out())
        .contains(
            "run.json: 60 accepted tickets are not 59 completed + 0 failed + 0 pending + 0 lost + 0"
                + " corrupted");
  }

  @Test
  void anotherTicketInItsPlaceIsInvalid() throws IOException {
    removeWorkflow(30);
    complete(61, 1_000, "completed");
    CommandLineRun run = gate();
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out())
        .contains("workflow.jtl and the samples do not hold the same accepted tickets");
  }

  @Test
  void aProblemWithoutItsLineIsInvalid() throws IOException {
    removeWorkflow(30);
    complete(30, 70_000, "lost");
    gate();
    Files.writeString(
        folder.resolve("workflow-problems.csv"), "problem,ticket_id,job_id,timeStamp,detail\n");
    CommandLineRun run = CommandLineRun.of("gate", folder.toString());
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out())
        .contains("lost tickets in workflow-problems.csv and workflow.jtl: 0 and 1");
  }

  @Test
  void aDamagedRowInTheWorkflowFileIsInvalid() throws IOException {
    workflow.append("half a row\n");
    CommandLineRun run = gate();
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out()).contains("workflow.jtl has 1 unreadable rows");
  }

  @Test
  void aCutTailIsAFinding() throws IOException {
    samples.setLength(samples.length() - 5);
    removeWorkflow(59);
    CommandLineRun run = gate();
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out()).contains("damaged rows: 1, first on line 61");
  }

  @Test
  void aBareJtlProvesNoWorkflow() throws IOException {
    gate();
    CommandLineRun run =
        CommandLineRun.of(
            "gate", folder.resolve("samples.jtl").toString(), "--scenario", "baseline");
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out())
        .containsPattern("requests.success +100.000 %")
        .contains("VERDICT baseline: INVALID");
  }

  @Test
  void severalFilesMakeOneRun() throws IOException {
    gate();
    Path all = folder.resolve("samples.jtl");
    CommandLineRun twice = CommandLineRun.of("gate", all.toString(), all.toString());
    assertThat(twice.out()).containsPattern("TOTAL +120 ");
  }

  @Test
  void theSameBytesInGiveTheSameBytesOut() throws IOException {
    gate();
    String expected = CommandLineRun.of("gate", folder.toString(), "--format", "json").out();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("hi-IN-u-nu-deva"));
      assertThat(CommandLineRun.of("gate", folder.toString(), "--format", "json").out())
          .isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
    JsonNode json = new ObjectMapper().readTree(expected);
    assertThat(json.get("verdict").asText()).isEqualTo("PASS");
    assertThat(json.get("criteria")).hasSize(21);
    assertThat(json.get("evidence").get("rows").asInt()).isEqualTo(60);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 4 | '' ",
        "timeStamp,elapsed,label,success~ | 4 | '' ",
        "timeStamp,label,success~1,l,true~ | 2 | : line 1, byte 0: found no column elapsed",
        "hello~ | 2 | : line 1, byte 0: found no JTL header and no time stamp",
        "?\u0000?\u0001 | 2 | : line 1, byte 0: found no JTL header and no time stamp",
        "<html/> | 2 | : line 1: found element html, allowed are testResults, sample and httpSample"
      })
  void aFileWithoutSamplesIsNeverGreen(String text, int code, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("x.jtl"), text.replace('~', '\n'));
    CommandLineRun run = CommandLineRun.of("gate", file.toString());
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.err()).isEqualTo(code == 4 ? "" : "load-test: " + file + message + "\n");
  }

  @Test
  void damageIsShownWithItsPlace() throws IOException {
    samples.insert(samples.indexOf("\n") + 1, "broken\n");
    assertThat(gate().out())
        .contains("damaged rows: 1, first on line 2, byte 100: found 1 columns, allowed is 10\n");
  }

  @Test
  void theGateTestsItself() throws IOException {
    gate();
    Map<String, String> before = contents();
    CommandLineRun run = CommandLineRun.of("gate", "--self-test", folder.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(
            "samples.jtl with its header only",
            "every workflow took 59.999 s                   workflow.p95 PASS",
            "every workflow took 60.000 s                   workflow.p95 WARNING",
            "every workflow took 90.001 s                   workflow.p95 FAIL",
            "one ticket lost                                workflow.lost FAIL",
            "five jobs left in the queue                    queue.drained FAIL")
        .doesNotContain("WRONG")
        .endsWith("SELF-TEST: 15 mutations, every one judged as it must be\n");
    assertThat(run.code()).isZero();
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void aSelfTestNeedsARunThatPassed() throws IOException {
    state = "running";
    gate();
    CommandLineRun run = CommandLineRun.of("gate", "--self-test", folder.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "load-test: "
                + folder
                + ": its verdict is INVALID, a self-test needs a run that passed\n");
    assertThat(
            CommandLineRun.of("gate", "--self-test", folder.resolve("samples.jtl").toString())
                .err())
        .isEqualTo("load-test: --self-test: allowed is one run folder\n");
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }

  @Test
  void writesAFileWholeOrNotAtAll() throws IOException {
    Path out = Files.writeString(folder.resolve("verdict.json"), "earlier");
    gate();
    Path nowhere = folder.resolve("missing/verdict.json");
    CommandLineRun run =
        CommandLineRun.of(
            "gate", folder.toString(), "--format", "json", "--out", nowhere.toString());
    assertThat(run.code()).isEqualTo(5);
    assertThat(run.err()).startsWith("load-test: ").hasLineCount(1);
    assertThat(out).hasContent("earlier");
    CommandLineRun.of("gate", folder.toString(), "--format", "json", "--out", out.toString());
    assertThat(new ObjectMapper().readTree(out.toFile()).get("schema").asInt()).isEqualTo(1);
  }

  @Test
  void aBrokenRunFileIsSaidInOneLine() throws IOException {
    gate();
    Files.writeString(folder.resolve("run.json"), "{\"schema\":1,");
    CommandLineRun run = CommandLineRun.of("gate", folder.toString());
    assertThat(run.code()).isNotZero();
    assertThat(run.err()).contains("run.json").hasLineCount(1).doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{\"schema\":1}", "{\"schema\":2,\"run\":\"R\",\"state\":\"x\"}"})
  void aRunFileOfSomethingElseIsRefused(String text) throws IOException {
    gate();
    Files.writeString(folder.resolve("run.json"), text);
    CommandLineRun run = CommandLineRun.of("gate", folder.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("needed are schema 1, run and state").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "run_1", "r1", "%"})
  void aRunFileWhoseIdBeginsNoTicketIsRefused(String id) throws IOException {
    gate();
    Files.writeString(
        folder.resolve("run.json"), "{\"schema\":1,\"run\":\"" + id + "\",\"state\":\"finished\"}");
    CommandLineRun run = CommandLineRun.of("gate", folder.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("run.json: run id '" + id + "': allowed are 1 to 80 of A-Z, 0-9 and -")
        .hasLineCount(1);
  }

  @Test
  void aLostTicketIsFoundDaysLater() throws IOException {
    removeWorkflow(59);
    complete(59, 3 * 86_400_000L, "lost");
    CommandLineRun run = gate();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("1 of 60 accepted tickets have no row and no job");
  }

  @Test
  void aTicketThatWasCompletedBeforeItWasSentProvesNothing() throws IOException {
    removeWorkflow(59);
    complete(59, -1, "completed");
    CommandLineRun run = gate();
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out()).contains("1 tickets were completed before they were sent");
  }

  @Test
  void reconcileNeverReplacesAProof() throws IOException {
    gate();
    String runFile = Files.readString(folder.resolve("run.json"));
    CommandLineRun again = reconcileWithoutSources();
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("workflow.jtl: found the proof of this run").hasLineCount(1);

    Files.delete(folder.resolve("workflow.jtl"));
    CommandLineRun lessThanNamed = reconcileWithoutSources();
    assertThat(lessThanNamed.code()).isEqualTo(2);
    assertThat(lessThanNamed.err())
        .contains("found no Redis, needed is the one that the run's target named")
        .hasLineCount(1);
    assertThat(folder.resolve("run.json")).hasContent(runFile);
    assertThat(CommandLineRun.of("gate", folder.toString()).code()).isEqualTo(4);
  }

  @Test
  void aRunOfPlainMavenLearnsThatThereIsNoDatabase() throws IOException {
    gate();
    Files.delete(folder.resolve("workflow.jtl"));
    // the plan knows where it sends its load, and nothing of databases and logs
    Files.writeString(
        folder.resolve("run.json"),
        Files.readString(folder.resolve("run.json"))
            .replace("load-test run", "plan")
            .replace(",\"database\":\"named\",\"redis\":\"named\"", "")
            .replaceFirst("(?s),\\s*\"drain\":\\{[^}]*}", ""));
    assertThat(CommandLineRun.of("gate", folder.toString()).code()).isEqualTo(4);
    assertThat(reconcileWithoutSources().code()).isEqualTo(4);
    CommandLineRun run = CommandLineRun.of("gate", folder.toString());
    assertThat(run.out()).contains("NOT APPLICABLE").contains("VERDICT baseline: PASS");
    assertThat(run.code()).isZero();
  }

  @Test
  void reconcileWithoutADatabaseChangesNothing() throws IOException {
    gate();
    Files.delete(folder.resolve("workflow.jtl"));
    String runFile =
        Files.readString(folder.resolve("run.json")).replace("\"named\"", "\"not named\"");
    Files.writeString(folder.resolve("run.json"), runFile);
    CommandLineRun run = reconcileWithoutSources();
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err()).contains("declares that there is no database").hasLineCount(1);
    assertThat(folder.resolve("run.json")).hasContent(runFile);
    assertThat(CommandLineRun.of("gate", folder.toString()).code()).isEqualTo(4);
  }

  /** Reconciles with a target file that declares that there is neither database nor Redis. */
  private CommandLineRun reconcileWithoutSources() throws IOException {
    Path target =
        Files.writeString(
            folder.resolve("target.yaml"), "url: http://h\ntenant: t\ndatabase: none\nredis: none");
    return CommandLineRun.of("reconcile", folder.toString(), "--target", target.toString());
  }

  private CommandLineRun gate() throws IOException {
    Files.writeString(folder.resolve("samples.jtl"), samples);
    Files.writeString(folder.resolve("workflow.jtl"), workflow);
    Files.writeString(folder.resolve("workflow-problems.csv"), problems());
    Files.writeString(folder.resolve("monitor.csv"), monitor);
    Files.writeString(
        folder.resolve("run.json"),
        """
        {"schema":1,"run":"R","scenario":"baseline","state":"%s","startedBy":"%s",
         "target":{"name":"t","url":"http://h","tenant":"t","database":"named","redis":"named"},
         "load":{"users":10,"warmUpSeconds":6,"durationSeconds":60,
                 "thinkTimeMillis":10000,"thinkTimeShortestMillis":9984},
         "samples":"samples.jtl","note":%s,
         "drain":{"complete":true,"queueDepth":0,"unfinished":0,"seconds":1.5,"endedAtMillis":1700000064500},
         "logs":%s,
         "reconciliation":{"sent":%d,"accepted":%d,"refused":%d,"completed":%d,"lost":%d,"rows":60},
         "clocks":{"before":{"offsetMillis":0.1,"errorMillis":0.2,"atMillis":1},
                   "after":{"offsetMillis":0.1,"errorMillis":0.2,"atMillis":60001},
                   "workerOffsetMillis":3}}
        """
            .formatted(
                state,
                startedBy,
                note,
                logs,
                count(samples, ",202,") + count(samples, ",401,"),
                count(samples, ",202,"),
                count(samples, ",401,"),
                count(workflow, ",completed,"),
                count(workflow, ",lost,")));
    return CommandLineRun.of("gate", folder.toString());
  }

  private String problems() {
    StringBuilder lines = new StringBuilder("problem,ticket_id,job_id,timeStamp,detail\n");
    for (int i = 0; i < count(workflow, ",lost,"); i++) {
      lines.append("lost,R-x,j,1,gone\n");
    }
    return lines.toString();
  }

  private static int count(StringBuilder text, String word) {
    return text.toString().split(word, -1).length - 1;
  }

  private void reading(int second, String probe, String name, int value) {
    monitor.append(START + second * 1000L + "," + probe + "," + name + "," + value + "\n");
  }

  private void submit(int second, String code, boolean success) {
    samples.append(row(second, code, success));
  }

  private static String row(int second, String code, boolean success) {
    return (START + second * 1000L)
        + ",8,POST /webhooks/servicedesk/{tenant_id},"
        + code
        + ",,,"
        + success
        + ",10,R-"
        + second
        + ",j\n";
  }

  private void complete(int second, long elapsed, String fate) {
    workflow.append(
        (START + second * 1000L)
            + ","
            + elapsed
            + ",Complete enhancement workflow,"
            + fate
            + ",,,"
            + fate.equals("completed")
            + ",R-"
            + second
            + ",j\n");
  }

  private void replaceRow(int second, String code, boolean success) {
    String old = row(second, "202", true);
    int at = samples.indexOf(old);
    samples.replace(at, at + old.length(), row(second, code, success));
  }

  private void removeSample(int second) {
    String old = row(second, "202", true);
    int at = samples.indexOf(old);
    samples.delete(at, at + old.length());
  }

  private void removeWorkflow(int second) {
    int at = workflow.indexOf((START + second * 1000L) + ",");
    workflow.delete(at, workflow.indexOf("\n", at) + 1);
  }
}
