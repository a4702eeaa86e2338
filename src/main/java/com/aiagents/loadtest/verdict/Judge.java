package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.LabelStatistics;
import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.scenario.TaskMix;
import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.unit.Ratio;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import com.aiagents.loadtest.verdict.Evidence.Drained;
import com.aiagents.loadtest.workflow.Fate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges a run by the contract's criteria.
 *
 * <p>Success rate: above 99 % passes, below 95 % fails. p95 of the complete workflow: below 60 s
 * passes, above 90 s fails. Between the two is WARNING, the limits included: 99.000 % and 60.000 s
 * are warnings. No accepted ticket may be lost and the queue must be drained.
 */
public final class Judge {
  private static final BigDecimal SUCCESS_PASS = new BigDecimal("0.99");
  private static final BigDecimal SUCCESS_FAIL = new BigDecimal("0.95");
  private static final long P95_PASS_MILLIS = 60_000;
  private static final long P95_FAIL_MILLIS = 90_000;
  private static final long FEWEST_SAMPLES = 20;
  private static final long DAMAGE_ALLOWED = 1_000;

  private Judge() {}

  /** The verdict on the evidence of a run. */
  public static Verdict judge(Evidence evidence) {
    List<Criterion> criteria = new ArrayList<>();
    criteria.add(requests(evidence));
    criteria.add(workflowSuccess(evidence));
    criteria.add(workflowP95(evidence));
    criteria.add(workflowLost(evidence));
    criteria.add(queueDrained(evidence));
    criteria.add(QueueBuildup.judge(evidence));
    criteria.add(LogErrors.judge(evidence));
    criteria.add(Responsiveness.judge(evidence));
    criteria.add(Alarms.queue(evidence));
    criteria.add(Alarms.connections(evidence));
    return new Verdict(evidence.scenario(), criteria);
  }

  private static Criterion requests(Evidence evidence) {
    Draft draft = new Draft("requests.success", "Successful requests", "share", "> 0.99", "< 0.95");
    long n = evidence.load().windowSamples();
    Optional<String> doubt = doubtOfRates(evidence, n, "samples of the task mix");
    if (doubt.isPresent()) {
      return draft.unjudged(Outcome.INVALID, n, doubt.get());
    }
    Optional<String> missing = missingLabel(evidence);
    if (missing.isPresent()) {
      return draft.unjudged(Outcome.INVALID, n, missing.get());
    }
    return share(draft, new Ratio(evidence.load().windowSuccesses(), n), "requests succeeded");
  }

  /**
   * A task that the plan chooses and that has no sample, although at least 20 were to be expected:
   * by chance that happens less than once in 10^8 runs (e^-20).
   */
  private static Optional<String> missingLabel(Evidence evidence) {
    if (evidence.mix().isEmpty()) {
      return Optional.empty();
    }
    TaskMix mix = evidence.mix().get();
    Map<String, Long> counts =
        evidence.load().labels().stream()
            .collect(Collectors.toMap(LabelStatistics::label, LabelStatistics::count, Long::sum));
    long tasks =
        mix.weights().keySet().stream().mapToLong(t -> counts.getOrDefault(t.label(), 0L)).sum();
    return mix.weights().entrySet().stream()
        .filter(e -> !counts.containsKey(e.getKey().label()))
        .filter(e -> tasks * e.getValue() >= FEWEST_SAMPLES * mix.total())
        .findFirst()
        .map(
            e ->
                String.format(
                    Locale.ROOT,
                    "there is no sample of %s; by its weight %d were to be expected",
                    e.getKey().label(),
                    tasks * e.getValue() / mix.total()));
  }

  private static Criterion workflowSuccess(Evidence evidence) {
    Draft draft =
        new Draft(
            "workflow.success",
            "Completed workflows of those accepted",
            "share",
            "> 0.99",
            "< 0.95");
    Optional<Criterion> unjudged = withoutRates(evidence, draft);
    if (unjudged.isPresent()) {
      return unjudged.get();
    }
    WorkflowAnalysis workflow = evidence.workflow().orElseThrow();
    long n = workflow.inWindow();
    return share(
        draft, new Ratio(workflow.completed().count(), n), "accepted tickets were completed");
  }

