package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gate on endurance runs that are made here: 60 s of warm-up, 5 minutes measured, one ticket a
 * second.
 */
class EnduranceGateTest {
  private static final long START = 1_700_000_000_000L;
  private static final int WARM_UP = 60;

  @TempDir private Path folder;
  private String startedBy = "plan";
  private int seconds = 360;
  private double answerGrowth;
  private double workflowGrowth;
  private int errorsFrom = Integer.MAX_VALUE;

  @Test
  void aRunThatStaysAsItIsPasses() throws IOException {
    CommandLineRun run = gate();
    assertThat(run.out())
        .containsPattern("stability.latency +0.000 % +<= 20 % +- +300 +PASS")
        .containsPattern("stability.errors +0.000 % +<= 20 % +- +300 +PASS")
        .contains(
            "stability.memory: the run was not made by load-test run, so nobody watched the"
                + " target's memory")
        .endsWith("VERDICT endurance: PASS\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void aWorkflowThatGetsSlowerIsAWarning() throws IOException {
    workflowGrowth = 0.4;
    CommandLineRun run = gate();
    assertThat(run.out())
        .contains(
            "stability.latency: complete workflow: median 2079 ms in the first fifth, 2719 ms in the last")
        .contains(" in 5m, p < 0.0001, 20 windows")
        .contains("\nVERDICT endurance: WARNING\n");
    assertThat(run.code()).isZero();
    assertThat(CommandLineRun.of("gate", folder.toString(), "--fail-on", "warning").code())
        .isEqualTo(3);
  }

  @Test
  void answersThatGetSlowerAreAWarning() throws IOException {
    answerGrowth = 0.4;
    assertThat(gate().out())
        .contains("stability.latency: webhook answers: median 208 ms in the first fifth");
  }

  @Test
  void errorsThatComeLateAreAWarning() throws IOException {
    errorsFrom = 205;
    CommandLineRun run = gate();
    assertThat(run.out())
        .containsPattern("stability.errors +unbounded +<= 20 % +- +300 +WARNING")
        .contains("stability.errors: errors of the task mix: 0.00 % in the first fifth");
  }

  @Test
  void aRunOfLessThanFourMinutesIsNotJudged() throws IOException {
    workflowGrowth = 0.4;
    seconds = WARM_UP + 239;
    assertThat(gate().out())
        .contains(
            "stability.latency, stability.errors, stability.memory: measured were 3m59s after the"
                + " warm-up, growth needs at least 4m")
        .endsWith("VERDICT endurance: PASS\n");
    seconds = WARM_UP + 240;
    assertThat(gate().out()).contains("\nVERDICT endurance: WARNING\n");
  }

  @Test
  void theLauncherShouldHaveObservedTheMemory() throws IOException {
    startedBy = "load-test run";
    CommandLineRun run = gate();
    assertThat(run.out()).contains("stability.memory: process memory was not observed");
    assertThat(run.code()).isEqualTo(4);
  }

  @Test
  void aRunThatWasKilledIsInvalid() throws IOException {
    gate();
    Path file = folder.resolve("run.json");
    Files.writeString(file, Files.readString(file).replace("finished", "running"));
    CommandLineRun run = CommandLineRun.of("gate", folder.toString());
    assertThat(run.out()).containsPattern("stability.latency +- +<= 20 % +- +0 +INVALID");
    assertThat(run.code()).isEqualTo(4);
  }

  @Test
  void aBareJtlIsMeasuredToItsLastRequest() throws IOException {
    errorsFrom = 205;
    gate();
    CommandLineRun run =
        CommandLineRun.of(
            "gate", folder.resolve("samples.jtl").toString(), "--scenario", "endurance");
    assertThat(run.out())
        .containsPattern("stability.latency +- .*INVALID")
        .containsPattern("stability.errors +unbounded .*WARNING");
    // without its name nobody knows that it is endurance
    assertThat(CommandLineRun.of("gate", folder.resolve("samples.jtl").toString()).out())
        .containsPattern("stability.errors .*NOT APPLICABLE");
  }

  @Test
  void theVerdictFileSaysThatThereIsNoLimitOfFailure() throws IOException {
    errorsFrom = 205;
    gate();
    JsonNode json =
        new ObjectMapper()
            .readTree(CommandLineRun.of("gate", folder.toString(), "--format", "json").out());
    JsonNode errors =
        json.get("criteria").findParents("id").stream()
            .filter(c -> c.get("id").asText().equals("stability.errors"))
            .findFirst()
            .orElseThrow();
    assertThat(errors.get("pass").asText()).isEqualTo("<= 0.2");
    assertThat(errors.get("fail").isNull()).isTrue();
    assertThat(errors.get("observed").asText()).isEqualTo("Infinity");
  }

  private CommandLineRun gate() throws IOException {
    StringBuilder samples =
        new StringBuilder(
            "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,allThreads,"
                + "ticket_id,job_id\n");
    StringBuilder workflow =
        new StringBuilder(
            "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,ticket_id,"
                + "job_id\n");
    int refusedTickets = 0;
    for (int i = 0; i < seconds; i++) {
      long sent = START + i * 1_000L;
      // the warm-up is slow, and must not hide what grows after it
      double done = i < WARM_UP ? 5 : (i - WARM_UP) / (double) (seconds - WARM_UP);
      boolean refused = i >= errorsFrom && i % 5 == 0;
      refusedTickets += refused ? 1 : 0;
      samples.append(
          String.format(
              "%d,%d,POST /webhooks/servicedesk/{tenant_id},%s,,,%s,10,R-%d,j%n",
              sent,
              Math.round(200 * (1 + answerGrowth * done)),
              refused ? "429" : "202",
              !refused,
              i));
      if (!refused) {
        workflow.append(
            String.format(
                "%d,%d,Complete enhancement workflow,completed,,,true,R-%d,j%n",
                sent, Math.round(2_000 * (1 + workflowGrowth * done)), i));
      }
    }
    Files.writeString(folder.resolve("samples.jtl"), samples);
    Files.writeString(folder.resolve("workflow.jtl"), workflow);
    Files.writeString(
        folder.resolve("run.json"),
        """
        {"schema":1,"run":"R","scenario":"endurance","state":"finished","startedBy":"%s",
         "target":{"name":"t","url":"http://h","tenant":"t","database":"named","redis":"named"},
         "load":{"users":10,"warmUpSeconds":%d,"durationSeconds":%d,
                 "thinkTimeMillis":10000,"thinkTimeShortestMillis":9600},
         "samples":"samples.jtl",
         "drain":{"complete":true,"queueDepth":0,"unfinished":0,"seconds":1.5,"endedAtMillis":1},
         "reconciliation":{"sent":%d,"accepted":%d,"refused":%d,"completed":%d,"rows":%d},
         "clocks":{"after":{"offsetMillis":0.1,"errorMillis":0.2,"atMillis":60001}}}
        """
            .formatted(
                startedBy,
                WARM_UP,
                seconds,
                seconds,
                seconds - refusedTickets,
                refusedTickets,
                seconds - refusedTickets,
                seconds - refusedTickets));
    Files.writeString(
        folder.resolve("workflow-problems.csv"), "problem,ticket_id,job_id,timeStamp,detail\n");
    return CommandLineRun.of("gate", folder.toString());
  }
}
