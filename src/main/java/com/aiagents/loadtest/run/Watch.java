package com.aiagents.loadtest.run;

import com.aiagents.loadtest.monitor.ApplicationLog;
import com.aiagents.loadtest.monitor.LogFindings;
import com.aiagents.loadtest.monitor.Monitor;
import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.Source;
import com.aiagents.loadtest.target.Target;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * All that watches a target and the generator from before the load until the drain has ended: the
 * monitor and the application log. Used by one thread.
 */
final class Watch implements AutoCloseable {
  private final RunFolder folder;
  private final Target.Logs logs;
  private final Secret secret;
  private final ApplicationLog log;
  private final Monitor monitor;

  private Watch(RunFolder folder, LoadRun.Order order, Agents agents) throws IOException {
    this.folder = folder;
    this.logs = order.target().logs();
    this.secret = order.secret();
    this.log = ApplicationLog.open(logs);
    // the secret is only known here when the target is the embedded one
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put(Secret.VARIABLE, secret.reveal());
    this.monitor =
        Monitor.start(
            folder.monitor(),
            order.target(),
            folder.generatorLog(),
            folder.id().ticketPrefix(),
            environment,
            agents::worst);
  }

  /** Begins to watch. */
  static Watch start(RunFolder folder, LoadRun.Order order, Agents agents) throws IOException {
    return new Watch(folder, order, agents);
  }

  /** What run.json says of the application log before it was read. */
  static RunFile.Logs facts(Target.Logs logs) {
    return new RunFile.Logs(Proof.text(logs.source()), null, null, null);
  }

  /**
   * Waits until every probe was asked once, tells which cannot run, and notes them in {@code
   * run.json}.
   *
   * @return the run with them
   */
  RunFile begun(RunFile run, RunListener listener) throws IOException, InterruptedException {
    Map<String, String> failed = monitor.awaitFirst();
    failed.values().forEach(reason -> listener.step("cannot watch: " + reason));
    if (failed.isEmpty()) {
      return run;
    }
    RunFile noted = run.withUnwatched(failed);
    noted.write(folder.runFile());
    return noted;
  }

  /** Reads the application log and completes {@code run.json}, as the drain left it. */
  void end(Interruption interruption, RunListener listener)
      throws IOException, InterruptedException {
    monitor.close();
    noteSilent();
    if (logs.source() != Source.NAMED) {
      return;
    }
    listener.step("reading the target's log");
    LogFindings found = log.read(folder.targetErrors(), secret, interruption::insisted);
    RunFile run = folder.readRunFile().orElseThrow();
    run.withLogs(
            new RunFile.Logs(
                Proof.text(logs.source()),
                found.lines(),
                found.errors(),
                found.lost().orElse(null)))
        .write(folder.runFile());
  }

  /**
   * A probe that fell silent in the middle says why, as one that never ran; one that could not run
   * at first and did later has nothing to say any more.
   */
  private void noteSilent() throws IOException {
    Map<String, String> silent = monitor.silent();
    RunFile run = folder.readRunFile().orElseThrow();
    if (!silent.isEmpty() || run.unwatched() != null) {
      run.withUnwatched(silent.isEmpty() ? null : silent).write(folder.runFile());
    }
  }

  /** Stops to watch, however the run ended. */
  @Override
  public void close() throws IOException {
    monitor.close();
  }
}
