package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.Series;
import com.aiagents.loadtest.analysis.Span;
import com.aiagents.loadtest.unit.Sustained;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * {@code alarm.queue} and {@code alarm.connections}, each a WARNING when it is sustained inside the
 * measurement window.
 *
 * <p>Values at a limit are within it, unless a thresholds file says otherwise: 1000 jobs are no
 * alarm, 90 % of the connections neither.
 */
final class Alarms {
  private Alarms() {}

  /** Whether more jobs waited than the limit allows. */
  static Criterion queue(Evidence evidence, Limit limit) {
    String jobs = limit.beyond() + " jobs waited";
    Draft draft =
        Draft.ofWarning("alarm.queue", capital(jobs), Watching.SECONDS, Watching.SUSTAINED);
    return Watching.unwatched(evidence, draft, evidence.redis(), Watching.QUEUE)
        .orElseGet(
            () ->
                alarm(
                    evidence,
                    draft,
                    evidence.watched().monitor().orElseThrow().depth(),
                    "reading of the queue depth",
                    "redis",
                    limit,
                    jobs));
  }

  /** Whether more connections were in use than allowed, of the server or of the pool. */
  static Criterion connections(Evidence evidence, Limit limit) {
    String share = limit.beyond();
    Draft draft =
        Draft.ofWarning(
            "alarm.connections",
            capital(share) + " of the connections in use",
            Watching.SECONDS,
            Watching.SUSTAINED);
    // a target that tells of its pool can be judged by it alone
    boolean pool =
        evidence
            .watched()
            .monitor()
            .filter(seen -> seen.pool().longestGap(seen.load()).millis() <= Sustained.GAP_MILLIS)
            .isPresent();
    // a database that fell silent was named all the same: its probe died
    boolean named = evidence.database() == Availability.AVAILABLE || evidence.lost().isPresent();
    Optional<Criterion> unwatched =
        Watching.unwatched(
            evidence, draft, pool ? Availability.AVAILABLE : evidence.database(), "database");
    if (unwatched.isPresent()) {
      return unwatched.get();
    }
    MonitorAnalysis seen = evidence.watched().monitor().orElseThrow();
    DoublePredicate many = used -> !limit.admits(used);
    Criterion server =
        alarm(
            evidence,
            draft,
            named ? seen.connections() : seen.pool(),
            "reading of the connections",
            named ? "database" : "metrics",
            limit,
            named
                ? share + " of max_connections were in use"
                : share + " of the target's pool were in use");
    Optional<Span> full =
        seen.pool()
            .within(seen.window())
            .longestSpan(many, Sustained.GAP_MILLIS)
            .filter(Watching::lasts);
    if (server.outcome() == Outcome.PASS && full.isPresent()) {
      return draft
          .judged(
              Outcome.WARNING,
              Watching.seconds(full.get()),
              seen.pool().within(seen.window()).size(),
              share + " of the target's pool were in use " + Watching.span(seen, full.get()))
          .with(crossings(seen.pool().within(seen.window()), limit));
    }
    return server;
  }

  static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static Criterion alarm(
      Evidence evidence,
      Draft draft,
      Series series,
      String reading,
      String probe,
      Limit limit,
      String what) {
    DoublePredicate alarming = value -> !limit.admits(value);
    MonitorAnalysis seen = evidence.watched().monitor().orElseThrow();
    Series inWindow = series.within(seen.window());
    Optional<String> missing = Watching.missing(evidence, series, seen.load(), reading, probe);
    if (missing.isPresent()) {
      return draft.unjudged(Outcome.INVALID, inWindow.size(), missing.get());
    }
    return inWindow
        .longestSpan(alarming, Sustained.GAP_MILLIS)
        .filter(Watching::lasts)
        .map(
            span ->
                draft.judged(
                    Outcome.WARNING,
                    Watching.seconds(span),
                    inWindow.size(),
                    what + " " + Watching.span(seen, span)))
        .orElseGet(
            () ->
                draft.judged(
                    Outcome.PASS,
                    Watching.longest(inWindow, alarming),
                    inWindow.size(),
                    "never for 10 s"))
        .with(crossings(inWindow, limit));
  }

  private static Crossings crossings(Series inWindow, Limit limit) {
    return Crossings.of(
        limit.value().doubleValue(), inWindow, value -> !limit.admits(value), Sustained.GAP_MILLIS);
  }
}
