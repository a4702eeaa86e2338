package com.aiagents.loadtest.run;

import com.aiagents.loadtest.monitor.ApplicationLog;
import com.aiagents.loadtest.monitor.LogFindings;
import com.aiagents.loadtest.monitor.Monitor;
import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.Source;
import com.aiagents.loadtest.target.Target;
import java.io.IOException;

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

  private Watch(RunFolder folder, LoadRun.Order order) throws IOException {
    this.folder = folder;
    this.logs = order.target().logs();
    this.secret = order.secret();
    this.log = ApplicationLog.open(logs);
    this.monitor = Monitor.start(folder.monitor(), order.target(), folder.generatorLog());
  }

  /** Begins to watch. */
  static Watch start(RunFolder folder, LoadRun.Order order) throws IOException {
    return new Watch(folder, order);
  }

  /** What run.json says of the application log before it was read. */
  static RunFile.Logs facts(Target.Logs logs) {
    return new RunFile.Logs(Proof.text(logs.source()), null, null, null);
  }

  /** Reads the application log and completes {@code run.json}, as the drain left it. */
  void end(Interruption interruption, RunListener listener)
      throws IOException, InterruptedException {
    monitor.close();
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

  /** Stops to watch, however the run ended. */
  @Override
  public void close() throws IOException {
    monitor.close();
  }
}
