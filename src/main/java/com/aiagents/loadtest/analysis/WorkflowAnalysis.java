package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.workflow.Fate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What became of the accepted tickets.
 *
 * @param fates tickets by fate, whole run
 * @param inWindow accepted tickets sent inside the measurement window
 * @param completed time of those that were completed
 * @param beforeSent tickets that were completed before they were sent, whole run; they are in no
 *     rate and no percentile
 * @param unreadable rows that are damaged or whose fate is no word of ours
 * @param ids fingerprint of all ids
 * @param stages where the time of the completed tickets in the window went
 * @param failures the most frequent messages of tickets that were not completed, their fate as the
 *     code; whole run
 * @param series the tickets over time; whole run
 */
public record WorkflowAnalysis(
    Map<Fate, Long> fates,
    long inWindow,
    LatencySnapshot completed,
    long beforeSent,
    long unreadable,
    long ids,
    Stages stages,
    List<ErrorCount> failures,
    WorkflowSeries series) {
  public WorkflowAnalysis {
    EnumMap<Fate, Long> copy = new EnumMap<>(Fate.class);
    copy.putAll(fates);
    fates = Collections.unmodifiableMap(copy);
    failures = List.copyOf(failures);
  }

  /**
   * The time of a workflow, split: from the webhook sent to the answer, from there to the pick-up
   * by a worker, from there to the completion.
   */
  public record Stages(
      LatencySnapshot accepted, LatencySnapshot queue, LatencySnapshot processing) {}

  /** Tickets with a fate, whole run. */
  public long count(Fate fate) {
    return fates.getOrDefault(fate, 0L);
  }

  /** All accepted tickets, whole run. */
  public long accepted() {
    return fates.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * A percentile of the complete workflow over all accepted tickets of the window: whatever was not
   * completed counts as slower than anything, so that no fault can improve it.
   *
   * @return ms; {@code +∞} if the rank falls on a ticket that was not completed; empty for no
   *     ticket
   */
  public OptionalDouble percentile(Percentile percentile) {
    if (inWindow == 0) {
      return OptionalDouble.empty();
    }
    OptionalLong value = completed.atRank(percentile.rank(inWindow));
    return OptionalDouble.of(value.isPresent() ? value.getAsLong() : Double.POSITIVE_INFINITY);
  }
}
