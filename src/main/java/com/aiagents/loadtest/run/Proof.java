package com.aiagents.loadtest.run;

import com.aiagents.loadtest.target.Source;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.unit.ClockOffset;
import com.aiagents.loadtest.unit.Clocks;
import com.aiagents.loadtest.unit.Drained;
import com.aiagents.loadtest.workflow.Reconciliation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Adds to a run's folder what became of its tickets. */
public final class Proof {
  /** What run.json says of a source that was named and did not answer. */
  static final String LOST = "lost";

  private Proof() {}

  /**
   * Drains the target, writes {@code workflow.jtl} and completes {@code run.json}.
   *
   * <p>Writes neither when there is nothing to ask or to follow, or when the user stops the drain:
   * a later reconciliation can still add the proof. Only that a source is declared absent is added
   * to a run that did not say it.
   *
   * @param runFile the run's facts so far
   * @param timeout how long the drain may take
   * @return whether every accepted ticket was followed and {@code workflow.jtl} written
   * @throws IOException if the samples cannot be read or the folder cannot be written to
   */
  public static boolean add(
      RunFolder folder,
      RunFile runFile,
      Target target,
      Duration timeout,
      Interruption interruption,
      RunListener listener)
      throws IOException, TargetException, InterruptedException {
    RunFile.TargetFacts asked = facts(target);
    RunFile.TargetFacts was = runFile.target() == null ? asked : runFile.target();
    // where the load went is the run's to say; what could be asked is ours
    RunFile.TargetFacts facts =
        new RunFile.TargetFacts(
            was.name(), was.url(), was.tenant(), asked.database(), asked.redis(), was.monitor());
    Optional<Path> samples = folder.findSamples();
    if (target.database().isEmpty() || samples.isEmpty()) {
      if (target.databaseSource() == Source.DECLARED_NONE && was.database() == null) {
        runFile.withTarget(facts).write(folder.runFile());
      }
      return false;
    }
    Path work = folder.reconciliationWork();
    try (LedgerReading ledger = new LedgerReading(samples.get(), work);
        Drain drain = new Drain(target, ledger, runFile.id(), work)) {
      boolean cutShort = interruption.requested();
      Optional<Drain.End> end = drain.await(timeout, interruption, listener);
      if (end.isEmpty()) {
        return false;
      }
      ClockOffset after = end.get().clock();
      Clocks clocks =
          runFile.clocks() == null || runFile.clocks().before() == null
              ? Clocks.afterwards(
                  after, drain.workerOffsetMillis(), ledger.complete().lastSentMillis())
              : new Clocks(runFile.clocks().before(), after, drain.workerOffsetMillis());
      Reconciliation.Result result =
          drain.write(clocks, end.get(), folder.workflow(), folder.problems());
      runFile
          .proven(
              asked(facts, drain, listener),
              drained(end.get(), cutShort, result.completedInDrain()),
              result.counts(),
              clocks)
          .write(folder.runFile());
      return true;
    } finally {
      Files.deleteIfExists(work);
    }
  }

  /**
   * Waits for the queue of a target that names no database, so that jobs that stay are known, and
   * completes {@code run.json}.
   *
   * @param timeout how long it may take
   */
  static void ofQueue(
      RunFolder folder,
      RunFile runFile,
      Target target,
      Duration timeout,
      Interruption interruption,
      RunListener listener)
      throws IOException, TargetException, InterruptedException {
    boolean cutShort = interruption.requested();
    try (Drain drain = Drain.ofQueue(target, runFile.id())) {
      Optional<Drain.End> end = drain.await(timeout, interruption, listener);
      if (end.isPresent()) {
        runFile
            .proven(
                asked(runFile.target(), drain, listener),
                drained(end.get(), cutShort, 0),
                null,
                runFile.clocks())
            .write(folder.runFile());
      }
    }
  }

  private static RunFile.TargetFacts asked(
      RunFile.TargetFacts facts, Drain drain, RunListener listener) {
    if (drain.queueLost().isEmpty()) {
      return facts;
    }
    listener.step("the queue could not be asked: " + drain.queueLost().get());
    return facts.withRedis(LOST);
  }

  /** What run.json says of a drain; null if Ctrl-C cut it short: it could have come to its end. */
  private static Drained drained(Drain.End end, boolean cutShort, long completed) {
    if (cutShort && !end.complete()) {
      return null;
    }
    double seconds = end.waited().toMillis() / 1000.0;
    return new Drained(
        end.complete(),
        end.depth(),
        end.unfinished(),
        seconds,
        end.endedAtMillis(),
        completed,
        seconds > 0 ? completed / seconds : 0);
  }

  /** What run.json says of a target. */
  static RunFile.TargetFacts facts(Target target) {
    return new RunFile.TargetFacts(
        target.name(),
        target.url().toString(),
        target.tenant(),
        text(target.databaseSource()),
        text(target.redisSource()),
        text(target.monitor().source()));
  }

  /** A source as run.json names it. */
  static String text(Source source) {
    return source == Source.DECLARED_NONE
        ? "none"
        : source.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
