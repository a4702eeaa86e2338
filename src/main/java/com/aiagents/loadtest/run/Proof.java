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
   * @param runFile the run's facts so far
   * @param timeout how long the drain may take
   * @return the completed facts, as they were written
   * @throws IOException if the samples cannot be read or the folder cannot be written to
   */
  public static RunFile add(
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
    RunFile proven = runFile.proven(facts, null, null);
    if (target.database().isPresent() && samples.isPresent()) {
      Ledger ledger = new Ledger();
      SampleReader.read(samples.get(), ledger::add);
      String prefix = runFile.run();
      Drain drain = new Drain(target, ledger, prefix, prefix + "-PROBE");
      RunFile.Drain drained = drain.await(timeout, interruption, listener);
      RunFile.Reconciled reconciled = drain.writeWorkflow(folder.workflow());
      // without a Redis the queue itself was never seen empty
      proven = runFile.proven(facts, target.redis().isPresent() ? drained : null, reconciled);
    }
    proven.write(folder.runFile());
    return proven;
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

  private static String text(Source source) {
    return source == Source.DECLARED_NONE
        ? "none"
        : source.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
