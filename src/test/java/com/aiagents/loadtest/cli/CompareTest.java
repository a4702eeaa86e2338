package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two run folders that are made here, file by file, side by side. */
class CompareTest {
  private static final long START = 1_700_000_000_000L;
  private static final int TICKETS = 300;
  @TempDir private Path results;
  private Path a;
  private Path b;

  @BeforeEach
  void twoEqualRuns() throws IOException {
    a = run("A", i -> 20 + i % 41, i -> 900 + i % 300, 0);
    b = run("B", i -> 20 + (i + 7) % 41, i -> 900 + (i + 11) % 300, 0);
  }

  @Test
  void twoEqualRunsAreNotWorse() {
    CommandLineRun run = compare();
    assertThat(run.out()).endsWith("COMPARISON: NOT WORSE\n").contains("not significant");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  @Test
  void slowerRequestsAreWorse() throws IOException {
    b = run("B", i -> 40 + i % 41 * 3 / 2, i -> 900 + i % 300, 0);
    CommandLineRun run = compare();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .endsWith(
            "COMPARISON: WORSE: POST /webhooks/servicedesk/{tenant_id} (all times, slowest times);"
                + " TOTAL (all times, slowest times)\n");
  }

  @Test
  void aSlowerWorkflowIsWorse() throws IOException {
    b = run("B", i -> 20 + i % 41, i -> 1_200 + i % 400, 0);
    assertThat(compare().out())
        .endsWith("COMPARISON: WORSE: Complete enhancement workflow (all times, slowest times)\n");
    CommandLineRun better = CommandLineRun.of("compare", b.toString(), a.toString());
    assertThat(better.code()).isZero();
    assertThat(better.out()).contains("better, large").endsWith("COMPARISON: NOT WORSE\n");
  }

  @Test
  void aFailedCandidateIsComparedAndStaysRed() throws IOException {
    b = run("B", i -> 20 + i % 41, i -> 900 + i % 300, 1);
    CommandLineRun run = compare();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("B +B +baseline +FAIL")
        .endsWith("COMPARISON: FAIL: nothing is worse than in A, but B failed by itself\n");
    b = run("B", i -> 20 + i % 41, i -> 900 + i % 300, 50);
    assertThat(compare().out())
        .contains("COMPARISON: WORSE: Complete enhancement workflow (")
        .contains("to never");
  }

  @Test
  void aCandidateThatCouldNotBeJudgedIsNoPass() throws IOException {
    edit(b, "\"finished\"", "\"interrupted\"");
    CommandLineRun run = compare();
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out())
        .endsWith("COMPARISON: INVALID: nothing is worse than in A, but B could not be judged\n");
  }

  @Test
  void aFailedRunIsNoBaseline() throws IOException {
    a = run("A", i -> 20 + i % 41, i -> 900 + i % 300, 1);
    assertRefused(a + ": its own verdict is FAIL (workflow.lost), no baseline", "--anyway");
    a = run("A", i -> 20 + i % 41, i -> 900 + i % 300, 0);
    Files.delete(a.resolve("workflow.jtl"));
    CommandLineRun run = compare("--anyway");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("load-test: " + a + ": its own verdict is INVALID (workflow.success, ")
        .endsWith("), no baseline\n")
        .hasLineCount(1);
  }

