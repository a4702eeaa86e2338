package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.Growth;
import com.aiagents.loadtest.analysis.Stability;
import com.aiagents.loadtest.analysis.WindowedSeries;
import com.aiagents.loadtest.scenario.Endurance;
import com.aiagents.loadtest.unit.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * Judges whether an endurance run got worse over time: latency, errors, memory.
 *
 * <p>Unless a thresholds file says otherwise: WARNING when the growth is above 20 %, is no chance
 * (Mann–Kendall, one-sided p at most 0.001), and is large enough to matter: at least 20 ms of the
 * webhook answers, 500 ms of the complete workflow, half a point of the error share, 50 MiB of
 * memory. Growth of exactly 20 % passes. There is no FAIL: what a growth leads to is for the other
 * criteria to find.
 */
final class StabilityCriteria {
  private static final Duration SHORTEST = Duration.ofMinutes(4);
  private static final int FEWEST_WINDOWS = 10;
  private static final long FEWEST_SAMPLES = 5;
  private static final double SIGNIFICANCE = 0.001;

  private static final Quantity SUBMITS =
      new Quantity(
          "webhook answers",
          "median ",
          Setting.STABILITY_LATENCY,
          Setting.STABILITY_ANSWERS,
          v -> text("%.0f ms", v));
  private static final Quantity WORKFLOW =
      new Quantity(
          "complete workflow",
          "median ",
          Setting.STABILITY_LATENCY,
          Setting.STABILITY_WORKFLOW,
          v -> text("%.0f ms", v));
  private static final Quantity ERRORS =
      new Quantity(
          "errors of the task mix",
          "",
          Setting.STABILITY_ERRORS,
          Setting.STABILITY_POINTS,
          v -> text("%.2f %%", v * 100));
  private static final Quantity MEMORY =
      new Quantity(
          "memory",
          "",
          Setting.STABILITY_MEMORY,
          Setting.STABILITY_BYTES,
          v -> text("%.1f MiB", v / (1024 * 1024)));

  private StabilityCriteria() {}

  /**
   * The three criteria.
   *
   * @param judged the criteria of the whole run: where rates or percentiles cannot be judged as a
   *     whole, neither can they in windows
   */
  static List<Criterion> of(Evidence evidence, List<Criterion> judged, Limits limits) {
    return List.of(
        latency(evidence, judged, limits),
        errors(evidence, judged, limits),
        memory(evidence, limits));
  }

  private static Criterion latency(Evidence evidence, List<Criterion> judged, Limits limits) {
    Draft draft =
        draft(
            "stability.latency", "Growth of the latency", limits.limit(Setting.STABILITY_LATENCY));
    Optional<Criterion> unjudged =
        unjudged(draft, evidence).or(() -> invalid(draft, judged, "requests.success"));
    if (unjudged.isPresent()) {
      return unjudged.get();
    }
    Stability stability = evidence.stability().orElseThrow();
    List<Finding> findings = new ArrayList<>();
    findings.add(SUBMITS.find(stability.submits(), limits));
    if (find(judged, "workflow.p95").outcome() != Outcome.NOT_APPLICABLE) {
      Optional<Criterion> unproven = invalid(draft, judged, "workflow.p95");
      if (unproven.isPresent() || stability.workflow().isEmpty()) {
        return unproven.orElseGet(
            () -> draft.unjudged(Outcome.INVALID, 0, "the tickets were not followed"));
      }
      findings.add(WORKFLOW.find(stability.workflow().get(), limits));
    }
    return worst(draft, findings, stability.measured());
  }

  private static Criterion errors(Evidence evidence, List<Criterion> judged, Limits limits) {
    Draft draft =
        draft(
            "stability.errors",
            "Growth of the error share",
            limits.limit(Setting.STABILITY_ERRORS));
    return unjudged(draft, evidence)
        .or(() -> invalid(draft, judged, "requests.success"))
        .orElseGet(
            () -> {
              Stability stability = evidence.stability().orElseThrow();
              return worst(
                  draft, List.of(ERRORS.find(stability.errors(), limits)), stability.measured());
            });
  }

  private static Criterion memory(Evidence evidence, Limits limits) {
    Draft draft =
        draft(
            "stability.memory",
            "Growth of the target's memory",
            limits.limit(Setting.STABILITY_MEMORY));
    Optional<Criterion> aside =
        notApplicable(draft, evidence)
            .or(
                () ->
                    evidence
                        .stability()
                        .filter(s -> !s.watched())
                        .map(
                            s ->
                                draft.unjudged(
                                    Outcome.NOT_APPLICABLE,
                                    0,
                                    "the run was not made by load-test run, so nobody watched the target's"
                                        + " memory")));
    Optional<Criterion> unjudged = aside.or(() -> unjudged(draft, evidence));
    if (unjudged.isPresent()) {
      return unjudged.get();
    }
    Stability stability = evidence.stability().orElseThrow();
    if (stability.memory().isEmpty()) {
      return draft.unjudged(Outcome.INVALID, 0, "process memory was not observed");
    }
    return worst(
        draft, List.of(MEMORY.find(stability.memory().get(), limits)), stability.measured());
  }

