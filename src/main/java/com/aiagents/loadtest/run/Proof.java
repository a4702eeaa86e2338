package com.aiagents.loadtest.run;

import com.aiagents.loadtest.samples.SampleReader;
import com.aiagents.loadtest.target.Source;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.workflow.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Adds to a run's folder what became of its tickets. */
public final class Proof {
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
            was.name(), was.url(), was.tenant(), asked.database(), asked.redis());
    Optional<Path> samples = folder.findSamples();
    if (target.database().isEmpty() || samples.isEmpty()) {
      if (target.databaseSource() == Source.DECLARED_NONE && was.database() == null) {
        runFile.proven(facts, null, null).write(folder.runFile());
      }
      return false;
    }
    Ledger ledger = new Ledger();
    SampleReader.read(samples.get(), ledger::add);
    String prefix = runFile.run();
    Drain drain = new Drain(target, ledger, prefix, prefix + "-PROBE");
    boolean cutShort = interruption.requested();
    Optional<RunFile.Drain> drained = drain.await(timeout, interruption, listener);
    if (drained.isEmpty()) {
      return false;
    }
    RunFile.Reconciled reconciled = drain.writeWorkflow(folder.workflow());
    // without a Redis the queue itself was never seen empty, and a drain that Ctrl-C cut short
    // does not say that the queue could not be drained
    boolean tells = target.redis().isPresent() && (drained.get().complete() || !cutShort);
    runFile.proven(facts, tells ? drained.get() : null, reconciled).write(folder.runFile());
    return true;
  }

  /** What run.json says of a target. */
  static RunFile.TargetFacts facts(Target target) {
    return new RunFile.TargetFacts(
        target.name(),
        target.url().toString(),
        target.tenant(),
        text(target.databaseSource()),
        text(target.redisSource()));
  }

  /** A source as run.json names it. */
  static String text(Source source) {
    return source == Source.DECLARED_NONE
        ? "none"
        : source.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
