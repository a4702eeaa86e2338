package com.aiagents.loadtest.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.workflow.HistoryRow.Status;
import com.aiagents.loadtest.workflow.Ledger.Answer;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
  private static final long END = 100_000;
  private final Ledger ledger = new Ledger();

  @Test
  void followsEveryAcceptedTicketToItsFate() {
    for (String id : new String[] {"done", "failed", "pending", "queued", "lost", "half", "mute"}) {
      submit(id, "202");
    }
    Reconciliation r = new Reconciliation(ledger, "PROBE");
    r.add(row("done", Status.COMPLETED, 21_500L, true, false));
    r.add(row("failed", Status.FAILED, null, false, true));
    r.add(row("pending", Status.PENDING, null, false, false));
    r.add(row("half", Status.COMPLETED, null, true, false));
    r.add(row("mute", Status.FAILED, null, false, false));
    assertThat(ledger.entries())
        .extracting(e -> r.follow(e, Set.of("queued"), END).fate())
        .containsExactly(
            Fate.COMPLETED,
            Fate.FAILED,
            Fate.PENDING,
            Fate.PENDING,
            Fate.LOST,
            Fate.CORRUPTED,
            Fate.CORRUPTED);
    // sent at 1,000: the wait in the queue is part of the workflow, and what never ends waits till
    // the end
    assertThat(ledger.entries())
        .extracting(e -> r.follow(e, Set.of("queued"), END).elapsedMillis())
        .containsExactly(20_500L, 99_000L, 99_000L, 99_000L, 99_000L, 99_000L, 99_000L);
  }

  @Test
  void countsWhatIsBesideTheBalance() {
    submit("twice", "202");
    submit("timeout", "Non HTTP response code: java.net.SocketTimeoutException");
    submit("unseen", "503");
    submit("no", "401");
    Reconciliation r = new Reconciliation(ledger, "PROBE");
    r.add(row("twice", Status.COMPLETED, 3_000L, true, false));
    r.add(row("twice", Status.COMPLETED, 9_000L, true, false));
    r.add(row("timeout", Status.COMPLETED, 3_000L, true, false));
    r.add(row("nobody", Status.COMPLETED, 3_000L, true, false));
    r.add(row("PROBE", Status.COMPLETED, 3_000L, true, false));
    assertThat(r.duplicated()).isEqualTo(1);
    assertThat(r.stray()).isEqualTo(1);
    assertThat(r.processedAnyway()).isEqualTo(1);
    assertThat(ledger.count(Answer.ACCEPTED)).isEqualTo(1);
    assertThat(ledger.count(Answer.UNKNOWN)).isEqualTo(2);
    assertThat(ledger.count(Answer.REFUSED)).isEqualTo(1);
    // the later of two completions: a duplicate must not make a ticket faster
    assertThat(r.follow(ledger.entries().iterator().next(), Set.of(), END).elapsedMillis())
        .isEqualTo(8_000);
  }

  @Test
  void anEndBeforeTheBeginningStaysWhatItIs() {
    submit("a", "202");
    Reconciliation r = new Reconciliation(ledger, "PROBE");
    r.add(row("a", Status.COMPLETED, 400L, true, false));
    assertThat(r.follow(ledger.entries().iterator().next(), Set.of(), END).elapsedMillis())
        .isEqualTo(-600);
  }

  @Test
  void theWorstOfSeveralRowsCountsInAnyOrder() {
    submit("a", "202");
    HistoryRow good = row("a", Status.COMPLETED, 3_000L, true, false);
    HistoryRow bad = row("a", Status.COMPLETED, null, false, false);
    for (HistoryRow[] order : new HistoryRow[][] {{good, bad}, {bad, good}}) {
      Reconciliation r = new Reconciliation(ledger, "PROBE");
      r.add(order[0]);
      r.add(order[1]);
      assertThat(r.follow(ledger.entries().iterator().next(), Set.of(), END).fate())
          .isEqualTo(Fate.CORRUPTED);
    }
  }

  @Test
  void theLedgerReadsSubmissionsOnly() {
    submit("a", "202");
    ledger.add(new Sample(1, 1, Task.HISTORY.label(), "200", true, 1, "a", "j"));
    ledger.add(new Sample(1, 1, Task.SUBMIT.label(), "202", true, 1, "", "j"));
    submit("a", "202");
    assertThat(ledger.entries()).hasSize(1);
    assertThat(ledger.withoutId()).isEqualTo(1);
    assertThat(ledger.repeated()).isEqualTo(1);
  }

  private void submit(String id, String code) {
    ledger.add(
        new Sample(1_000, 5, Task.SUBMIT.label(), code, code.equals("202"), 1, id, "j-" + id));
  }

  private static HistoryRow row(
      String id, Status status, Long completed, boolean output, boolean error) {
    return new HistoryRow(id, status, 2_000, completed, null, output, error);
  }
}
