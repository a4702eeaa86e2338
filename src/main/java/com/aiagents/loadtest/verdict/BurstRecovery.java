package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.Recovery;
import com.aiagents.loadtest.analysis.Recovery.Window;
import com.aiagents.loadtest.analysis.Series;
import com.aiagents.loadtest.analysis.Series.Point;
import com.aiagents.loadtest.scenario.Burst;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import com.aiagents.loadtest.verdict.Watched.By;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code burst.recovery}: how long after the end of the cool-down a burst is over.
 *
 * <p>It is over at the end of the first window of 5 s in which the p95 of the webhook answers is at
 * most 1.5 times that of the warm-up plus 50 ms, and at most 10 jobs more waited than ever in the
 * warm-up. Within 30 s of a run of 240 s, and in proportion of a shorter one, is a PASS, later a
 * WARNING, not at all a FAIL. A run so short that less than 10 s would be left is not judged.
 */
final class BurstRecovery {
  private static final double FULL_SECONDS = Burst.scenario().profile().duration().toSeconds();
  private static final double PASS_SECONDS = 30;
  private static final double LEAST_SECONDS = 10;
  private static final double FACTOR = 1.5;
  private static final double ADDED_MILLIS = 50;
  private static final double ADDED_JOBS = 10;

  private BurstRecovery() {}

  static Criterion judge(Evidence evidence) {
    double seconds =
        evidence
            .planned()
            .map(p -> PASS_SECONDS * ((p.endMillis() - p.firstMillis()) / 1000) / FULL_SECONDS)
            .orElse(PASS_SECONDS);
    Draft draft =
        new Draft(
            "burst.recovery",
            "Until latency and queue are back",
            Watching.SECONDS,
            "<= " + new BigDecimal(seconds).stripTrailingZeros().toPlainString(),
            "never");
    if (!evidence.scenario().equals(Burst.scenario().name())) {
      return draft.unjudged(Outcome.NOT_APPLICABLE, 0, "only a burst is judged for recovery");
    }
    if (seconds < LEAST_SECONDS) {
      return draft.unjudged(
          Outcome.NOT_APPLICABLE,
          0,
          String.format(
              Locale.ROOT,
              "30 s of a full run are %.1f s of this one, needed are at least %.0f s: run at least"
                  + " %.0f s",
              seconds,
              LEAST_SECONDS,
              FULL_SECONDS * LEAST_SECONDS / PASS_SECONDS));
    }
    return unjudged(evidence, draft).orElseGet(() -> judged(evidence, draft, seconds));
  }

  private static Optional<Criterion> unjudged(Evidence evidence, Draft draft) {
    if (evidence.doubt().isPresent()) {
      return evidence.doubt().map(why -> draft.unjudged(Outcome.INVALID, 0, why));
    }
    Optional<Recovery> recovery = evidence.load().recovery();
    if (recovery.isEmpty()) {
      return Optional.of(
          draft.unjudged(Outcome.INVALID, 0, "the planned profile has no end of a cool-down"));
    }
    long n = recovery.get().warmUpCount();
    Optional<String> doubt = Doubts.ofRates(evidence, n, "webhook answers of the warm-up");
    if (doubt.isPresent()) {
      return doubt.map(why -> draft.unjudged(Outcome.INVALID, n, why));
    }
    return hasQueue(evidence)
        ? Watching.unwatched(evidence, draft, evidence.redis(), Watching.QUEUE)
            .or(
                () -> {
                  MonitorAnalysis seen = evidence.watched().monitor().orElseThrow();
                  return Watching.missing(
                          evidence,
                          seen.depth(),
                          seen.load(),
                          "reading of the queue depth",
                          "redis")
                      .map(why -> draft.unjudged(Outcome.INVALID, n, why));
                })
        : Optional.empty();
  }

  /** Whether somebody was to watch a queue; if not, the answers alone are judged. */
  private static boolean hasQueue(Evidence evidence) {
    return evidence.watched().by() != By.NOBODY && evidence.redis() != Availability.DECLARED_NONE;
  }

  private static Criterion judged(Evidence evidence, Draft draft, double seconds) {
    Recovery recovery = evidence.load().recovery().orElseThrow();
    double usual = recovery.warmUpP95().orElseThrow();
    double allowed = FACTOR * usual + ADDED_MILLIS;
    Optional<Series> depth =
        hasQueue(evidence)
            ? evidence.watched().monitor().map(MonitorAnalysis::depth)
            : Optional.empty();
    double usualDepth = depth.map(d -> most(d, recovery.warmUp()).orElse(0)).orElse(0.0);
    String against =
        String.format(
                Locale.ROOT,
                "p95 of the webhook answers in the warm-up %s, allowed %s",
                text(usual),
                text(allowed))
            + depth
                .map(
                    d ->
                        String.format(
                            Locale.ROOT,
                            "; jobs that waited at most %.0f, allowed %.0f",
                            usualDepth,
                            usualDepth + ADDED_JOBS))
                .orElse("; the queue was not watched");
    long samples = recovery.after().stream().mapToLong(Window::count).sum();
    for (Window window : recovery.after()) {
      boolean fast = window.p95().isPresent() && window.p95().getAsDouble() <= allowed;
      boolean empty =
          depth
              .map(d -> most(d, window.window()))
              .map(m -> m.isPresent() && m.getAsDouble() <= usualDepth + ADDED_JOBS)
              .orElse(true);
      if (fast && empty) {
        double after =
            (window.window().toMillis() - recovery.after().get(0).window().fromMillis()) / 1000.0;
        return draft.judged(
            after <= seconds ? Outcome.PASS : Outcome.WARNING,
            after,
            samples,
            String.format(
                Locale.ROOT,
                "back %.1f s after the end of the cool-down, with a p95 of %s; %s",
                after,
                text(window.p95().getAsDouble()),
                against));
      }
    }
    return draft.judged(
        Outcome.FAIL,
        Double.POSITIVE_INFINITY,
        samples,
        "never back in the " + recovery.after().size() + " windows of 5 s after it; " + against);
  }

  private static OptionalDouble most(Series depth, TimeWindow window) {
    return depth.within(window).points().stream().mapToDouble(Point::value).max();
  }

  private static String text(double millis) {
    return Double.isInfinite(millis) ? "never" : String.format(Locale.ROOT, "%.0f ms", millis);
  }
}
