package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.LoadAnalysis.Submissions;
import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.unit.TicketCounts;
import com.aiagents.loadtest.workflow.Fate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The balance of a run: the samples, workflow.jtl, workflow-problems.csv and run.json must say the
 * same of the same tickets, and nothing may be left over. One row more or less in any of them, or
 * another ticket in its place, and no criterion of the workflow is judged.
 */
final class Balance {
  private Balance() {}

  /** What does not balance, in one sentence; empty if everything does. */
  static Optional<String> problem(Evidence evidence) {
    WorkflowAnalysis workflow = evidence.workflow().orElseThrow();
    Submissions sent = evidence.load().submissions();
    if (evidence.tickets().isEmpty()) {
      return Optional.of(
          "run.json has no reconciliation: nothing says what workflow.jtl should hold");
    }
    TicketCounts counts = evidence.tickets().get();
    if (counts.repeated() > 0 || sent.withoutId() > 0) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%d submissions repeat a ticket id and %d have none: they cannot be followed",
              counts.repeated(),
              sent.withoutId()));
    }
    if (workflow.unreadable() > 0) {
      return Optional.of(
          "workflow.jtl has "
              + workflow.unreadable()
              + " unreadable rows: it must balance with the samples");
    }
    return counts
        .imbalance()
        .map(why -> "run.json: " + why)
        .or(() -> difference(evidence, workflow, sent, counts))
        .or(
            () ->
                sent.acceptedIds() == workflow.ids()
                    ? Optional.empty()
                    : Optional.of(
                        "workflow.jtl and the samples do not hold the same accepted tickets: they"
                            + " must balance"));
  }

  /** Why it is not even sure that rows of the run could be seen; empty if it is. */
  static Optional<String> unseen(Evidence evidence) {
    boolean lost = evidence.workflow().filter(w -> w.count(Fate.LOST) > 0).isPresent();
    return lost && evidence.tickets().filter(t -> t.rows() == 0).isPresent()
        ? Optional.of(
            "not one row of this run can be seen, not even the signature probe's: is this the"
                + " database that the workers write to, and may our role see the tenant's rows"
                + " (row-level security)?")
        : Optional.empty();
  }

  private static Optional<String> difference(
      Evidence evidence, WorkflowAnalysis workflow, Submissions sent, TicketCounts counts) {
    Map<String, long[]> pairs = new LinkedHashMap<>();
    pairs.put(
        "accepted tickets in workflow.jtl and the samples",
        pair(workflow.accepted(), sent.accepted()));
    pairs.put(
        "accepted tickets in run.json and the samples", pair(counts.accepted(), sent.accepted()));
    pairs.put(
        "refused tickets in run.json and the samples", pair(counts.refused(), sent.refused()));
    pairs.put(
        "unanswered tickets in run.json and the samples", pair(counts.unknown(), sent.unknown()));
    for (Fate fate : Fate.values()) {
      pairs.put(
          fate.text() + " tickets in run.json and workflow.jtl",
          pair(count(counts, fate), workflow.count(fate)));
      if (fate != Fate.COMPLETED) {
        // damage counts whatever the client was answered
        long anyway = fate == Fate.CORRUPTED ? counts.corruptedAnyway() : 0;
        pairs.put(
            fate.text() + " tickets in workflow-problems.csv and workflow.jtl",
            pair(evidence.problems(fate.text()), workflow.count(fate) + anyway));
      }
    }
    pairs.put(
        "unknown tickets in workflow-problems.csv and the samples",
        pair(evidence.problems("unknown"), sent.unknown()));
    pairs.put(
        "duplicated tickets in workflow-problems.csv and run.json",
        pair(evidence.problems("duplicated"), counts.duplicated()));
    pairs.put(
        "stray tickets in workflow-problems.csv and run.json",
        pair(evidence.problems("stray"), counts.stray()));
    return pairs.entrySet().stream()
        .filter(e -> e.getValue()[0] != e.getValue()[1])
        .findFirst()
        .map(
            e ->
                String.format(
                    Locale.ROOT,
                    "%s: %d and %d, they must balance",
                    e.getKey(),
                    e.getValue()[0],
                    e.getValue()[1]));
  }

  private static long count(TicketCounts counts, Fate fate) {
    return switch (fate) {
      case COMPLETED -> counts.completed();
      case FAILED -> counts.failed();
      case PENDING -> counts.pending();
      case LOST -> counts.lost();
      case CORRUPTED -> counts.corrupted();
    };
  }

  private static long[] pair(long one, long other) {
    return new long[] {one, other};
  }
}
