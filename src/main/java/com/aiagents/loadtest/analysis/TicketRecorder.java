package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.samples.SliceHandler;
import com.aiagents.loadtest.samples.WorkflowSample;
import com.aiagents.loadtest.unit.TimeWindow;
import java.util.Optional;

/**
 * Takes the rows of a {@code workflow.jtl}, or of a slice of one, for all who want to know of
 * tickets. Used by one thread.
 */
public final class TicketRecorder implements SliceHandler<WorkflowSample, TicketRecorder> {
  private final WorkflowRecorder workflow;
  private final Optional<StabilityRecorder> stability;
  private final Optional<MonitorRecorder> monitor;

  /**
   * A recorder; made in one thread with all others of the same file.
   *
   * @param window when a ticket must have been sent to count in rates and percentiles
   * @param stability of whose time the tickets are taken
   * @param monitor of whose readings, which are all there
   */
  public TicketRecorder(
      TimeWindow window, Optional<StabilityRecorder> stability, Optional<MonitorRecorder> monitor) {
    this.workflow = new WorkflowRecorder(window);
    this.stability = stability.map(StabilityRecorder::ofSomeTickets);
    this.monitor = monitor.map(MonitorRecorder::ofSomeTickets);
  }

  @Override
  public void row(WorkflowSample row) {
    workflow.add(row);
    stability.ifPresent(recorder -> recorder.addTicket(row));
    monitor.ifPresent(recorder -> recorder.addTicket(row));
  }

  @Override
  public void merge(TicketRecorder other) {
    workflow.merge(other.workflow);
    stability.ifPresent(recorder -> recorder.merge(other.stability.orElseThrow()));
    monitor.ifPresent(recorder -> recorder.merge(other.monitor.orElseThrow()));
  }

  /**
   * What was recorded; those who were named in the beginning get their part.
   *
   * @param damaged rows of the file that were no sample at all
   */
  public WorkflowAnalysis analysis(
      long damaged, Optional<StabilityRecorder> stability, Optional<MonitorRecorder> monitor) {
    stability.ifPresent(
        whole -> {
          whole.merge(this.stability.orElseThrow());
          whole.followed();
        });
    monitor.ifPresent(whole -> whole.merge(this.monitor.orElseThrow()));
    return workflow.analysis(damaged);
  }
}
