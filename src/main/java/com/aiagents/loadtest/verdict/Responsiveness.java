package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.Series;
import com.aiagents.loadtest.analysis.Series.Point;
import com.aiagents.loadtest.analysis.Span;
import com.aiagents.loadtest.unit.Sustained;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/**
 * {@code system.responsive}: whether the target answered all the time, as the process that it was.
 */
final class Responsiveness {
  static final int ANSWERED = 200;

  private Responsiveness() {}

  /** Whether the target answered all the time, as the process that it was. */
  static Criterion judge(Evidence evidence) {
    Draft draft =
        new Draft(
            "system.responsive",
            "Longest time without health",
            Watching.SECONDS,
            Watching.SUSTAINED,
            ">= 10");
    Optional<Criterion> unwatched = Watching.unwatched(evidence, draft, Availability.AVAILABLE, "");
    if (unwatched.isPresent()) {
      return unwatched.get();
    }
    MonitorAnalysis seen = evidence.watched().monitor().orElseThrow();
    Series health = seen.health();
    DoublePredicate unanswered = status -> status != ANSWERED;
    Optional<Span> silence =
        health.longestSpan(unanswered, Sustained.GAP_MILLIS).filter(Watching::lasts);
    List<Span> unwell =
        new ArrayList<>(Crossings.sustained(health, unanswered, Sustained.GAP_MILLIS));
    restart(seen).ifPresent(p -> unwell.add(new Span(p.millis(), p.millis())));
    Crossings crossings = new Crossings(OptionalDouble.empty(), unwell);
    if (silence.isPresent()) {
      return draft
          .judged(
              Outcome.FAIL,
              Watching.seconds(silence.get()),
              health.size(),
              "no 200 from GET /health " + Watching.span(seen, silence.get()))
          .with(crossings);
    }
    Optional<String> restart = restart(seen).map(p -> text(seen, p));
    if (restart.isPresent()) {
      return draft
          .judged(Outcome.FAIL, Watching.longest(health, unanswered), health.size(), restart.get())
          .with(crossings);
    }
    return Watching.missing(evidence, health, seen.load(), "attempt to ask GET /health", "health")
        .map(why -> draft.unjudged(Outcome.INVALID, health.size(), why))
        .orElseGet(
            () ->
                draft
                    .judged(
                        Outcome.PASS,
                        Watching.longest(health, unanswered),
                        health.size(),
                        "GET /health was never without a 200 for 10 s")
                    .with(crossings));
  }

  /**
   * A process that began after it was first asked, in the place of one that is never seen again.
   * One that only differs, or that came in addition, is another replica behind the same URL.
   */
  static Optional<Point> restart(MonitorAnalysis seen) {
    List<Point> starts = seen.processStart().points();
    Map<Double, Point> first = new HashMap<>();
    Map<Double, Point> last = new HashMap<>();
    for (Point p : starts) {
      first.putIfAbsent(p.value(), p);
      last.put(p.value(), p);
    }
    return starts.stream()
        .filter(p -> p == first.get(p.value()))
        .filter(p -> p.value() * 1000 > starts.get(0).millis())
        .filter(p -> last.values().stream().anyMatch(gone -> gone.millis() < p.millis()))
        .findFirst();
  }

  /** A restart in words. */
  static String text(MonitorAnalysis seen, Point restart) {
    return "the target restarted: at "
        + Watching.at(seen, restart.millis())
        + " it was a process that began at "
        + Watching.at(seen, Math.round(restart.value() * 1000));
  }
}
