package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.unit.Clocks;
import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.unit.Ratio;
import com.aiagents.loadtest.unit.TicketCounts;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import com.aiagents.loadtest.workflow.Fate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code workflow.*}: what became of the tickets that were sent. */
final class WorkflowCriteria {
  private WorkflowCriteria() {}

  static List<Criterion> judge(Evidence evidence, Limits limits) {
    Unless proven = WorkflowCriteria::withoutRates;
    return List.of(
        success(evidence, limits.band(Setting.WORKFLOW_SUCCESS_PASS), proven),
        p95(evidence, limits.band(Setting.WORKFLOW_P95_PASS), proven),
        lost(evidence),
        found(
            evidence,
            new Draft("workflow.duplicated", "Duplicated tickets", "tickets", "= 0", "> 0"),
            evidence.tickets().map(TicketCounts::duplicated).orElse(0L),
            Outcome.FAIL,
            "have more than one row"),
        found(
            evidence,
            new Draft("workflow.corrupted", "Corrupted tickets", "tickets", "= 0", "> 0"),
            evidence.tickets().map(t -> t.corrupted() + t.corruptedAnyway()).orElse(0L),
            Outcome.FAIL,
            "have a row that is half-written or impossible"),
        found(
            evidence,
            Draft.ofWarning("workflow.stray", "Rows that nobody sent", "tickets", "= 0"),
            evidence.tickets().map(TicketCounts::stray).orElse(0L),
            Outcome.WARNING,
            "more have a row although nobody sent them, or they were refused"));
  }

  /** The rates of those tickets that came to an end while the load goes on: no proof. */
  static List<Criterion> soFar(Evidence evidence, Limits limits) {
    Unless enough = WorkflowCriteria::withoutTickets;
    return List.of(
        success(evidence, limits.band(Setting.WORKFLOW_SUCCESS_PASS), enough),
        p95(evidence, limits.band(Setting.WORKFLOW_P95_PASS), enough));
  }

  /** Why a criterion cannot be judged, if so. */
  private interface Unless {
    Optional<Criterion> unjudged(Evidence evidence, Draft draft);
  }

  private static Criterion success(Evidence evidence, Band band, Unless unless) {
    Draft draft =
        Draft.of("workflow.success", "Completed workflows of those accepted", "share", band);
    Optional<Criterion> unjudged = unless.unjudged(evidence, draft);
    if (unjudged.isPresent()) {
      return unjudged.get();
    }
    WorkflowAnalysis workflow = evidence.workflow().orElseThrow();
    return draft.success(
        new Ratio(workflow.completed().count(), workflow.inWindow()),
        band,
        "accepted tickets",
        "were completed");
  }

  private static Criterion p95(Evidence evidence, Band band, Unless unless) {
    Draft draft = Draft.of("workflow.p95", "p95 of the complete workflow", "ms", band);
    Optional<Criterion> unjudged = unless.unjudged(evidence, draft);
    if (unjudged.isPresent()) {
      return unjudged.get();
    }
    WorkflowAnalysis workflow = evidence.workflow().orElseThrow();
    long n = workflow.inWindow();
    Optional<String> untimed = untimed(evidence.clocks());
    if (untimed.isPresent()) {
      return draft.unjudged(Outcome.INVALID, n, untimed.get());
    }
    Clocks clocks = evidence.clocks().orElseThrow();
    double p95 = workflow.percentile(Percentile.P95).orElseThrow();
    Outcome outcome = band.outcome(Band.exact(p95));
    String message =
        Double.isInfinite(p95)
            ? String.format(
                Locale.ROOT, "more than 5 %% of %d accepted tickets were never completed", n)
            : String.format(
                Locale.ROOT,
                "rank %d of %d accepted tickets, each \u00b1 %.1f ms",
                Percentile.P95.rank(n),
                n,
                clocks.errorMillis());
    Certainty certainty =
        Certainty.ofPercentile(Percentile.P95, workflow.completed(), n, band, clocks.errorMillis());
    if (clocks.workerCorrected()) {
      message +=
          String.format(
              Locale.ROOT,
              "; the clock of the workers is %.3f s %s that of the database, which was corrected",
              Math.abs(clocks.workerOffsetMillis()) / 1000.0,
              clocks.workerOffsetMillis() > 0 ? "ahead of" : "behind");
    }
    if (clocks.workerCorrected() && outcome == Outcome.PASS) {
      return draft.overruled(Outcome.WARNING, p95, n, message, certainty);
    }
    return draft.estimated(outcome, p95, n, message, certainty, "workflows");
  }

