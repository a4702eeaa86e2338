package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.LabelStatistics;
import com.aiagents.loadtest.analysis.LoadAnalysis;
import com.aiagents.loadtest.analysis.LoadSeries;
import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.scenario.Phase;
import com.aiagents.loadtest.unit.ClockOffset;
import com.aiagents.loadtest.unit.Clocks;
import com.aiagents.loadtest.unit.TicketCounts;
import com.aiagents.loadtest.workflow.Fate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Parts of the evidence of a clean run. */
public final class Clean {
  private Clean() {}

  /** So many tickets, all accepted and completed. */
  public static TicketCounts tickets(long n) {
    return new TicketCounts(n, n, 0, 0, n, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, n + 1, 0);
  }

  /** Ten users for a minute, from 0 on. */
  public static PlannedLoad planned() {
    return new PlannedLoad(
        List.of(
            new Phase("ramp-up", Duration.ZERO, Duration.ofSeconds(1), 0, 10),
            new Phase("hold", Duration.ofSeconds(1), Duration.ofSeconds(60), 10, 10)),
        Optional.empty(),
        0);
  }

  /** What samples say, without phases and over no time. */
  public static LoadAnalysis load(
      List<LabelStatistics> labels,
      long windowSamples,
      long windowSuccesses,
      LoadAnalysis.Submissions submissions) {
    return new LoadAnalysis(
        labels,
        List.of(),
        labels,
        windowSamples,
        windowSuccesses,
        submissions,
        new LoadSeries(1_000, List.of()),
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** Those ten users, as samples tell it. */
  public static LoadSeries series() {
    return new LoadSeries(
        1_000,
        LongStream.range(0, 60)
            .mapToObj(second -> new LoadSeries.Point(second * 1_000, 2, 0, 5, 5, 5, 5, 10, 10))
            .toList());
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
