package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.workflow.Fate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Records the rows of {@code workflow.jtl}; used by one thread. */
public final class WorkflowRecorder {
  private final TimeWindow window;
  private final Map<Fate, Long> all = new EnumMap<>(Fate.class);
  private final LatencyRecorder completed = new LatencyRecorder();
  private long inWindow;
  private long beforeSent;
  private long unreadable;

  /**
   * A recorder.
   *
   * @param window when a ticket must have been sent to count in rates and percentiles
   */
  public WorkflowRecorder(TimeWindow window) {
    this.window = window;
  }

  /** Takes a row: the response code tells the fate. */
  public void add(Sample row) {
    Optional<Fate> fate = Fate.of(row.responseCode());
    if (fate.isEmpty()) {
      unreadable++;
      return;
    }
    all.merge(fate.get(), 1L, Long::sum);
    if (row.elapsedMillis() < 0) {
      beforeSent++;
      return;
    }
    if (window.contains(row.startMillis())) {
      inWindow++;
      if (fate.get() == Fate.COMPLETED) {
        completed.record(row.elapsedMillis());
      }
    }
  }

  /**
   * What was recorded.
   *
   * @param damaged rows of the file that were no sample at all
   */
  public WorkflowAnalysis analysis(long damaged) {
    return new WorkflowAnalysis(
        all, inWindow, completed.snapshot(), beforeSent, unreadable + damaged);
  }
}
