package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.unit.ClockOffset;
import com.aiagents.loadtest.unit.Clocks;
import com.aiagents.loadtest.unit.TicketCounts;
import com.aiagents.loadtest.workflow.Fate;
import java.util.OptionalLong;

/** Parts of the evidence of a clean run. */
public final class Clean {
  private Clean() {}

  /** So many tickets, all accepted and completed. */
  public static TicketCounts tickets(long n) {
    return new TicketCounts(n, n, 0, 0, n, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, n + 1, 0);
  }

  /** Clocks that agree. */
  public static Clocks clocks() {
    return new Clocks(new ClockOffset(0, 0.1, 0), new ClockOffset(0, 0.1, 60_000), 3L);
  }

  /** A row of workflow.jtl. */
  public static WorkflowRow ticket(String id, long sent, long elapsed, Fate fate) {
    return new WorkflowRow(
        sent,
        elapsed,
        fate.text(),
        fate == Fate.COMPLETED,
        "",
        id,
        "",
        5,
        OptionalLong.of(1),
        OptionalLong.of(elapsed - 6));
  }
}
