package com.aiagents.loadtest.run;

import com.aiagents.loadtest.samples.WorkflowJtl;
import com.aiagents.loadtest.samples.WorkflowProblems;
import com.aiagents.loadtest.target.History;
import com.aiagents.loadtest.target.HistoryRows;
import com.aiagents.loadtest.target.Queue;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.unit.ClockOffset;
import com.aiagents.loadtest.unit.Clocks;
import com.aiagents.loadtest.unit.RunId;
import com.aiagents.loadtest.workflow.Reconciliation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits after the load until the queue is empty and every accepted ticket has an end state, and
 * follows each ticket to its row.
 *
 * <p>An empty queue alone is not drained: workers may still hold jobs. A source that does not
 * answer is asked again until the time is over; only then it is lost. Used by one thread.
 */
final class Drain implements AutoCloseable {
  private static final long POLL_MILLIS = 500;

  private final Target target;
  private final LedgerReading ledger;
  private final RunId run;
  private final Path work;
  private final long startedMillis = System.currentTimeMillis();
  private Reconciliation reconciliation;
  private Optional<String> queueLost = Optional.empty();

  /**
   * A drain.
   *
   * @param run whose tickets are followed
   * @param work gets working files if there are many tickets
   */
  Drain(Target target, LedgerReading ledger, RunId run, Path work) {
    this.target = target;
    this.ledger = ledger;
    this.run = run;
    this.work = work;
  }

  /** A drain of which only the queue can be seen: no ticket is followed. */
  static Drain ofQueue(Target target, RunId run) {
    return new Drain(target, null, run, null);
  }

  /**
   * How it ended.
   *
   * @param depth jobs that still waited; 0 without a Redis
   * @param unfinished accepted tickets without an end state; 0 without a database
   * @param clock the database's clock; null without a database
   */
  record End(
      boolean complete,
      long depth,
      long unfinished,
      Duration waited,
      long endedAtMillis,
      ClockOffset clock) {}

  /**
   * Drains. Without a database only the queue is waited for.
   *
   * @param timeout how long to wait at most
   * @return how it ended; empty if the user stopped it before it was complete
   * @throws TargetException if the history could not be read in all that time
   */
  Optional<End> await(Duration timeout, Interruption interruption, RunListener listener)
      throws TargetException, IOException, InterruptedException {
    long start = System.nanoTime();
    boolean wasInterrupted = interruption.requested();
    String said = "";
    while (true) {
      long lookStart = System.nanoTime();
      boolean over = Duration.ofNanos(lookStart - start).compareTo(timeout) >= 0;
      long depth = 0;
      long unfinished = 0;
      ClockOffset clock = null;
      TargetException silent = null;
      try {
        depth = depth();
        if (target.database().isPresent()) {
          History history = new History(target);
          // the count is cheap: every ticket is followed only when it may be the last time
          unfinished = depth + history.pending(run.ticketPrefix());
          if (over || unfinished == 0) {
            clock = history.clock();
            if (!look(interruption::insisted)) {
              return Optional.empty();
            }
            unfinished = reconciliation.unfinished();
          }
        }
      } catch (TargetException e) {
        silent = e;
      }
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      boolean complete = silent == null && queueLost.isEmpty() && depth == 0 && unfinished == 0;
      if (complete || over) {
        if (silent != null) {
          throw silent;
        }
        return Optional.of(
            new End(complete, depth, unfinished, waited, System.currentTimeMillis(), clock));
      }
      if (wasInterrupted ? interruption.insisted() : interruption.requested()) {
        return Optional.empty();
      }
      Optional<String> why = silent == null ? queueLost : Optional.of(silent.getMessage());
      if (why.isEmpty()) {
        listener.draining(depth, unfinished, waited);
      } else if (!why.get().equals(said)) {
        said = why.get();
        listener.step("asking again: " + said);
      }
      // a look at a million rows takes seconds: the target gets as much rest as it had work
      long lookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lookStart);
      long leftMillis = timeout.minus(waited).toMillis();
      TimeUnit.MILLISECONDS.sleep(
          Math.max(1, Math.min(leftMillis, Math.max(POLL_MILLIS, 4 * lookMillis))));
    }
  }

  private long depth() throws TargetException {
    if (target.redis().isEmpty()) {
      return 0;
    }
    try {
      long depth = new Queue(target).depth();
      queueLost = Optional.empty();
      return depth;
    } catch (TargetException e) {
      // the rows can be followed all the same; what needs the queue is not proven
      queueLost = Optional.of(e.getMessage());
      return 0;
    }
  }

  /** Why the queue could not be asked the last time; empty if it could, or if there is none. */
  Optional<String> queueLost() {
    return queueLost;
  }

  /** Follows every ticket; false if that was stopped. */
  private boolean look(BooleanSupplier stop)
      throws TargetException, IOException, InterruptedException {
    if (reconciliation != null) {
      reconciliation.close();
      reconciliation = null;
    }
    Reconciliation next = new Reconciliation(run.probeTicket(), work);
    try {
      if (target.redis().isPresent() && queueLost.isEmpty()) {
        // the queue first: a job that is picked up in between has its row when the rows are read
        new Queue(target).forEachTicket(run.ticketPrefix(), next::queued);
      }
      try (HistoryRows rows = new History(target).rows(run.ticketPrefix())) {
        next.expect(ledger.complete());
        if (!rows.forEach(next::add, stop)) {
          next.close();
          return false;
        }
      }
      next.match();
    } catch (TargetException | IOException | InterruptedException | RuntimeException e) {
      next.close();
      throw e;
    }
    reconciliation = next;
    return true;
  }

  /** What the rows say of the workers' clock; after an {@link #await} that came to its end. */
  Long workerOffsetMillis() {
    return reconciliation.workerOffsetMillis();
  }

  /** Writes what became of every ticket; after an {@link #await} that came to its end. */
  Reconciliation.Result write(Clocks clocks, End end, Path workflow, Path problems)
      throws IOException {
    try (WorkflowJtl jtl = new WorkflowJtl(workflow);
        WorkflowProblems lines = new WorkflowProblems(problems)) {
      Reconciliation.Result result =
          reconciliation.write(clocks, startedMillis, end.endedAtMillis(), jtl, lines);
      lines.finish();
      jtl.finish();
      return result;
    }
  }

  @Override
  public void close() throws IOException {
    if (reconciliation != null) {
      reconciliation.close();
    }
  }
}
