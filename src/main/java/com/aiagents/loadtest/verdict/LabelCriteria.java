package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.LabelStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code requests.FIGURE[LABEL]}: the limits that a thresholds file gives to a label.
 *
 * <p>A label without a sample is INVALID, and so is a figure that is an estimate of fewer than 20.
 * What counts every sample (errors, the longest time) fails by the first that is too many, whatever
 * is doubtful else, and passes only when no row is damaged.
 */
final class LabelCriteria {
  private LabelCriteria() {}

  /** One criterion for each figure with limits, sorted by label. */
  static List<Criterion> judge(Evidence evidence, Limits limits) {
    List<Criterion> criteria = new ArrayList<>();
    for (Map.Entry<String, Map<Figure, Band>> label : limits.labels().entrySet()) {
      Optional<LabelStatistics> statistics = statistics(evidence, label.getKey());
      label
          .getValue()
          .forEach(
              (figure, band) ->
                  criteria.add(
                      judge(
                          evidence, figure, band, figure.draft(label.getKey(), band), statistics)));
    }
    return criteria;
  }

  /** What a label is judged by: its samples of the measurement window. */
  private static Optional<LabelStatistics> statistics(Evidence evidence, String label) {
    return evidence.load().measured().stream()
        .filter(l -> l.label().equals(label))
        // TOTAL stands last, whatever a sample is called
        .reduce((first, last) -> last)
        .filter(l -> l.count() > 0);
  }

  private static Criterion judge(
      Evidence evidence,
      Figure figure,
      Band band,
      Draft draft,
      Optional<LabelStatistics> statistics) {
    if (statistics.isEmpty()) {
      return draft.unjudged(
          Outcome.INVALID,
          0,
          evidence.doubt().orElse("there is no sample of this label in the measurement window"));
    }
    LabelStatistics of = statistics.get();
    Outcome outcome = band.outcome(figure.exact(of));
    Optional<String> doubt =
        figure.countsEverySample()
            ? Optional.of(outcome)
                .filter(o -> o != Outcome.FAIL)
                .flatMap(o -> Doubts.ofCounts(evidence))
            : Doubts.ofEstimate(evidence, of.count(), "samples of this label");
    return doubt
        .map(why -> draft.unjudged(Outcome.INVALID, of.count(), why))
        .orElseGet(
            () ->
                figure
                    .certainty(of, band)
                    .map(
                        certainty ->
                            draft.estimated(
                                outcome,
                                figure.observed(of),
                                of.count(),
                                figure.message(of),
                                certainty,
                                "requests"))
                    .orElseGet(
                        () ->
                            draft.judged(
                                outcome, figure.observed(of), of.count(), figure.message(of))));
  }
}