  private static Criterion share(Draft draft, Ratio ratio, String what) {
    Outcome outcome =
        ratio.compareTo(SUCCESS_PASS) > 0
            ? Outcome.PASS
            : ratio.compareTo(SUCCESS_FAIL) < 0 ? Outcome.FAIL : Outcome.WARNING;
    return draft.judged(
        outcome,
        ratio.value(),
        ratio.whole(),
        String.format(Locale.ROOT, "%d of %d %s", ratio.part(), ratio.whole(), what));
  }

  private static Criterion workflowP95(Evidence evidence) {
    Draft draft =
        new Draft("workflow.p95", "p95 of the complete workflow", "ms", "< 60000", "> 90000");
    Optional<Criterion> unjudged = withoutRates(evidence, draft);
    if (unjudged.isPresent()) {
      return unjudged.get();
    }
    WorkflowAnalysis workflow = evidence.workflow().orElseThrow();
    long n = workflow.inWindow();
    double p95 = workflow.percentile(Percentile.P95).orElseThrow();
    Outcome outcome =
        p95 < P95_PASS_MILLIS
            ? Outcome.PASS
            : p95 > P95_FAIL_MILLIS ? Outcome.FAIL : Outcome.WARNING;
    String message =
        Double.isInfinite(p95)
            ? String.format(
                Locale.ROOT, "more than 5 %% of %d accepted tickets were never completed", n)
            : String.format(
                Locale.ROOT, "rank %d of %d accepted tickets", Percentile.P95.rank(n), n);
    return draft.judged(outcome, p95, n, message);
  }

  private static Criterion workflowLost(Evidence evidence) {
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
    // nothing lost proves something only if all that was sent is known, and every row is its own
    Optional<String> strange = beforeSent(workflow);
    if (strange.isPresent()) {
      return draft.unjudged(Outcome.INVALID, n, strange.get());
    }
    if (n == 0) {
      return draft.unjudged(Outcome.INVALID, 0, "no ticket was accepted");
    }
    if (evidence.doubt().isPresent()) {
      return draft.unjudged(Outcome.INVALID, n, evidence.doubt().get());
    }
    if (evidence.read().damaged() > 0) {
      return draft.unjudged(Outcome.INVALID, n, damage(evidence));
    }
    return draft.judged(
        Outcome.PASS, 0, n, "every one of " + n + " accepted tickets has its row or its job");
  }

  private static Criterion queueDrained(Evidence evidence) {
    Draft draft = new Draft("queue.drained", "Queue drained after the load", "jobs", "= 0", "> 0");
    if (evidence.redis() == Availability.DECLARED_NONE
        || evidence.database() == Availability.DECLARED_NONE) {
      return draft.unjudged(
          Outcome.NOT_APPLICABLE, 0, "the target file declares that there is no queue or database");
    }
    if (evidence.redis() == Availability.MISSING || evidence.database() == Availability.MISSING) {
      return draft.unjudged(
          Outcome.INVALID,
          0,
          "needs the queue (Redis) and the history table (database): "
              + (evidence.redis() == Availability.MISSING ? "no Redis" : "no database")
              + " could be asked");
    }
    if (evidence.drain().isEmpty()) {
      return draft.unjudged(Outcome.INVALID, 0, "the run has no drain: it ended before it");
    }
    Drained drain = evidence.drain().get();
    long open = Math.max(drain.queueDepth(), drain.unfinished());
    if (!drain.complete()) {
      return draft.judged(
          Outcome.FAIL,
          open,
          evidence.load().accepted(),
          String.format(
              Locale.ROOT,
              "after a drain of %.1f s %d jobs waited and %d accepted tickets had no end state",
              drain.seconds(),
              drain.queueDepth(),
              drain.unfinished()));
    }
    if (evidence.load().accepted() == 0) {
      return draft.unjudged(Outcome.INVALID, 0, "no ticket was accepted");
    }
    if (evidence.doubt().isPresent()) {
      return draft.unjudged(Outcome.INVALID, evidence.load().accepted(), evidence.doubt().get());
    }
    return draft.judged(
        Outcome.PASS,
        0,
        evidence.load().accepted(),
        String.format(
            Locale.ROOT,
            "empty, and every accepted ticket had an end state after a drain of %.1f s",
            drain.seconds()));
  }

