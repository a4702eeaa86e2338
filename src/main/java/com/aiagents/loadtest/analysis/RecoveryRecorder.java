package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.unit.TimeWindow;
import java.util.ArrayList;
import java.util.List;

/** Records the webhook answers before and after a burst; used by one thread. */
final class RecoveryRecorder {
  /** Length of a window after the burst. */
  static final int WINDOW_MILLIS = 5_000;

  private final TimeWindow warmUp;
  private final TimeWindow recovery;
  private final TimesByWindow before = new TimesByWindow(1);
  private final TimesByWindow after;

  /**
   * A recorder.
   *
   * @param recovery from the end of the cool-down to the planned end; bounded
   */
  RecoveryRecorder(TimeWindow warmUp, TimeWindow recovery) {
    this.warmUp = warmUp;
    this.recovery = recovery;
    long length = recovery.toMillis() - recovery.fromMillis();
    this.after = new TimesByWindow((int) ((length + WINDOW_MILLIS - 1) / WINDOW_MILLIS));
  }

  /** Takes a submission. */
  void add(Sample submission) {
    long start = submission.startMillis();
    if (warmUp.contains(start)) {
      before.add(0, submission.success(), submission.elapsedMillis());
    } else if (recovery.contains(start)) {
      int window = (int) ((start - recovery.fromMillis()) / WINDOW_MILLIS);
      after.add(window, submission.success(), submission.elapsedMillis());
    }
  }

  void merge(RecoveryRecorder other) {
    before.merge(other.before);
    after.merge(other.after);
  }

  Recovery recovery() {
    List<Recovery.Window> windows = new ArrayList<>();
    for (long from = recovery.fromMillis(); from < recovery.toMillis(); from += WINDOW_MILLIS) {
      int i = windows.size();
      windows.add(
          new Recovery.Window(
              new TimeWindow(from, Math.min(from + WINDOW_MILLIS, recovery.toMillis())),
              after.percentile(i, Percentile.P95),
              after.count(i)));
    }
    return new Recovery(warmUp, before.percentile(0, Percentile.P95), before.count(0), windows);
  }
}
