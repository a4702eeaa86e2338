package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.Series;
import com.aiagents.loadtest.analysis.Span;
import com.aiagents.loadtest.unit.Sustained;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import com.aiagents.loadtest.verdict.Watched.By;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * What all criteria share that come from watching the target: when they cannot be judged, and how
 * long something lasted.
 *
 * <p>What is {@link Sustained} counts. Of a load, no 5 s may pass without a reading, or what needs
 * it is INVALID. Moments are told in seconds after the first request.
 */
final class Watching {
  static final String SECONDS = "s";
  static final String SUSTAINED = "< 10";
  static final String QUEUE = "queue (Redis)";

  private Watching() {}

  /** Why nothing that needs a source and the monitor can be judged, if so. */
  static Optional<Criterion> unwatched(
      Evidence evidence, Draft draft, Availability source, String what) {
    Optional<Criterion> nobody = nobody(evidence, draft);
    if (nobody.isPresent()) {
      return nobody;
    }
    if (source == Availability.DECLARED_NONE) {
      return Optional.of(
          draft.unjudged(
              Outcome.NOT_APPLICABLE, 0, "the target file declares that there is no " + what));
    }
    if (evidence.watched().monitor().isPresent() && source == Availability.AVAILABLE) {
      return Optional.empty();
    }
    if (evidence.doubt().isPresent()) {
      return Optional.of(draft.unjudged(Outcome.INVALID, 0, evidence.doubt().get()));
    }
    return Optional.of(
        draft.unjudged(
            Outcome.INVALID,
            0,
            source == Availability.MISSING
                ? "nobody watched the " + what + ": it is not named"
                : "there is no monitor.csv: nobody watched the target"));
  }

  /** Why nothing that was to be seen can be judged, if so: nobody looked. */
  static Optional<Criterion> nobody(Evidence evidence, Draft draft) {
    if (evidence.watched().by() == By.NOBODY) {
      return Optional.of(
          draft.unjudged(
              Outcome.NOT_APPLICABLE,
              0,
              "plain Maven and the GUI do not watch the target: use load-test run"));
    }
    if (evidence.watched().by() == By.UNKNOWN) {
      return Optional.of(
          draft.unjudged(
              Outcome.INVALID,
              0,
              evidence
                  .doubt()
                  .orElse("samples alone say nothing of the target: judge the run folder")));
    }
    return Optional.empty();
  }

  /**
   * Why readings do not cover the load, or the part of it that they must cover, if so.
   *
   * @param probe that read them, and may have said why it could not
   */
  static Optional<String> missing(
      Evidence evidence, Series series, TimeWindow time, String reading, String probe) {
    return missing(evidence, series, time, reading, probe, Sustained.GAP_MILLIS);
  }

  /**
   * The same of readings that come more seldom.
   *
   * @param gapMillis how far they may be apart
   */
  static Optional<String> missing(
      Evidence evidence,
      Series series,
      TimeWindow time,
      String reading,
      String probe,
      long gapMillis) {
    if (evidence.doubt().isPresent()) {
      return evidence.doubt();
    }
    Span gap = series.longestGap(time);
    return gap.millis() <= gapMillis
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "there is no %s for %.1f s, from %s on; needed is one every %d s of the load%s",
                reading,
                seconds(gap),
                at(evidence.watched().monitor().orElseThrow(), gap.fromMillis()),
                gapMillis / 1_000,
                because(evidence, probe)));
  }

  /** Why a probe could not run, at the end of a message; empty if it did not say. */
  static String because(Evidence evidence, String probe) {
    String reason = evidence.watched().unwatched().get(probe);
    return reason == null ? "" : " (" + reason + ")";
  }

  /** Whether it is sustained. */
  static boolean lasts(Span span) {
    return span.millis() >= Sustained.SHORTEST_MILLIS;
  }

  /** Whether it lasts so long. */
  static boolean lasts(Span span, long millis) {
    return Sustained.reaches(span.millis(), millis);
  }

  /** The highest value that was sustained; 0 if none was. */
  static double held(Series series) {
    return series.held(Sustained.SHORTEST_MILLIS, Sustained.GAP_MILLIS).orElse(0);
  }

  /** The longest time in seconds, however short. */
  static double longest(Series series, DoublePredicate condition) {
    return series.longestSpan(condition, Sustained.GAP_MILLIS).map(Watching::seconds).orElse(0.0);
  }

  /** The length of a time. */
  static double seconds(Span span) {
    return span.millis() / 1000.0;
  }

  /** A time in words. */
  static String span(MonitorAnalysis seen, Span span) {
    return String.format(
        Locale.ROOT,
        "for %.1f s, from %s to %s",
        seconds(span),
        at(seen, span.fromMillis()),
        at(seen, span.toMillis()));
  }

  /** A moment in words. */
  static String at(MonitorAnalysis seen, long millis) {
    return offset(seen.load(), millis);
  }

  /** A moment by the load's own clock, which stands at zero with the first request. */
  private static String offset(TimeWindow load, long millis) {
    return String.format(Locale.ROOT, "%.1f s", (millis - load.fromMillis()) / 1000.0);
  }
}
