package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.analysis.WorkflowRecorder;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Thresholds;
import com.aiagents.loadtest.verdict.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Judges a run again and again while it goes on, by its folder as it is then.
 *
 * <p>A thread of its own judges every 5 s, or less often: it rests twenty times as long as it had
 * work. Tickets may be added by any thread.
 */
final class SoFar implements AutoCloseable {
  private static final long PERIOD_MILLIS = 5_000;
  private static final int REST = 20;

  private final RunFolder folder;
  private final Thresholds thresholds;
  private final boolean followed;
  private final Consumer<Verdict> verdicts;
  private final List<WorkflowRow> added = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::judge, "verdict so far");
  private WorkflowRecorder tickets;

  /**
   * Begins to judge.
   *
   * @param followed whether tickets will be added
   * @param verdicts gets each verdict
   */
  SoFar(RunFolder folder, Thresholds thresholds, boolean followed, Consumer<Verdict> verdicts) {
    this.folder = folder;
    this.thresholds = thresholds;
    this.followed = followed;
    this.verdicts = verdicts;
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes tickets that came to an end. */
  void add(List<WorkflowRow> some) {
    synchronized (added) {
      added.addAll(some);
    }
  }

  private void judge() {
    try {
      long rest = PERIOD_MILLIS;
      while (!stopped.await(rest, TimeUnit.MILLISECONDS)) {
        long start = System.nanoTime();
        try {
          verdicts.accept(
              Judgement.soFar(folder, thresholds, this::analysis, System.currentTimeMillis()));
        } catch (IOException | RuntimeException e) {
          // a file that is being written or renamed: the next time it will be whole
        }
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        rest = Math.max(PERIOD_MILLIS, REST * took);
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  /** What the tickets say that were sent after the warm-up. */
  private Optional<WorkflowAnalysis> analysis(long measuredFromMillis) {
    if (!followed) {
      return Optional.empty();
    }
    if (tickets == null) {
      tickets = new WorkflowRecorder(new TimeWindow(measuredFromMillis, Long.MAX_VALUE));
    }
    synchronized (added) {
      added.forEach(tickets::add);
      added.clear();
    }
    return Optional.of(tickets.analysis(0));
  }

  @Override
  public void close() {
    stopped.countDown();
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
