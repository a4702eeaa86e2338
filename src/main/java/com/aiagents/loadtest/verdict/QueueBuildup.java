package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.Series;
import com.aiagents.loadtest.analysis.Series.Point;
import com.aiagents.loadtest.analysis.Span;
import com.aiagents.loadtest.unit.Sustained;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * {@code queue.buildup}: whether jobs piled up faster than they were completed, and whether that
 * went back.
 *
 * <p>A backlog of exactly 5 s is none, unless a thresholds file says otherwise.
 */
final class QueueBuildup {
  private QueueBuildup() {}

  /** Whether jobs piled up faster than they were completed, and whether that went back. */
  static Criterion judge(Evidence evidence, Limit limit) {
    Draft draft =
        new Draft(
            "queue.buildup",
            "Build-up of the queue",
            Watching.SECONDS,
            Watching.SUSTAINED,
            "no end");
    boolean noRate = evidence.database() == Availability.DECLARED_NONE;
    Optional<Criterion> unwatched =
        Watching.unwatched(
            evidence,
            draft,
            noRate ? Availability.DECLARED_NONE : evidence.redis(),
            noRate ? "database" : Watching.QUEUE);
    if (unwatched.isPresent()) {
      return unwatched.get();
    }
    MonitorAnalysis seen = evidence.watched().monitor().orElseThrow();
    Series inWindow = seen.backlog().within(seen.window());
    // the limit is in ms
    DoublePredicate over = seconds -> !limit.admits(seconds * 1000);
    // a build-up begins in the window, and ends when it ends
    Series onwards =
        seen.backlog().within(new TimeWindow(seen.window().fromMillis(), Long.MAX_VALUE));
    Optional<Span> buildup =
        inWindow.longestSpan(over, Sustained.GAP_MILLIS).filter(Watching::lasts);
    Crossings crossings =
        Crossings.of(limit.value().doubleValue() / 1000, onwards, over, Sustained.GAP_MILLIS);
    boolean proven = evidence.workflow().isPresent();
    if (proven
        && buildup.isPresent()
        && (evidence.drain().isPresent() || evidence.doubt().isEmpty())
        && onwards.last().map(Point::value).filter(over::test).isPresent()) {
      return draft
          .judged(
              Outcome.FAIL,
              Watching.seconds(buildup.get()),
              inWindow.size(),
              buildupText(seen, onwards, buildup.get(), over, limit)
                  + ", and at the end of the drain "
                  + text(seen.depth().last().orElseThrow().value())
                  + " jobs still waited")
          .with(crossings);
    }
    Optional<String> missing =
        Watching.missing(
            evidence, seen.depth(), seen.load(), "reading of the queue depth", "redis");
    if (missing.isPresent()) {
      return draft.unjudged(Outcome.INVALID, inWindow.size(), missing.get());
    }
    if (!proven) {
      return draft.unjudged(
          Outcome.INVALID,
          inWindow.size(),
          "there is no workflow.jtl, so the completion rate is not known: name a database, or"
              + " load-test reconcile");
    }
    if (buildup.isEmpty()) {
      return draft
          .judged(
              Outcome.PASS,
              Watching.longest(inWindow, over),
              inWindow.size(),
              "the jobs that waited were never " + limit.beyond() + " of completions for 10 s")
          .with(crossings);
    }
    return draft
        .judged(
            Outcome.WARNING,
            Watching.seconds(buildup.get()),
            inWindow.size(),
            buildupText(seen, onwards, buildup.get(), over, limit)
                + end(seen, onwards, buildup.get(), over))
        .with(crossings);
  }

  private static String buildupText(
      MonitorAnalysis seen, Series onwards, Span buildup, DoublePredicate over, Limit limit) {
    Span whole = whole(onwards, buildup, over);
    Point peak =
        seen.depth().points().stream()
            .filter(p -> p.millis() >= whole.fromMillis() && p.millis() <= whole.toMillis())
            // the first of several that are equal
            .max(Comparator.comparingDouble(Point::value).thenComparing(p -> -p.millis()))
            .orElseThrow();
    return String.format(
        Locale.ROOT,
        "built up from %s on (%s), peak %s jobs at %s",
        Watching.at(seen, whole.fromMillis()),
        limit.sign() == Limit.Sign.AT_MOST
            ? "more jobs waited than " + limit.words() + " of completions"
            : "jobs of at least " + limit.words() + " of completions waited",
        text(peak.value()),
        Watching.at(seen, peak.millis()));
  }

  /** The span with what came of it after the window. */
  private static Span whole(Series onwards, Span buildup, DoublePredicate over) {
    return onwards.spans(over, Sustained.GAP_MILLIS).stream()
        .filter(span -> span.fromMillis() == buildup.fromMillis())
        .findFirst()
        .orElseThrow();
  }

  private static String end(
      MonitorAnalysis seen, Series onwards, Span buildup, DoublePredicate over) {
    long last = whole(onwards, buildup, over).toMillis();
    return onwards.points().stream()
        .filter(p -> p.millis() > last && !over.test(p.value()))
        .findFirst()
        .map(p -> ", came down at " + Watching.at(seen, p.millis()))
        .orElse("");
  }

  private static String text(double jobs) {
    return String.format(Locale.ROOT, "%.0f", jobs);
  }
}
