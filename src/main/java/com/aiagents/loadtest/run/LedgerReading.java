package com.aiagents.loadtest.run;

import com.aiagents.loadtest.samples.JtlReader;
import com.aiagents.loadtest.workflow.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Fills a ledger from a run's samples in a thread of its own, while the database sorts the rows.
 */
final class LedgerReading implements AutoCloseable {
  private final Ledger ledger;
  private final FutureTask<Ledger> task;
  private final Thread thread;

  /**
   * Begins to read.
   *
   * @param work gets working files if there are many tickets
   */
  LedgerReading(Path samples, Path work) {
    ledger = new Ledger(work);
    task =
        new FutureTask<>(
            () -> {
              JtlReader.read(samples, ledger::add);
              return ledger;
            });
    thread = new Thread(task, "samples");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The complete ledger; waits for it.
   *
   * @throws IOException if the samples cannot be read or the folder cannot be written to
   */
  Ledger complete() throws IOException, InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Waits until nothing is read any more, and removes the working files. */
  @Override
  public void close() throws IOException {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    ledger.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
