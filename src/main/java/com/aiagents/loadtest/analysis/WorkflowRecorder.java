package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.samples.WorkflowSample;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.workflow.Fate;
import com.aiagents.loadtest.workflow.Fingerprint;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Records the rows of {@code workflow.jtl}; used by one thread. */
public final class WorkflowRecorder {
  private final TimeWindow window;
  private final long[] fates = new long[Fate.values().length];
  private final LatencyRecorder completed = new LatencyRecorder();
  private final LatencyRecorder accepted = new LatencyRecorder();
  private final LatencyRecorder queue = new LatencyRecorder();
  private final LatencyRecorder processing = new LatencyRecorder();
  private final ErrorRecorder failures = new ErrorRecorder();
  private final WorkflowSeriesRecorder series = new WorkflowSeriesRecorder();
  private final Fingerprint ids = new Fingerprint();
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

  /** Takes a row. */
  public void add(WorkflowSample row) {
    ids.add(row.ticketId());
    Optional<Fate> fate = Fate.of(row.fate());
    if (fate.isEmpty()) {
      unreadable++;
      return;
    }
    fates[fate.get().ordinal()]++;
    if (fate.get() != Fate.COMPLETED) {
      failures.add(row.fate(), row.detail());
    }
    if (row.elapsedMillis() < 0) {
      beforeSent++;
      return;
    }
    series.add(row, fate.get() == Fate.COMPLETED);
    if (window.contains(row.sentMillis())) {
      inWindow++;
      if (fate.get() == Fate.COMPLETED) {
        completed.record(row.elapsedMillis());
        accepted.record(row.acceptedMillis());
        if (row.queueMillis().isPresent()) {
          queue.record(row.queueMillis().getAsLong());
        }
        if (row.processingMillis().isPresent()) {
          processing.record(row.processingMillis().getAsLong());
        }
      }
    }
  }

  /** Takes all that another one took. */
  void merge(WorkflowRecorder other) {
    for (int i = 0; i < fates.length; i++) {
      fates[i] += other.fates[i];
    }
    completed.merge(other.completed);
    accepted.merge(other.accepted);
    queue.merge(other.queue);
    processing.merge(other.processing);
    failures.merge(other.failures);
    series.merge(other.series);
    ids.merge(other.ids);
    inWindow += other.inWindow;
    beforeSent += other.beforeSent;
    unreadable += other.unreadable;
  }

  /**
   * What was recorded.
   *
   * @param damaged rows of the file that were no sample at all
   */
  public WorkflowAnalysis analysis(long damaged) {
    Map<Fate, Long> all = new EnumMap<>(Fate.class);
    for (Fate fate : Fate.values()) {
      if (fates[fate.ordinal()] > 0) {
        all.put(fate, fates[fate.ordinal()]);
      }
    }
    return new WorkflowAnalysis(
        all,
        inWindow,
        completed.snapshot(),
        beforeSent,
        unreadable + damaged,
        ids.value(),
        new WorkflowAnalysis.Stages(accepted.snapshot(), queue.snapshot(), processing.snapshot()),
        failures.top(LabelStatistics.TOP),
        series.series());
  }
}