  @ParameterizedTest(name = "{1} against {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"users\":10 | \"users\":20 | users: 10 and 20",
        "\"durationSeconds\":60 | \"durationSeconds\":59 | duration in s: 60 and 59",
        "\"warmUpSeconds\":6 | \"warmUpSeconds\":5 | warm-up in s: 6 and 5",
        "\"thinkTimeMillis\":2000 | \"thinkTimeMillis\":2001 | longest think time in ms: 2000 and 2001",
        "\"thinkTimeShortestMillis\":1960 | \"thinkTimeShortestMillis\":1961 | shortest think time in ms: 1960 and 1961",
        "\"fromSeconds\":1 | \"fromSeconds\":2 | users over time: 10 to 10 users from 1 to 60 s and 10 to 10 users from 2 to 60 s",
        "\"submit\":10 | \"submit\":9 | task mix: {submit=10} and {submit=9}",
        "\"baseline\" | \"peak\" | scenario: baseline and peak",
        "\"name\":\"embedded\" | \"name\":\"other\" | target name: embedded and other",
        "http://127.0.0.1:1 | https://127.0.0.1:1 | target url: http://127.0.0.1 and https://127.0.0.1",
        "\"tenant\":\"t\" | \"tenant\":\"u\" | tenant: t and u",
        "aa11 | bb22 | plan: aa11 and bb22, though users, times and task mix are the same: versions of the suite that build different plans"
      })
  void anotherLoadOrTargetIsRefused(String mine, String others, String message) throws IOException {
    edit(b, mine, others);
    CommandLineRun run = compare();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(
            "load-test: the runs differ in "
                + message
                + " (--anyway compares them all the same)\n");
    CommandLineRun anyway = compare("--anyway");
    assertThat(anyway.out()).contains("  they differ in " + message + "\n", "COMPARISON: ");
    assertThat(anyway.code()).isZero();
  }

  @Test
  void everyDifferenceHasALine() throws IOException {
    edit(b, "\"users\":10", "\"users\":20");
    edit(b, "aa11", "bb22");
    edit(b, "\"tenant\":\"t\"", "\"tenant\":\"u\"");
    assertThat(compare().err().lines())
        .containsExactly(
            "load-test: the runs differ in tenant: t and u (--anyway compares them all the same)",
            "load-test: the runs differ in users: 10 and 20 (--anyway compares them all the same)",
            "load-test: the runs differ in plan: aa11 and bb22 (--anyway compares them all the"
                + " same)");
  }

  @Test
  void onlyTheEmbeddedTargetHasAnotherPortEveryTime() throws IOException {
    edit(b, "http://127.0.0.1:1", "http://127.0.0.1:2");
    assertThat(compare().code()).isZero();
    edit(a, "\"embedded\"", "\"staging\"");
    edit(b, "\"embedded\"", "\"staging\"");
    assertThat(compare().err())
        .contains("differ in target url: http://127.0.0.1:1 and http://127.0.0.1:2 ");
  }

  @Test
  void aRunOfPlainMavenDoesNotKnowItsPlan() throws IOException {
    edit(b, ",\"planSha256\":\"aa11\"", "");
    assertThat(compare().code()).isZero();
  }

  @Test
  void whatIsNoRunIsRefused() throws IOException {
    Path missing = results.resolve("missing");
    Path file = Files.createFile(results.resolve("file"));
    Path empty = Files.createDirectory(results.resolve("empty"));
    Path kept = b;
    b = missing;
    assertRefused(missing + ": not found");
    b = file;
    assertRefused(file + ": no run folder");
    b = empty;
    assertRefused(empty + ": found no run.json, so nobody knows what was loaded, and how");
    b = kept;
    Files.delete(b.resolve("samples.jtl"));
    assertRefused(b + ": there is no sample", "--anyway");
    Files.writeString(b.resolve("samples.jtl"), "");
    assertRefused(b + ": there is no sample");
    b = Files.createSymbolicLink(results.resolve("link"), a);
    assertRefused(b + ": is the folder of RUN_A too, needed are two runs", "--anyway");
    b = run("A", i -> 20, i -> 900, 0, results.resolve("copy"));
    assertRefused(b + ": is the run A as RUN_A is, needed are two runs", "--anyway");
    assertThat(CommandLineRun.of("compare", a.toString()).code()).isEqualTo(2);
  }

  @Test
  void theSameBytesGiveTheSameJson() throws IOException {
    CommandLineRun run = compare("--format", "json");
    assertThat(compare("--format", "json")).isEqualTo(run);
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.get("result").asText()).isEqualTo("NOT_WORSE");
    assertThat(json.get("tests").asInt()).isEqualTo(9);
    assertThat(json.findValuesAsText("label"))
        .containsExactly(
            "POST /webhooks/servicedesk/{tenant_id}", "TOTAL", "Complete enhancement workflow");
    // those of the measurement window
    assertThat(json.at("/labels/2/a/count").asInt()).isEqualTo(270);
    assertThat(json.at("/labels/0/a/count").asInt()).isEqualTo(270);
    assertThat(json.at("/a/target").asText()).isEqualTo("embedded http://127.0.0.1 t");
  }

  @Test
  void writesAFileWholeOrNotAtAll() throws IOException {
    Path out = Files.writeString(results.resolve("compare.json"), "earlier");
    CommandLineRun run = compare("--format", "json", "--out", out.toString());
    assertThat(run.out()).endsWith("COMPARISON: NOT WORSE\n");
    assertThat(out).hasContent(compare("--format", "json").out());
    Path nowhere = results.resolve("nowhere/compare.json");
    assertThat(compare("--out", nowhere.toString()).code()).isEqualTo(5);
    assertThat(nowhere).doesNotExist();
  }

  private void assertRefused(String message, String... options) {
    CommandLineRun run = compare(options);
    assertThat(run.err()).isEqualTo("load-test: " + message + "\n");
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(2);
  }

  private CommandLineRun compare(String... options) {
    String[] line = new String[options.length + 3];
    line[0] = "compare";
    line[1] = a.toString();
    line[2] = b.toString();
    System.arraycopy(options, 0, line, 3, options.length);
    return CommandLineRun.of(line);
  }

  private static void edit(Path folder, String old, String text) throws IOException {
    Path file = folder.resolve("run.json");
    String before = Files.readString(file);
    assertThat(before).contains(old);
    Files.writeString(file, before.replace(old, text));
  }

  private Path run(String id, IntUnaryOperator answer, IntUnaryOperator workflow, int lost)
      throws IOException {
    return run(id, answer, workflow, lost, results.resolve(id));
  }

  /** A run of a minute, five tickets a second; the last ones are lost. */
  private static Path run(
      String id, IntUnaryOperator answer, IntUnaryOperator workflow, int lost, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    StringBuilder samples =
        new StringBuilder(
            "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,allThreads,ticket_id,job_id\n");
    StringBuilder tickets =
        new StringBuilder(
            "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,ticket_id,job_id\n");
    StringBuilder problems = new StringBuilder("problem,ticket_id,job_id,timeStamp,detail\n");
    // cold starts that differ as much as they like
    for (int i = 0; i < 20; i++) {
      samples.append(
          "%d,%d,GET /health (start),200,,,true,10,,\n".formatted(START + i, id.charAt(0) * i));
    }
    for (int i = 0; i < TICKETS; i++) {
      long sent = START + i * 200L;
      boolean gone = i >= TICKETS - lost;
      samples.append(
          "%d,%d,POST /webhooks/servicedesk/{tenant_id},202,,,true,10,%s-%d,j\n"
              .formatted(sent, answer.applyAsInt(i), id, i));
      tickets.append(
          "%d,%d,Complete enhancement workflow,%s,,,%s,%s-%d,j\n"
              .formatted(
                  sent,
                  gone ? 70_000 : workflow.applyAsInt(i),
                  gone ? "lost" : "completed",
                  !gone,
                  id,
                  i));
      if (gone) {
        problems.append("lost,%s-%d,j,%d,gone\n".formatted(id, i, sent));
      }
    }
    Files.writeString(folder.resolve("samples.jtl"), samples);
    Files.writeString(folder.resolve("workflow.jtl"), tickets);
    Files.writeString(folder.resolve("workflow-problems.csv"), problems);
    Files.writeString(folder.resolve("monitor.csv"), CleanMonitor.of(START));
    Files.writeString(
        folder.resolve("run.json"),
        """
        {"schema":1,"run":"%s","scenario":"baseline","state":"finished","startedBy":"load-test run",
         "target":{"name":"embedded","url":"http://127.0.0.1:1","tenant":"t","database":"named","redis":"named"},
         "load":{"users":10,"warmUpSeconds":6,"durationSeconds":60,"thinkTimeMillis":2000,"thinkTimeShortestMillis":1960,"mix":{"submit":10},
                 "profile":[{"name":"hold","fromSeconds":1,"toSeconds":60,"usersFrom":10,"usersTo":10}]},
         "samples":"samples.jtl","planSha256":"aa11",
         "drain":{"complete":true,"queueDepth":0,"unfinished":0,"seconds":1.5,"endedAtMillis":1700000064500},
         "logs":{"source":"named","lines":12,"errors":0},
         "reconciliation":{"sent":300,"accepted":300,"completed":%d,"lost":%d,"rows":300},
         "clocks":{"before":{"offsetMillis":0.1,"errorMillis":0.2,"atMillis":1},
                   "after":{"offsetMillis":0.1,"errorMillis":0.2,"atMillis":60001},
                   "workerOffsetMillis":3}}
        """
            .formatted(id, TICKETS - lost, lost));
    return folder;
  }
}
