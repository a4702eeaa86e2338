package com.aiagents.loadtest.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aiagents.loadtest.samples.JtlReader;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.samples.WorkflowJtl;
import com.aiagents.loadtest.samples.WorkflowProblems;
import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.unit.ClockOffset;
import com.aiagents.loadtest.unit.Clocks;
import com.aiagents.loadtest.unit.TicketCounts;
import com.aiagents.loadtest.workflow.HistoryRow.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconciliationTest {
  private static final long END = 100_000;
  @TempDir private Path folder;
  private Ledger ledger;
  private final List<HistoryRow> rows = new ArrayList<>();
  private final List<String> queued = new ArrayList<>();
  private final List<WorkflowRow> workflow = new ArrayList<>();
  private ClockOffset database = new ClockOffset(0, 0.1, 1);
  private List<String> problems;
  private Reconciliation.Result result;

  @BeforeEach
  void emptyLedger() {
    ledger = new Ledger(folder.resolve("work"));
  }

  @Test
  void followsEveryAcceptedTicketToItsFate() throws IOException {
    for (String id : new String[] {"DONE", "FAILED", "PENDING", "QUEUED", "LOST"}) {
      submit(id, "202");
    }
    row("DONE", Status.COMPLETED, 21_500L, true, false);
    row("FAILED", Status.FAILED, null, false, true);
    row("PENDING", Status.PENDING, null, false, false);
    queued.add("QUEUED");
    reconcile();
    assertThat(workflow)
        .extracting(w -> w.ticketId() + " " + w.fate() + " " + w.elapsedMillis())
        // sent at 1,000: the wait in the queue is part of the workflow, and what never ends waits
        // till the end
        .containsExactly(
            "DONE completed 20500",
            "FAILED failed 99000",
            "LOST lost 99000",
            "PENDING pending 99000",
            "QUEUED pending 99000");
    assertThat(problems)
        .containsExactly(
            "failed,FAILED,j-FAILED,1000,failed with an error message",
            "lost,LOST,j-LOST,1000,no row and no job in the queue",
            "pending,PENDING,j-PENDING,1000,its row is still pending",
            "pending,QUEUED,j-QUEUED,1000,its job still waits in the queue");
    assertThat(result.counts())
        .isEqualTo(new TicketCounts(5, 5, 0, 0, 1, 1, 2, 1, 0, 0, 0, 0, 0, 0, 0, 3, 0));
  }

  @Test
  void everyWayOfBeingHalfWrittenIsSeen() throws IOException {
    for (String id : new String[] {"A", "B", "C", "D", "E", "F", "G"}) {
      submit(id, "202");
    }
    row("A", Status.COMPLETED, null, true, false);
    row("B", Status.COMPLETED, 3_000L, false, false);
    row("C", Status.FAILED, 3_000L, false, false);
    row("D", Status.UNKNOWN, 3_000L, true, false);
    // created at 2,000
    row("E", Status.COMPLETED, 999L, true, false);
    rows.add(new HistoryRow("F", Status.COMPLETED, null, 3_000L, 1, true, false));
    // within the tolerance of two clocks
    row("G", Status.COMPLETED, 1_000L, true, false);
    reconcile();
    assertThat(problems)
        .containsExactly(
            "corrupted,A,j-A,1000,completed without completed_at",
            "corrupted,B,j-B,1000,completed without an output",
            "corrupted,C,j-C,1000,failed without an error message",
            "corrupted,D,j-D,1000,a status that the contract does not have",
            "corrupted,E,j-E,1000,completed 1001 ms before it was created",
            "corrupted,F,j-F,1000,created_at is no moment");
    assertThat(result.counts().corrupted()).isEqualTo(6);
  }

  @Test
  void countsWhatIsBesideTheBalance() throws IOException {
    submit("TWICE", "202");
    submit("TIMEOUT", "Non HTTP response code: java.net.SocketTimeoutException");
    submit("UNSEEN", "503");
    submit("WAITS", "500");
    submit("NO", "401");
    submit("NO-BUT", "429");
    row("TWICE", Status.COMPLETED, 3_000L, true, false);
    row("TWICE", Status.COMPLETED, 9_000L, true, false);
    row("TIMEOUT", Status.COMPLETED, 3_000L, true, false);
    row("NOBODY", Status.COMPLETED, 3_000L, true, false);
    row("NO-BUT", Status.COMPLETED, 3_000L, true, false);
    row("PROBE", Status.COMPLETED, 3_000L, true, false);
    queued.add("WAITS");
    queued.add("OF-ANOTHER-RUN");
    reconcile();
    assertThat(result.counts())
        .isEqualTo(new TicketCounts(6, 1, 2, 3, 1, 0, 0, 0, 0, 2, 1, 1, 2, 0, 0, 6, 0));
    assertThat(result.counts().imbalance()).isEmpty();
    assertThat(problems)
        .containsExactly(
            "unknown,TIMEOUT,j-TIMEOUT,1000,\"answered Non HTTP response code:"
                + " java.net.SocketTimeoutException, processed anyway: completed\"",
            "duplicated,TWICE,j-TWICE,1000,2 rows",
            "unknown,UNSEEN,j-UNSEEN,1000,\"answered 503, never seen\"",
            "unknown,WAITS,j-WAITS,1000,\"answered 500, waits in the queue\"",
            "stray,NO-BUT,j-NO-BUT,1000,\"refused with 429, and processed all the same\"",
            "stray,NOBODY,,,nobody sent it");
    // the later of two completions: a duplicate must not make a ticket faster
    assertThat(workflow).extracting(WorkflowRow::elapsedMillis).containsExactly(8_000L);
  }

  @Test
  void aDamagedRowIsDamagedWhateverTheClientWasAnswered() throws IOException {
    submit("TIMEOUT", "Non HTTP response code: java.net.SocketTimeoutException");
    submit("FINE", "500");
    row("TIMEOUT", Status.COMPLETED, 3_000L, false, false);
    row("FINE", Status.COMPLETED, 3_000L, true, false);
    reconcile();
    assertThat(result.counts())
        .isEqualTo(new TicketCounts(2, 0, 0, 2, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 2, 1));
    assertThat(problems)
        .filteredOn(line -> line.startsWith("corrupted,"))
        .containsExactly("corrupted,TIMEOUT,j-TIMEOUT,1000,completed without an output");
  }

  @Test
  void theTimeIsSplitAndBothClocksAreTakenOff() throws IOException {
    submit("A", "202");
    submit("B", "202");
    database = new ClockOffset(300.4, 0.1, 1);
    // picked up at 2,300 by the database's clock, which is 300 ms ahead; done 4 s later by that of
    // a worker that is another 5 s ahead
    rows.add(new HistoryRow("A", Status.COMPLETED, 2_300L, 11_300L, 4_000, true, false));
    rows.add(new HistoryRow("B", Status.COMPLETED, 2_300L, 11_300L, 4_000, true, false));
    reconcile();
    WorkflowRow a = workflow.get(0);
    assertThat(a.acceptedMillis()).isEqualTo(5);
    assertThat(a.queueMillis()).hasValue(995);
    assertThat(a.processingMillis()).hasValue(4_000);
    assertThat(a.elapsedMillis()).isEqualTo(5_000);
    assertThat(problems).isEmpty();
  }

  @Test
  void aWorkerWithinASecondIsNotCorrected() throws IOException {
    submit("A", "202");
    rows.add(new HistoryRow("A", Status.COMPLETED, 2_000L, 6_999L, 4_000, true, false));
    reconcile();
    assertThat(workflow.get(0).elapsedMillis()).isEqualTo(5_999);
  }

  @Test
  void anEndBeforeTheBeginningStaysWhatItIs() throws IOException {
    submit("A", "202");
    rows.add(new HistoryRow("A", Status.COMPLETED, 500L, 400L, null, true, false));
    reconcile();
    assertThat(workflow.get(0).elapsedMillis()).isEqualTo(-600);
  }

  @Test
  void theWorstOfSeveralRowsCountsInAnyOrder() throws IOException {
    HistoryRow good = new HistoryRow("A", Status.COMPLETED, 2_000L, 3_000L, 1, true, false);
    HistoryRow bad = new HistoryRow("A", Status.COMPLETED, 2_000L, null, 1, false, false);
    submit("A", "202");
    for (List<HistoryRow> order : List.of(List.of(good, bad), List.of(bad, good))) {
      rows.clear();
      rows.addAll(order);
      reconcile();
      assertThat(workflow.get(0).fate()).isEqualTo("corrupted");
    }
  }

  @Test
  void theLedgerReadsSubmissionsOnly() throws IOException {
    submit("A", "202");
    ledger.add(new SampleOf(1, 1, Task.HISTORY.label(), "200", true, 1, "A", "j"));
    ledger.add(new SampleOf(1, 1, Task.SUBMIT.label(), "202", true, 1, "", "j"));
    submit("A", "202");
    submit("A", "202");
    reconcile();
    assertThat(result.counts().sent()).isEqualTo(1);
    assertThat(result.counts().withoutId()).isEqualTo(1);
    assertThat(result.counts().repeated()).isEqualTo(2);
  }

  @Test
  void rowsOutOfOrderAreNeverMerged() throws IOException {
    submit("A", "202");
    try (Reconciliation r = new Reconciliation("PROBE", folder)) {
      r.expect(ledger);
      r.add(new HistoryRow("B", Status.PENDING, 1L, null, null, false, false));
      assertThatThrownBy(
              () -> r.add(new HistoryRow("A", Status.PENDING, 1L, null, null, false, false)))
          .hasMessage("history rows out of order: A after B");
    }
  }

  @Test
  void idsAreOrderedAsTheDatabaseOrdersThem() {
    // by code point, as COLLATE "C" does: Java's own order puts the emoji before U+FF01
    List<String> expected = List.of("", "-", "A", "A-1", "A-10", "A-2", "é", "\uFF01", "😀");
    List<String> shuffled = new ArrayList<>(expected);
    Collections.shuffle(shuffled, new Random(3));
    shuffled.sort(TicketOrder.INSTANCE);
    assertThat(shuffled).isEqualTo(expected);
  }

  /** Law: what a merge finds is what was put in, for any mix, in any order of the samples. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theMergeFindsWhatWasPutIn(long seed) throws IOException {
    Random random = new Random(seed);
    long[] expected = new long[7];
    List<Runnable> submissions = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      String id = "R-" + i;
      String code = random.nextInt(20) == 0 ? "500" : random.nextInt(20) == 0 ? "429" : "202";
      submissions.add(() -> submitUnchecked(id, code));
      Answer answer = Answer.of(code);
      int fate = random.nextInt(10);
      boolean hasRow = answer != Answer.REFUSED && fate > 0;
      if (hasRow) {
        int copies = random.nextInt(50) == 0 ? 2 : 1;
        for (int c = 0; c < copies; c++) {
          row(
              id,
              fate == 1 ? Status.PENDING : Status.COMPLETED,
              fate == 1 ? null : 5_000L,
              true,
              false);
        }
        expected[5] += copies - 1;
      }
      if (answer == Answer.ACCEPTED) {
        expected[hasRow ? (fate == 1 ? 2 : 0) : 3]++;
      } else if (answer == Answer.UNKNOWN && hasRow) {
        expected[4]++;
      }
    }
    for (int i = 0; i < 7; i++) {
      row("R-STRAY-" + i, Status.COMPLETED, 5_000L, true, false);
    }
    Collections.shuffle(submissions, random);
    submissions.forEach(Runnable::run);
    reconcile();
    TicketCounts counts = result.counts();
    assertThat(counts.imbalance()).isEmpty();
    assertThat(
            List.of(
                counts.completed(),
                counts.pending(),
                counts.lost(),
                counts.processedAnyway(),
                counts.duplicated(),
                counts.stray()))
        .isEqualTo(List.of(expected[0], expected[2], expected[3], expected[4], expected[5], 7L));
    assertThat(workflow).hasSize((int) counts.accepted());
  }

  /** Law: sorting in pieces on disk is sorting. */
  @ParameterizedTest(name = "{0} bytes in memory")
  @ValueSource(ints = {1, 10, 70, 100_000})
  void aSpillSortsLikeAList(int inMemory) throws IOException {
    Random random = new Random(inMemory);
    List<String> values = random.ints(999, 0, 500).mapToObj(Integer::toString).toList();
    List<String> sorted = new ArrayList<>(values);
    sorted.sort(TicketOrder.INSTANCE);
    Path work = folder.resolve("spill");
    try (SortedSpill<String> spill = new SortedSpill<>(work, "s", Strays.ID, inMemory)) {
      for (String value : values) {
        spill.add(value);
      }
      for (int again = 0; again < 2; again++) {
        List<String> out = new ArrayList<>();
        try (SortedSpill.Cursor<String> cursor = spill.sorted()) {
          for (String v = cursor.next(); v != null; v = cursor.next()) {
            out.add(v);
          }
        }
        assertThat(out).isEqualTo(sorted);
      }
    }
    if (inMemory < 100_000) {
      assertThat(work).isEmptyDirectory();
    } else {
      assertThat(work).doesNotExist();
    }
  }

  @Test
  void theMedianOfTheWorkersClockIsExact() {
    WorkerClock clock = new WorkerClock();
    assertThat(clock.offsetMillis()).isNull();
    for (long difference : new long[] {-3_600_000, -5, 4, 7, 90_000}) {
      clock.add(new HistoryRow("A", Status.COMPLETED, 100L, 150 + difference, 50, true, false));
    }
    clock.add(new HistoryRow("A", Status.COMPLETED, 100L, null, 50, true, false));
    clock.add(new HistoryRow("A", Status.FAILED, 100L, 9_000L, 50, true, false));
    assertThat(clock.offsetMillis()).isEqualTo(4);
    WorkerClock far = new WorkerClock();
    far.add(new HistoryRow("A", Status.COMPLETED, 0L, -7_200_000L, 0, true, false));
    assertThat(far.offsetMillis()).isEqualTo(-7_200_000);
  }

  @Test
  void aFingerprintKnowsEveryTicketInAnyOrder() {
    assertThat(fingerprint("A", "B", "C")).isEqualTo(fingerprint("C", "A", "B"));
    assertThat(fingerprint("A", "B", "C"))
        .isNotEqualTo(fingerprint("A", "B"))
        .isNotEqualTo(fingerprint("A", "B", "D"))
        .isNotEqualTo(fingerprint("A", "B", "C", "C"));
  }

  private static long fingerprint(String... ids) {
    Fingerprint fingerprint = new Fingerprint();
    for (String id : ids) {
      fingerprint.add(id);
    }
    return fingerprint.value();
  }

  private void submitUnchecked(String id, String code) {
    try {
      submit(id, code);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void submit(String id, String code) throws IOException {
    ledger.add(
        new SampleOf(1_000, 5, Task.SUBMIT.label(), code, code.equals("202"), 1, id, "j-" + id));
  }

  private void row(String id, Status status, Long completed, boolean output, boolean error) {
    rows.add(new HistoryRow(id, status, 2_000L, completed, null, output, error));
  }

  private void reconcile() throws IOException {
    List<HistoryRow> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparing(HistoryRow::ticketId, TicketOrder.INSTANCE));
    Path file = folder.resolve("workflow.jtl");
    Path lines = folder.resolve("workflow-problems.csv");
    try (Reconciliation r = new Reconciliation("PROBE", folder.resolve("work"));
        WorkflowJtl jtl = new WorkflowJtl(file);
        WorkflowProblems csv = new WorkflowProblems(lines)) {
      r.expect(ledger);
      for (String id : queued) {
        r.queued(id);
      }
      for (HistoryRow row : sorted) {
        r.add(row);
      }
      r.match();
      result = r.write(new Clocks(null, database, r.workerOffsetMillis()), 0, END, jtl, csv);
      jtl.finish();
      csv.finish();
    }
    workflow.clear();
    JtlReader.readWorkflow(file, workflow::add);
    problems = Files.readAllLines(lines).subList(1, Files.readAllLines(lines).size());
  }
}