  /** Why no time across the clocks can be trusted, if so. */
  private static Optional<String> untimed(Optional<Clocks> known) {
    if (known.isEmpty()) {
      return Optional.of("run.json does not tell how far the clocks of the two ends differ");
    }
    Clocks clocks = known.get();
    if (clocks.jumped()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the clocks of generator and database drifted by %.1f ms during the run, explained"
                  + " are %.1f ms: one of them was set, and no time across them can be trusted",
              clocks.driftMillis().orElseThrow(),
              clocks.allowedDriftMillis()));
    }
    if (clocks.uncertain()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "how far the clocks of generator and database differ is known to %.1f s only, allowed"
                  + " is 1 s: reconcile within half an hour of the run",
              clocks.errorMillis() / 1000));
    }
    return Optional.empty();
  }

  private static Criterion lost(Evidence evidence) {
    Draft draft = new Draft("workflow.lost", "Lost tickets", "tickets", "= 0", "> 0");
    Optional<Criterion> unjudged = withoutProof(evidence, draft);
    if (unjudged.isPresent()) {
      return unjudged.get();
    }
    WorkflowAnalysis workflow = evidence.workflow().orElseThrow();
    long lost = workflow.count(Fate.LOST);
    long n = workflow.accepted();
    if (lost > 0 && evidence.redis() == Availability.MISSING) {
      return draft.unjudged(
          Outcome.INVALID,
          n,
          lost
              + " of "
              + n
              + " accepted tickets have no row, and without a Redis nobody saw whether they wait");
    }
    if (lost > 0 && evidence.doubt().isPresent() && evidence.drain().isEmpty()) {
      return draft.unjudged(
          Outcome.INVALID,
          n,
          lost
              + " of "
              + n
              + " accepted tickets had no row when the drain was cut short: a worker may hold them");
    }
    if (lost > 0) {
      return draft.judged(
          Outcome.FAIL,
          lost,
          n,
          lost
              + " of "
              + n
              + " accepted tickets have no row"
              + (evidence.redis() == Availability.AVAILABLE ? " and no job" : ""));
    }
    return nothingFound(evidence, draft)
        .orElseGet(
            () ->
                draft.judged(
                    Outcome.PASS,
                    0,
                    n,
                    "every one of " + n + " accepted tickets has its row or its job"));
  }

  /** A criterion that counts something that must not be there. */
  private static Criterion found(
      Evidence evidence, Draft draft, long count, Outcome outcome, String what) {
    Optional<Criterion> unjudged = withoutProof(evidence, draft);
    if (unjudged.isPresent()) {
      return unjudged.get();
    }
    long n = evidence.workflow().orElseThrow().accepted();
    if (count > 0) {
      String message =
          outcome == Outcome.FAIL
              ? count + " of the tickets that were sent " + what
              : count + " " + what;
      return draft.judged(outcome, count, n, message + ": see workflow-problems.csv");
    }
    return nothingFound(evidence, draft)
        .orElseGet(
            () -> draft.judged(Outcome.PASS, 0, n, "none beside " + n + " accepted tickets"));
  }

  /**
   * Why it proves nothing that nothing was found: not all that was sent is known, or not every row
   * is its ticket's.
   */
  private static Optional<Criterion> nothingFound(Evidence evidence, Draft draft) {
    WorkflowAnalysis workflow = evidence.workflow().orElseThrow();
    long n = workflow.accepted();
    Optional<String> why =
        beforeSent(workflow)
            .or(() -> n == 0 ? Optional.of("no ticket was accepted") : Optional.empty())
            .or(evidence::doubt)
            .or(
                () ->
                    evidence.read().damaged() > 0
                        ? Optional.of(Doubts.damage(evidence))
                        : Optional.empty());
    return why.map(message -> draft.unjudged(Outcome.INVALID, n, message));
  }

  /** Why a criterion of the workflow cannot be judged at all, if so. */
  private static Optional<Criterion> withoutProof(Evidence evidence, Draft draft) {
    if (evidence.database() == Availability.DECLARED_NONE) {
      return Optional.of(
          draft.unjudged(
              Outcome.NOT_APPLICABLE, 0, "the target file declares that there is no database"));
    }
    if (evidence.workflow().isEmpty()) {
      return Optional.of(draft.unjudged(Outcome.INVALID, 0, whyUnproven(evidence)));
    }
    return Balance.problem(evidence)
        .or(() -> Balance.unseen(evidence))
        .map(
            problem ->
                draft.unjudged(Outcome.INVALID, evidence.workflow().get().accepted(), problem));
  }

  private static String whyUnproven(Evidence evidence) {
    if (evidence.database() == Availability.MISSING) {
      return evidence
          .lost()
          .map(
              why ->
                  // a run that did not end by itself tells of both
                  evidence
                      .doubt()
                      .filter(doubt -> doubt.endsWith(why))
                      .orElse("the history could not be read after the load: " + why))
          .orElse(
              "no database is named, so no workflow is proven: name it in the target file or"
                  + " AI_AGENTS_DATABASE_URL, then load-test reconcile");
    }
    return evidence
        .doubt()
        .orElse(
            "there is no workflow.jtl, so no workflow is proven: load-test reconcile writes it");
  }

  /** Why a rate or percentile of the workflow cannot be judged, if so. */
  private static Optional<Criterion> withoutRates(Evidence evidence, Draft draft) {
    Optional<Criterion> unproven = withoutProof(evidence, draft);
    if (unproven.isPresent()) {
      return unproven;
    }
    long n = evidence.workflow().orElseThrow().inWindow();
    return beforeSent(evidence.workflow().get())
        .or(() -> Doubts.ofRates(evidence, n, "accepted tickets"))
        .map(doubt -> draft.unjudged(Outcome.INVALID, n, doubt));
  }

  /** Why a rate of the tickets that ended so far cannot be judged, if so. */
  private static Optional<Criterion> withoutTickets(Evidence evidence, Draft draft) {
    if (evidence.workflow().isEmpty()) {
      return Optional.of(
          draft.unjudged(Outcome.INVALID, 0, "without a database no ticket can be followed"));
    }
    long n = evidence.workflow().get().inWindow();
    return Doubts.ofRates(evidence, n, "tickets with an end")
        .map(doubt -> draft.unjudged(Outcome.INVALID, n, doubt));
  }

  private static Optional<String> beforeSent(WorkflowAnalysis workflow) {
    return workflow.beforeSent() == 0
        ? Optional.empty()
        : Optional.of(
            workflow.beforeSent()
                + " tickets were completed before they were sent: the clocks of generator and"
                + " workers differ, or the rows are those of an earlier run");
  }
}
