package com.aiagents.loadtest.workflow;

import com.aiagents.loadtest.samples.Problem;
import com.aiagents.loadtest.samples.WorkflowJtl;
import com.aiagents.loadtest.samples.WorkflowProblems;
import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.unit.Clocks;
import com.aiagents.loadtest.unit.TicketCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Follows the tickets of a ledger to their rows: a merge of two sorted streams.
 *
 * <p>First {@link #queued} for every job that still waits and {@link #expect} for the ledger, then
 * {@link #add} for every row of the run in the order of {@link TicketOrder} ({@code COLLATE "C"}),
 * then {@link #match}; {@link #write} then says what became of each ticket, in the order in which
 * they were sent. Neither the tickets nor the rows are ever all in memory. The expectation is the
 * ledger: a row can only be found or missing. Used by one thread; {@link #close()} removes the
 * working files.
 */
public final class Reconciliation implements AutoCloseable {
  private Ledger ledger;
  private final String probeTicket;
  private final SortedSpill<String> waiting;
  private final SortedSpill<Ticket> tickets;
  private final SortedSpill<Problem> strays;
  private final WorkerClock workerClock = new WorkerClock();
  private final List<HistoryRow> group = new ArrayList<>();
  private long groupRows;
  private SortedSpill.Cursor<Submission> sent;
  private SortedSpill.Cursor<String> jobs;
  private Submission submission;
  private String job;
  private long repeated;
  private long unfinished;
  private long rows;

  /**
   * A reconciliation.
   *
   * @param probeTicket the id of the signature probe: sent, but no part of the load
   * @param work gets working files if there are many tickets
   */
  public Reconciliation(String probeTicket, Path work) {
    this.probeTicket = probeTicket;
    this.waiting = new SortedSpill<>(work, "waiting", Strays.ID);
    this.tickets = new SortedSpill<>(work, "tickets", Ticket.BY_TIME);
    this.strays = new SortedSpill<>(work, "strays", Strays.BY_TICKET);
  }

  /** Takes the ticket of a job that still waits; before the first row. */
  public void queued(String ticketId) throws IOException {
    waiting.add(ticketId);
  }

  /** Takes the ledger, which must be complete; before the first row. */
  public void expect(Ledger complete) {
    ledger = complete;
  }

  /**
   * Takes a row of the history.
   *
   * @throws IllegalStateException if rows come out of order: a merge would call tickets lost
   */
  public void add(HistoryRow row) throws IOException {
    rows++;
    if (row.ticketId().equals(probeTicket)) {
      return;
    }
    if (groupRows > 0) {
      int order = TicketOrder.INSTANCE.compare(row.ticketId(), group.get(0).ticketId());
      if (order < 0) {
        throw new IllegalStateException(
            "history rows out of order: " + row.ticketId() + " after " + group.get(0).ticketId());
      }
      if (order > 0) {
        endGroup();
      }
    }
    if (group.size() < Ticket.ROWS_KEPT) {
      group.add(row);
    }
    groupRows++;
    workerClock.add(row);
  }

  /** Says that all rows were added. */
  public void match() throws IOException {
    if (groupRows > 0) {
      endGroup();
    }
    open();
    while (submission != null) {
      emit(List.of(), 0);
    }
    sent.close();
    jobs.close();
  }

  private void open() throws IOException {
    if (sent == null) {
      sent = ledger.byTicket();
      jobs = waiting.sorted();
      submission = sent.next();
      job = jobs.next();
    }
  }

  private void endGroup() throws IOException {
    open();
    String id = group.get(0).ticketId();
    while (submission != null && TicketOrder.INSTANCE.compare(submission.ticketId(), id) < 0) {
      emit(List.of(), 0);
    }
    if (submission == null || !submission.ticketId().equals(id)) {
      strays.add(stray(id, "", null, "nobody sent it"));
    } else if (submission.answer() == Answer.REFUSED) {
      strays.add(
          stray(
              id,
              submission.jobId(),
              submission.sentMillis(),
              "refused with " + submission.responseCode() + ", and processed all the same"));
      emit(List.of(), 0);
    } else {
      emit(List.copyOf(group), groupRows);
    }
    group.clear();
    groupRows = 0;
  }

  private static Problem stray(String ticket, String jobId, Long sentMillis, String detail) {
    return new Problem(Problem.Kind.STRAY, ticket, jobId, sentMillis, detail);
  }

  /** Hands the current submission on and goes to the next with another id. */
  private void emit(List<HistoryRow> rows, long rowCount) throws IOException {
    while (job != null && TicketOrder.INSTANCE.compare(job, submission.ticketId()) < 0) {
      job = jobs.next();
    }
    Ticket ticket = new Ticket(submission, rows, rowCount, submission.ticketId().equals(job));
    tickets.add(ticket);
    if (submission.answer() == Answer.ACCEPTED && ticket.isUnfinished()) {
      unfinished++;
    }
    String id = submission.ticketId();
    submission = sent.next();
    while (submission != null && submission.ticketId().equals(id)) {
      repeated++;
      submission = sent.next();
    }
  }

  /** Accepted tickets without an end state; after {@link #match}. */
  public long unfinished() {
    return unfinished;
  }

  /** What the rows say of the workers' clock, ms ahead of the database's; null if nothing. */
  public Long workerOffsetMillis() {
    return workerClock.offsetMillis();
  }

  /**
   * Writes what became of every ticket; after {@link #match}.
   *
   * @param clocks corrects the time stamps of the rows
   * @param drainStartMillis when the load had ended, epoch ms
   * @param endMillis the end of the drain, epoch ms: until then those without an end state waited
   */
  public Result write(
      Clocks clocks,
      long drainStartMillis,
      long endMillis,
      WorkflowJtl workflow,
      WorkflowProblems problems)
      throws IOException {
    Tally tally = new Tally();
    try (SortedSpill.Cursor<Ticket> all = tickets.sorted()) {
      for (Ticket ticket = all.next(); ticket != null; ticket = all.next()) {
        Found found = Found.of(ticket, clocks);
        tally.add(ticket, found.fate());
        if (ticket.submission().answer() == Answer.ACCEPTED) {
          WorkflowRow row = row(ticket.submission(), found, clocks, endMillis);
          workflow.add(row);
          if (found.fate() == Fate.COMPLETED
              && row.sentMillis() + row.elapsedMillis() > drainStartMillis) {
            tally.completedInDrain++;
          }
        }
        for (Problem problem : found.problems(ticket)) {
          problems.add(problem);
        }
      }
    }
    try (SortedSpill.Cursor<Problem> rest = strays.sorted()) {
      for (Problem stray = rest.next(); stray != null; stray = rest.next()) {
        problems.add(stray);
      }
    }
    return new Result(
        tally.counts(strays.size(), ledger.withoutId(), repeated, rows), tally.completedInDrain);
  }

  private static WorkflowRow row(Submission s, Found found, Clocks clocks, long endMillis) {
    OptionalLong queue = OptionalLong.empty();
    OptionalLong processing = OptionalLong.empty();
    long elapsed = Math.max(0, endMillis - s.sentMillis());
    HistoryRow row = found.row();
    if (row != null && row.createdMillis() != null) {
      long created = row.createdMillis() - clocks.databaseCorrectionMillis();
      queue = OptionalLong.of(created - s.sentMillis() - s.answerMillis());
      if (found.fate() == Fate.COMPLETED) {
        long completed =
            row.completedMillis()
                - clocks.workerCorrectionMillis()
                - clocks.databaseCorrectionMillis();
        processing = OptionalLong.of(completed - created);
        elapsed = completed - s.sentMillis();
      }
    }
    return new WorkflowRow(
        s.sentMillis(),
        elapsed,
        found.fate().text(),
        found.fate() == Fate.COMPLETED,
        found.detail(),
        s.ticketId(),
        s.jobId(),
        s.answerMillis(),
        queue,
        processing);
  }

  @Override
  public void close() throws IOException {
    if (sent != null) {
      sent.close();
      jobs.close();
    }
    waiting.close();
    tickets.close();
    strays.close();
  }

  /**
   * All numbers of a reconciliation.
   *
   * @param completedInDrain tickets that were completed after the load had ended
   */
  public record Result(TicketCounts counts, long completedInDrain) {}

  private static final class Tally {
    private final Map<Answer, Long> answers = new EnumMap<>(Answer.class);
    private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    private long processedAnyway;
    private long corruptedAnyway;
    private long duplicated;
    private long completedInDrain;

    void add(Ticket ticket, Fate fate) {
      Answer answer = ticket.submission().answer();
      answers.merge(answer, 1L, Long::sum);
      if (answer == Answer.ACCEPTED) {
        fates.merge(fate, 1L, Long::sum);
      } else if (answer == Answer.UNKNOWN && (ticket.rowCount() > 0 || ticket.queued())) {
        processedAnyway++;
        corruptedAnyway += fate == Fate.CORRUPTED ? 1 : 0;
      }
      duplicated += ticket.rowCount() > 1 ? 1 : 0;
    }

    TicketCounts counts(long stray, long withoutId, long repeated, long rows) {
      long unknown = answers.getOrDefault(Answer.UNKNOWN, 0L);
      return new TicketCounts(
          answers.values().stream().mapToLong(Long::longValue).sum(),
          answers.getOrDefault(Answer.ACCEPTED, 0L),
          answers.getOrDefault(Answer.REFUSED, 0L),
          unknown,
          fates.getOrDefault(Fate.COMPLETED, 0L),
          fates.getOrDefault(Fate.FAILED, 0L),
          fates.getOrDefault(Fate.PENDING, 0L),
          fates.getOrDefault(Fate.LOST, 0L),
          fates.getOrDefault(Fate.CORRUPTED, 0L),
          processedAnyway,
          unknown - processedAnyway,
          duplicated,
          stray,
          withoutId,
          repeated,
          rows,
          corruptedAnyway);
    }
  }
}
