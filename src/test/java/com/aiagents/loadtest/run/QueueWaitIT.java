package com.aiagents.loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.samples.JtlReader;
import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.target.History;
import com.aiagents.loadtest.target.HistoryRows;
import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetClient;
import com.aiagents.loadtest.unit.RunId;
import com.aiagents.loadtest.workflow.HistoryRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time of a workflow holds the wait in the queue, which the table's created_at leaves out. */
class QueueWaitIT {
  private static final int TICKETS = 22;
  @TempDir private Path folder;

  @Test
  void aTicketThatWaitsTwentySecondsTakesTwentySeconds() throws Exception {
    Secret secret = Secret.random();
    try (EmbeddedProcess embedded =
        EmbeddedProcess.start(
            Project.current(),
            0,
            folder.resolve("target.log"),
            secret,
            List.of("--workers", "1", "--llm-median", "1000", "--llm-sigma", "0"))) {
      Target target = embedded.target();
      StringBuilder samples =
          new StringBuilder("timeStamp,elapsed,label,responseCode,success,ticket_id,job_id\n");
      for (int i = 0; i < TICKETS; i++) {
        RunId ticket = new RunId("wait-" + i);
        long sent = System.currentTimeMillis();
        new TargetClient(target).probeSignature(ticket, secret);
        samples.append(
            sent + ",5," + Task.SUBMIT.label() + ",202,true," + ticket.probeTicket() + ",j\n");
      }
      RunFolder run = new RunFolder(folder);
      Files.writeString(folder.resolve("samples.jtl"), samples);
      Files.writeString(run.runFile(), "{\"schema\":1,\"run\":\"WAIT\",\"state\":\"finished\"}");
      RunFile before = run.readRunFile().orElseThrow();
      Duration timeout = Duration.ofSeconds(60);

      // Ctrl-C in the middle of the drain: nothing is proven and nothing is written
      Interruption interruption = Interruption.none();
      RunListener impatient = new Silence(interruption::request);
      assertThat(Proof.add(run, before, target, timeout, interruption, impatient)).isFalse();
      assertThat(run.workflow()).doesNotExist();
      assertThat(run.readRunFile()).hasValue(before);

      // Ctrl-C before it: what could be seen is written, but a short drain is no failed one
      Duration moment = Duration.ofMillis(1);
      assertThat(Proof.add(run, before, target, moment, interruption, new Silence())).isTrue();
      assertThat(run.readRunFile().orElseThrow().drain()).isNull();
      assertThat(Files.readString(run.workflow())).contains(",pending,");

      interruption = Interruption.none();
      assertThat(Proof.add(run, before, target, timeout, interruption, new Silence())).isTrue();
      assertThat(run.readRunFile().orElseThrow().drain().complete()).isTrue();

      List<HistoryRow> rows = new ArrayList<>();
      try (HistoryRows all = new History(target).rows("WAIT-" + (TICKETS - 1))) {
        all.forEach(rows::add, () -> false);
      }
      assertThat(rows).hasSize(1);
      assertThat(rows.get(0).processingMillis()).isBetween(900, 3_000);
      List<Sample> workflow = new ArrayList<>();
      JtlReader.read(run.workflow(), row -> workflow.add(SampleOf.copy(row)));
      assertThat(workflow).hasSize(TICKETS);
      Sample last = workflow.get(TICKETS - 1);
      assertThat(last.responseCode()).isEqualTo("completed");
      assertThat(last.elapsedMillis()).isBetween(20_000L, 60_000L);
    }
  }
}
