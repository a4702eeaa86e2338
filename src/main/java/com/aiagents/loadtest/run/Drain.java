package com.aiagents.loadtest.run;

import com.aiagents.loadtest.samples.WorkflowJtl;
import com.aiagents.loadtest.target.History;
import com.aiagents.loadtest.target.Queue;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.workflow.Fate;
import com.aiagents.loadtest.workflow.Ledger;
import com.aiagents.loadtest.workflow.Ledger.Answer;
import com.aiagents.loadtest.workflow.Ledger.Entry;
import com.aiagents.loadtest.workflow.Reconciliation;
import com.aiagents.loadtest.workflow.Reconciliation.Followed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Waits after the load until the queue is empty and every accepted ticket has an end state, and
 * follows each ticket to its row.
 *
 * <p>An empty queue alone is not drained: workers may still hold jobs.
 */
final class Drain {
  private static final long POLL_MILLIS = 500;

  private final Target target;
  private final Ledger ledger;
  private final String prefix;
  private final String probe;
  private Reconciliation reconciliation;
  private Set<String> queued = Set.of();

  Drain(Target target, Ledger ledger, String prefix, String probe) {
    this.target = target;
    this.ledger = ledger;
    this.prefix = prefix + "-";
    this.probe = probe;
  }

  /**
   * Drains.
   *
   * @param timeout how long to wait at most
   * @return how it ended; empty if the user stopped it before it was complete
   */
  Optional<RunFile.Drain> await(Duration timeout, Interruption interruption, RunListener listener)
      throws TargetException, InterruptedException {
    long start = System.nanoTime();
    boolean wasInterrupted = interruption.requested();
    while (true) {
      long depth = target.redis().isPresent() ? new Queue(target).depth() : 0;
      long unfinished = depth == 0 ? countUnfinished() : ledger.count(Answer.ACCEPTED);
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      boolean complete = depth == 0 && unfinished == 0;
      if (complete || elapsed.compareTo(timeout) >= 0) {
        if (!complete) {
          unfinished = countUnfinished();
        }
        return Optional.of(
            new RunFile.Drain(
                complete,
                depth,
                unfinished,
                elapsed.toMillis() / 1000.0,
                System.currentTimeMillis()));
      }
      if (wasInterrupted ? interruption.insisted() : interruption.requested()) {
        return Optional.empty();
      }
      listener.draining(depth, unfinished, elapsed);
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private long countUnfinished() throws TargetException {
    // the queue first: a job that is picked up in between has its row when the rows are read
    queued = target.redis().isPresent() ? new Queue(target).ticketIds() : Set.of();
    Reconciliation next = new Reconciliation(ledger, probe);
    new History(target).forEach(prefix, next::add);
    reconciliation = next;
    long now = System.currentTimeMillis();
    return ledger.entries().stream()
        .filter(e -> e.answer() == Answer.ACCEPTED)
        .map(e -> next.follow(e, queued, now).fate())
        .filter(fate -> fate == Fate.PENDING || fate == Fate.LOST)
        .count();
  }

  /** Writes what became of every accepted ticket; after an {@link #await} that came to its end. */
  RunFile.Reconciled writeWorkflow(Path file) throws IOException {
    long end = System.currentTimeMillis();
    try (WorkflowJtl jtl = new WorkflowJtl(file)) {
      for (Entry entry : ledger.entries()) {
        if (entry.answer() == Answer.ACCEPTED) {
          Followed followed = reconciliation.follow(entry, queued, end);
          jtl.add(
              entry.sentMillis(),
              followed.elapsedMillis(),
              followed.fate().text(),
              followed.fate() == Fate.COMPLETED,
              entry.ticketId(),
              entry.jobId());
        }
      }
      jtl.finish();
    }
    return new RunFile.Reconciled(
        reconciliation.duplicated(),
        reconciliation.stray(),
        ledger.count(Answer.REFUSED),
        ledger.count(Answer.UNKNOWN),
        reconciliation.processedAnyway());
  }
}
