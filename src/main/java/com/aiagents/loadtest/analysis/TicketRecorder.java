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
  private final Optional<StabilityRecorder> allStability;
  private final Optional<MonitorRecorder> allMonitor;
  private final Optional<StabilityRecorder> stability;
  private final Optional<MonitorRecorder> monitor;

  /**
   * A recorder; made in one thread with all others of the same file.
   *
   * @param window when a ticket must have been sent to count in rates and percentiles
   * @param stability gets its tickets in the end
   * @param monitor likewise; its readings are all there
   */
  public TicketRecorder(
      TimeWindow window, Optional<StabilityRecorder> stability, Optional<MonitorRecorder> monitor) {
    this.workflow = new WorkflowRecorder(window);
    this.allStability = stability;
    this.allMonitor = monitor;
    this.stability = stability.map(StabilityRecorder::ofSomeTickets);
    this.monitor = monitor.map(MonitorRecorder::ofSomeTickets);
  }

  @Override
  public void row(WorkflowSample row) {
    workflow.add(row);
    // a lambda would be an object for each row
    if (stability.isPresent()) {
      stability.get().addTicket(row);
    }
    if (monitor.isPresent()) {
      monitor.get().addTicket(row);
    }
  }

  @Override
  public void merge(TicketRecorder other) {
    workflow.merge(other.workflow);
    stability.ifPresent(recorder -> recorder.merge(other.stability.orElseThrow()));
    monitor.ifPresent(recorder -> recorder.merge(other.monitor.orElseThrow()));
  }

  /**
   * What was recorded, once: the others get their tickets with it.
   *
   * @param damaged rows of the file that were no sample at all
   */
  public WorkflowAnalysis analysis(long damaged) {
    allStability.ifPresent(
        all -> {
          all.merge(stability.orElseThrow());
          all.followed();
        });
    allMonitor.ifPresent(all -> all.merge(monitor.orElseThrow()));
    return workflow.analysis(damaged);
  }
}
