package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.LabelStatistics;
import com.aiagents.loadtest.scenario.TaskMix;
import com.aiagents.loadtest.unit.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges a run by the contract's criteria, and by the limits that a thresholds file changes or
 * adds.
 *
 * <p>Unless one does: success rate above 99 % passes, below 95 % fails. p95 of the complete
 * workflow: below 60 s passes, above 90 s fails. Between the two is WARNING, the limits included:
 * 99.000 % and 60.000 s are warnings. No accepted ticket may be lost, duplicated or corrupted and
 * the queue must be drained. What grows over time is for {@link StabilityCriteria}.
 */
public final class Judge {
  private Judge() {}

  /** The verdict on the evidence of a run, by the contract's limits. */
  public static Verdict judge(Evidence evidence) {
    return judge(evidence, Thresholds.STANDARD);
  }

  /** The verdict on the evidence of a run, by the limits of its scenario. */
  public static Verdict judge(Evidence evidence, Thresholds thresholds) {
    Limits limits = thresholds.of(evidence.scenario());
    List<Criterion> criteria = new ArrayList<>();
    criteria.add(requests(evidence, limits.band(Setting.REQUESTS_SUCCESS_PASS)));
    criteria.addAll(WorkflowCriteria.judge(evidence, limits));
    criteria.add(QueueDrained.judge(evidence));
    criteria.add(QueueBuildup.judge(evidence, limits.limit(Setting.QUEUE_BUILDUP)));
    criteria.add(LogErrors.judge(evidence));
    criteria.add(Responsiveness.judge(evidence));
    criteria.addAll(StabilityCriteria.of(evidence, criteria, limits));
    criteria.add(BurstRecovery.judge(evidence));
    criteria.add(LoadDelivered.judge(evidence));
    criteria.add(GeneratorHealth.judge(evidence));
    criteria.addAll(alarms(evidence, limits));
    criteria.addAll(LabelCriteria.judge(evidence, limits));
    return new Verdict(evidence.scenario(), criteria);
  }

  /**
   * What can be said of a load while it goes on: the rates, the alarms, the target's health, and
   * the limits of labels. It proves nothing; the rest is for {@link #judge} when the run has ended.
   *
   * @param evidence of the time until now; its workflow is that of the tickets with an end
   */
  public static Verdict soFar(Evidence evidence, Thresholds thresholds) {
    Limits limits = thresholds.of(evidence.scenario());
    List<Criterion> criteria = new ArrayList<>();
    criteria.add(requests(evidence, limits.band(Setting.REQUESTS_SUCCESS_PASS)));
    criteria.addAll(WorkflowCriteria.soFar(evidence, limits));
    criteria.add(Responsiveness.judge(evidence));
    criteria.add(GeneratorHealth.judge(evidence));
    criteria.addAll(alarms(evidence, limits));
    criteria.addAll(LabelCriteria.judge(evidence, limits));
    return new Verdict(evidence.scenario(), criteria);
  }

  private static List<Criterion> alarms(Evidence evidence, Limits limits) {
    return List.of(
        ResourceAlarms.cpu(evidence, limits.limit(Setting.ALARM_CPU)),
        ResourceAlarms.memory(evidence, limits.limit(Setting.ALARM_MEMORY)),
        Alarms.queue(evidence, limits.limit(Setting.ALARM_QUEUE)),
        Alarms.connections(evidence, limits.limit(Setting.ALARM_CONNECTIONS)));
  }

  private static Criterion requests(Evidence evidence, Band band) {
    Draft draft = Draft.of("requests.success", "Successful requests", "share", band);
    long n = evidence.load().windowSamples();
    Optional<String> doubt = Doubts.ofRates(evidence, n, "samples of the task mix");
    if (doubt.isPresent()) {
      return draft.unjudged(Outcome.INVALID, n, doubt.get());
    }
    Optional<String> missing = missingLabel(evidence);
    if (missing.isPresent()) {
      return draft.unjudged(Outcome.INVALID, n, missing.get());
    }
    return draft.success(
        new Ratio(evidence.load().windowSuccesses(), n), band, "requests", "succeeded");
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
        .filter(e -> tasks * e.getValue() >= Doubts.FEWEST_SAMPLES * mix.total())
        .findFirst()
        .map(
            e ->
                String.format(
                    Locale.ROOT,
                    "there is no sample of %s; by its weight %d were to be expected",
                    e.getKey().label(),
                    tasks * e.getValue() / mix.total()));
  }
}