  /** Why a criterion of the workflow cannot be judged at all, if so. */
  private static Optional<Criterion> withoutProof(Evidence evidence, Draft draft) {
    if (evidence.database() == Availability.DECLARED_NONE) {
      return Optional.of(
          draft.unjudged(
              Outcome.NOT_APPLICABLE, 0, "the target file declares that there is no database"));
    }
    if (evidence.database() == Availability.MISSING) {
      return Optional.of(
          draft.unjudged(
              Outcome.INVALID,
              0,
              "no database is named, so no workflow is proven: name it in the target file or"
                  + " AI_AGENTS_DATABASE_URL, then load-test reconcile"));
    }
    if (evidence.workflow().isEmpty()) {
      return Optional.of(
          draft.unjudged(
              Outcome.INVALID,
              0,
              evidence
                  .doubt()
                  .orElse(
                      "there is no workflow.jtl, so no workflow is proven: load-test reconcile"
                          + " writes it")));
    }
    WorkflowAnalysis workflow = evidence.workflow().get();
    if (evidence.load().repeatedIds() > 0 || evidence.load().withoutId() > 0) {
      return Optional.of(
          draft.unjudged(
              Outcome.INVALID,
              workflow.accepted(),
              String.format(
                  Locale.ROOT,
                  "%d submissions repeat a ticket id and %d have none: they cannot be followed",
                  evidence.load().repeatedIds(),
                  evidence.load().withoutId())));
    }
    if (workflow.unreadable() > 0 || workflow.accepted() != evidence.load().accepted()) {
      return Optional.of(
          draft.unjudged(
              Outcome.INVALID,
              workflow.accepted(),
              String.format(
                  Locale.ROOT,
                  "workflow.jtl has %d tickets and %d unreadable rows, the samples have %d"
                      + " accepted tickets: they must balance",
                  workflow.accepted(),
                  workflow.unreadable(),
                  evidence.load().accepted())));
    }
    return Optional.empty();
  }

  /** Why a rate or percentile of the workflow cannot be judged, if so. */
  private static Optional<Criterion> withoutRates(Evidence evidence, Draft draft) {
    Optional<Criterion> unproven = withoutProof(evidence, draft);
    if (unproven.isPresent()) {
      return unproven;
    }
    long n = evidence.workflow().orElseThrow().inWindow();
    Optional<String> strange = beforeSent(evidence.workflow().get());
    if (strange.isPresent()) {
      return Optional.of(draft.unjudged(Outcome.INVALID, n, strange.get()));
    }
    return doubtOfRates(evidence, n, "accepted tickets")
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

  private static Optional<String> doubtOfRates(Evidence evidence, long n, String what) {
    if (evidence.doubt().isPresent()) {
      return evidence.doubt();
    }
    if (n < FEWEST_SAMPLES) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "found %d %s in the measurement window, needed are at least %d",
              n,
              what,
              FEWEST_SAMPLES));
    }
    if (evidence.read().damaged() * DAMAGE_ALLOWED > evidence.read().rows()) {
      return Optional.of(damage(evidence));
    }
    return Optional.empty();
  }

  private static String damage(Evidence evidence) {
    return evidence.read().damaged()
        + " rows of the samples are damaged"
        + evidence
            .read()
            .firstDamaged()
            .map(d -> ", first on line " + d.line() + ", byte " + d.offset() + ": " + d.reason())
            .orElse("");
  }
}