  private static Optional<Criterion> notApplicable(Draft draft, Evidence evidence) {
    if (!evidence.scenario().equals(Endurance.scenario().name())) {
      return Optional.of(
          draft.unjudged(
              Outcome.NOT_APPLICABLE, 0, "only endurance is judged for growth over time"));
    }
    return evidence
        .stability()
        .map(Stability::measured)
        .filter(measured -> measured.compareTo(SHORTEST) < 0)
        .map(
            measured ->
                draft.unjudged(
                    Outcome.NOT_APPLICABLE,
                    0,
                    "measured were "
                        + DurationText.format(measured)
                        + " after the warm-up, growth needs at least "
                        + DurationText.format(SHORTEST)));
  }

  private static Optional<Criterion> unjudged(Draft draft, Evidence evidence) {
    Optional<Criterion> aside = notApplicable(draft, evidence);
    if (aside.isPresent()) {
      return aside;
    }
    if (evidence.doubt().isPresent()) {
      return evidence.doubt().map(why -> draft.unjudged(Outcome.INVALID, 0, why));
    }
    return evidence.stability().isPresent()
        ? Optional.empty()
        : Optional.of(
            draft.unjudged(Outcome.INVALID, 0, "nobody wrote down which time was to be measured"));
  }

  private static Optional<Criterion> invalid(Draft draft, List<Criterion> judged, String id) {
    return Optional.of(find(judged, id))
        .filter(c -> c.outcome() == Outcome.INVALID)
        .map(c -> draft.unjudged(Outcome.INVALID, 0, c.message()));
  }

  private static Criterion find(List<Criterion> judged, String id) {
    return judged.stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }

  private static String text(String format, double value) {
    return Double.isInfinite(value) ? "never" : String.format(Locale.ROOT, format, value);
  }

  /**
   * What may grow.
   *
   * @param name for people
   * @param statistic before its values
   * @param growth its limit
   * @param least growth that matters, in the unit of the series
   * @param text a value with its unit
   */
  private record Quantity(
      String name, String statistic, Setting growth, Setting least, DoubleFunction<String> text) {
    Finding find(WindowedSeries all, Limits limits) {
      WindowedSeries series = all.withAtLeast(FEWEST_SAMPLES);
      int filled = series.points().size();
      if (filled < FEWEST_WINDOWS) {
        return unjudged(
            all,
            String.format(
                Locale.ROOT,
                "%s: %d of %d windows hold %d samples, needed are %d windows",
                name,
                filled,
                all.windows(),
                FEWEST_SAMPLES,
                FEWEST_WINDOWS));
      }
      Optional<Growth> growth = Growth.of(series);
      if (growth.isEmpty()) {
        return unjudged(
            all,
            name
                + ": nothing to compare, since the first fifth of the time has no median, or the"
                + " last fifth too few samples");
      }
      boolean matters =
          growth
              .filter(g -> !limits.limit(this.growth).admits(g.relative()))
              .filter(g -> g.p() <= SIGNIFICANCE)
              .filter(g -> limits.limit(least).admits(g.absolute()))
              .isPresent();
      return new Finding(this, growth, matters, all.samples(), "");
    }

    private Finding unjudged(WindowedSeries all, String why) {
      return new Finding(this, Optional.empty(), false, all.samples(), why);
    }
  }

  /**
   * What came of a quantity.
   *
   * @param growth empty if it could not be judged
   * @param matters whether it is above the limit, no chance, and large enough
   * @param why then the reason
   */
  private record Finding(
      Quantity of, Optional<Growth> growth, boolean matters, long samples, String why) {
    Outcome outcome() {
      if (growth.isEmpty()) {
        return Outcome.INVALID;
      }
      return matters ? Outcome.WARNING : Outcome.PASS;
    }

    double relative() {
      return growth.map(Growth::relative).orElse(0.0);
    }

    String message(Duration measured) {
      if (growth.isEmpty()) {
        return why;
      }
      Growth g = growth.get();
      return String.format(
          Locale.ROOT,
          "%s: %s%s in the first fifth, %s in the last; growth %s in %s, %s, %d windows",
          of.name(),
          of.statistic(),
          of.text().apply(g.from()),
          of.text().apply(g.to()),
          grown(g),
          DurationText.format(measured),
          g.p() < 0.0001 ? "p < 0.0001" : String.format(Locale.ROOT, "p = %.4f", g.p()),
          g.windows());
    }

    private String grown(Growth g) {
      if (Double.isInfinite(g.absolute())) {
        return "without bound";
      }
      String absolute = " (" + of.text().apply(g.absolute()) + ")";
      return Double.isInfinite(g.relative())
          ? "from nothing" + absolute
          : String.format(Locale.ROOT, "%.1f %%", g.relative() * 100) + absolute;
    }
  }

  private static Draft draft(String id, String label, Limit growth) {
    return Draft.ofWarning(id, label, "share", growth.toString());
  }

  /** The worst of what was found. */
  private static Criterion worst(Draft draft, List<Finding> findings, Duration measured) {
    Finding worst =
        findings.stream()
            .max(Comparator.comparing(Finding::outcome).thenComparing(Finding::relative))
            .orElseThrow();
    String message = worst.message(measured);
    return worst.growth().isPresent()
        ? draft.judged(worst.outcome(), worst.relative(), worst.samples(), message)
        : draft.unjudged(worst.outcome(), worst.samples(), message);
  }
}
