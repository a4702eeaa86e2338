package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.Series;
import com.aiagents.loadtest.analysis.Series.Point;
import com.aiagents.loadtest.analysis.Span;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import com.aiagents.loadtest.verdict.Watched.By;
import com.aiagents.loadtest.verdict.Watched.Log;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * The criteria that come from watching the target: build-up of the queue, errors in its log,
 * responsiveness, and the alarms of queue and connections.
 *
 * <p>Something is sustained when every reading of at least 10 s says it, the first and the last
 * included; readings more than 5 s apart do not belong together. Of a load, no 5 s may pass without
 * a reading, or what needs it is INVALID. Values at a limit are within it: 1000 jobs are no alarm,
 * 90 % of the connections neither, and a backlog of 5 s is no build-up; 10 s sustained are.
 */
final class WatchCriteria {
  private static final long SUSTAINED_MILLIS = 10_000;
  private static final long GAP_MILLIS = 5_000;
  private static final double BACKLOG_SECONDS = 5;
  private static final double MOST_JOBS = 1_000;
  private static final double MOST_CONNECTIONS = 0.9;
  private static final int ANSWERED = 200;
  private static final int SHORT = 200;

  private static final String SECONDS = "s";
  private static final String SUSTAINED = "< 10";
  private static final String NEVER = "never";
  private static final String QUEUE = "queue (Redis)";

  private WatchCriteria() {}

  /** Whether jobs piled up faster than they were completed, and whether that went back. */
  static Criterion queueBuildup(Evidence evidence) {
    Draft draft = new Draft("queue.buildup", "Build-up of the queue", SECONDS, SUSTAINED, "no end");
    boolean noRate = evidence.database() == Availability.DECLARED_NONE;
    Optional<Criterion> unwatched =
        unwatched(
            evidence,
            draft,
            noRate ? Availability.DECLARED_NONE : evidence.redis(),
            noRate ? "database" : QUEUE);
    if (unwatched.isPresent()) {
      return unwatched.get();
    }
    MonitorAnalysis seen = evidence.watched().monitor().orElseThrow();
    Series inWindow = seen.backlog().within(seen.window());
    DoublePredicate over = seconds -> seconds > BACKLOG_SECONDS;
    // a build-up begins in the window, and ends when it ends
    Series onwards =
        seen.backlog().within(new TimeWindow(seen.window().fromMillis(), Long.MAX_VALUE));
    Optional<Span> buildup = inWindow.longestSpan(over, GAP_MILLIS).filter(WatchCriteria::lasts);
    boolean proven = evidence.workflow().isPresent();
    if (proven
        && buildup.isPresent()
        && (evidence.drain().isPresent() || evidence.doubt().isEmpty())
        && onwards.last().map(Point::value).filter(over::test).isPresent()) {
      return draft.judged(
          Outcome.FAIL,
          seconds(buildup.get()),
          inWindow.size(),
          buildupText(seen, onwards, buildup.get(), over)
              + ", and at the end of the drain "
              + text(seen.depth().last().orElseThrow().value())
              + " jobs still waited");
    }
    Optional<String> missing =
        missing(evidence, seen.depth(), seen.load(), "reading of the queue depth");
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
      return draft.judged(
          Outcome.PASS,
          longest(inWindow, over),
          inWindow.size(),
          "the jobs that waited were never more than 5 s of completions for 10 s");
    }
    return draft.judged(
        Outcome.WARNING,
        seconds(buildup.get()),
        inWindow.size(),
        buildupText(seen, onwards, buildup.get(), over) + end(seen, onwards, buildup.get(), over));
  }

  private static String buildupText(
      MonitorAnalysis seen, Series onwards, Span buildup, DoublePredicate over) {
    Span whole = whole(onwards, buildup, over);
    Point peak =
        seen.depth().points().stream()
            .filter(p -> p.millis() >= whole.fromMillis() && p.millis() <= whole.toMillis())
            // the first of several that are equal
            .max(Comparator.comparingDouble(Point::value).thenComparing(p -> -p.millis()))
            .orElseThrow();
    return String.format(
        Locale.ROOT,
        "built up from %s on (more jobs waited than 5 s of completions), peak %s jobs at %s",
        at(seen, whole.fromMillis()),
        text(peak.value()),
        at(seen, peak.millis()));
  }

  /** The span with what came of it after the window. */
  private static Span whole(Series onwards, Span buildup, DoublePredicate over) {
    return onwards.spans(over, GAP_MILLIS).stream()
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
        .map(p -> ", came down at " + at(seen, p.millis()))
        .orElse("");
  }

  /** Whether the application logged errors. */
  static Criterion logsErrors(Evidence evidence) {
    Draft draft = new Draft("logs.errors", "Errors in the target's log", "lines", "= 0", NEVER);
    Optional<Criterion> nobody = nobody(evidence, draft);
    if (nobody.isPresent()) {
      return nobody.get();
    }
    Optional<Log> found = evidence.watched().log();
    if (found.map(Log::source).filter(s -> s == Availability.DECLARED_NONE).isPresent()) {
      return draft.unjudged(
          Outcome.NOT_APPLICABLE, 0, "the target file declares that there is no log");
    }
    if (evidence.doubt().isPresent()) {
      return draft.unjudged(Outcome.INVALID, 0, evidence.doubt().get());
    }
    if (found.isEmpty()) {
      return draft.unjudged(Outcome.INVALID, 0, "run.json says nothing of the target's log");
    }
    Log log = found.get();
    if (log.source() == Availability.MISSING) {
      return draft.unjudged(
          Outcome.INVALID,
          0,
          "no log is named: name its files or a command in the target file, or declare logs: none");
    }
    String count =
        String.format(Locale.ROOT, "%d of %d lines are errors", log.errors(), log.lines());
    String first = log.firstError().map(line -> ", the first: " + shortened(line)).orElse("");
    if (log.lost().isPresent()) {
      return draft.unjudged(
          Outcome.INVALID,
          log.lines(),
          "the log is not known to its end: "
              + log.lost().get()
              + (log.errors() > 0 ? "; " + count + first : ""));
    }
    return draft.judged(
        log.errors() == 0 ? Outcome.PASS : Outcome.WARNING,
        log.errors(),
        log.lines(),
        count + first);
  }

  /** Whether the target answered all the time, as the process that it was. */
  static Criterion systemResponsive(Evidence evidence) {
    Draft draft =
        new Draft("system.responsive", "Longest time without health", SECONDS, SUSTAINED, ">= 10");
    Optional<Criterion> unwatched = unwatched(evidence, draft, Availability.AVAILABLE, "");
    if (unwatched.isPresent()) {
      return unwatched.get();
    }
    MonitorAnalysis seen = evidence.watched().monitor().orElseThrow();
    Series health = seen.health();
    DoublePredicate unanswered = status -> status != ANSWERED;
    Optional<Span> silence =
        health.longestSpan(unanswered, GAP_MILLIS).filter(WatchCriteria::lasts);
    if (silence.isPresent()) {
      return draft.judged(
          Outcome.FAIL,
          seconds(silence.get()),
          health.size(),
          "no 200 from GET /health " + text(seen, silence.get()));
    }
    Optional<String> restart = restart(seen);
    if (restart.isPresent()) {
      return draft.judged(Outcome.FAIL, longest(health, unanswered), health.size(), restart.get());
    }
    return missing(evidence, health, seen.load(), "attempt to ask GET /health")
        .map(why -> draft.unjudged(Outcome.INVALID, health.size(), why))
        .orElseGet(
            () ->
                draft.judged(
                    Outcome.PASS,
                    longest(health, unanswered),
                    health.size(),
                    "GET /health was never without a 200 for 10 s"));
  }

  /**
   * A process that began after it was first asked. One that only differs is another replica behind
   * the same URL.
   */
  private static Optional<String> restart(MonitorAnalysis seen) {
    List<Point> starts = seen.processStart().points();
    return starts.stream()
        .filter(p -> p.value() != starts.get(0).value())
        .filter(p -> p.value() * 1000 > starts.get(0).millis())
        .findFirst()
        .map(
            p ->
                "the target restarted: at "
                    + at(seen, p.millis())
                    + " it was a process that began at "
                    + at(seen, Math.round(p.value() * 1000)));
  }

  /** Whether more than 1000 jobs waited. */
  static Criterion alarmQueue(Evidence evidence) {
    Draft draft = new Draft("alarm.queue", "More than 1000 jobs waited", SECONDS, SUSTAINED, NEVER);
    return unwatched(evidence, draft, evidence.redis(), QUEUE)
        .orElseGet(
            () ->
                alarm(
                    evidence,
                    draft,
                    evidence.watched().monitor().orElseThrow().depth(),
                    "reading of the queue depth",
                    depth -> depth > MOST_JOBS,
                    "more than 1000 jobs waited"));
  }

  /** Whether more than 90 % of the connections were in use, of the server or of the pool. */
  static Criterion alarmConnections(Evidence evidence) {
    Draft draft =
        new Draft(
            "alarm.connections",
            "More than 90 % of the connections in use",
            SECONDS,
            SUSTAINED,
            NEVER);
    // a target that tells of its pool can be judged by it alone
    boolean pool =
        evidence
            .watched()
            .monitor()
            .filter(seen -> seen.pool().longestGap(seen.load()).millis() <= GAP_MILLIS)
            .isPresent();
    boolean named = evidence.database() == Availability.AVAILABLE;
    Optional<Criterion> unwatched =
        unwatched(evidence, draft, pool ? Availability.AVAILABLE : evidence.database(), "database");
    if (unwatched.isPresent()) {
      return unwatched.get();
    }
    MonitorAnalysis seen = evidence.watched().monitor().orElseThrow();
    DoublePredicate many = share -> share > MOST_CONNECTIONS;
    Criterion server =
        alarm(
            evidence,
            draft,
            named ? seen.connections() : seen.pool(),
            "reading of the connections",
            many,
            named
                ? "more than 90 % of max_connections were in use"
                : "more than 90 % of the target's pool were in use");
    Optional<Span> full =
        seen.pool()
            .within(seen.window())
            .longestSpan(many, GAP_MILLIS)
            .filter(WatchCriteria::lasts);
    if (server.outcome() == Outcome.PASS && full.isPresent()) {
      return draft.judged(
          Outcome.WARNING,
          seconds(full.get()),
          seen.pool().within(seen.window()).size(),
          "more than 90 % of the target's pool were in use " + text(seen, full.get()));
    }
    return server;
  }

  private static Criterion alarm(
      Evidence evidence,
      Draft draft,
      Series series,
      String reading,
      DoublePredicate alarming,
      String what) {
    MonitorAnalysis seen = evidence.watched().monitor().orElseThrow();
    Series inWindow = series.within(seen.window());
    Optional<String> missing = missing(evidence, series, seen.load(), reading);
    if (missing.isPresent()) {
      return draft.unjudged(Outcome.INVALID, inWindow.size(), missing.get());
    }
    return inWindow
        .longestSpan(alarming, GAP_MILLIS)
        .filter(WatchCriteria::lasts)
        .map(
            span ->
                draft.judged(
                    Outcome.WARNING, seconds(span), inWindow.size(), what + " " + text(seen, span)))
        .orElseGet(
            () ->
                draft.judged(
                    Outcome.PASS, longest(inWindow, alarming), inWindow.size(), "never for 10 s"));
  }

  /** Why nothing that needs a source and the monitor can be judged, if so. */
  private static Optional<Criterion> unwatched(
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

  private static Optional<Criterion> nobody(Evidence evidence, Draft draft) {
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

  /** Why readings do not cover the load, if so. */
  private static Optional<String> missing(
      Evidence evidence, Series series, TimeWindow load, String reading) {
    if (evidence.doubt().isPresent()) {
      return evidence.doubt();
    }
    Span gap = series.longestGap(load);
    return gap.millis() <= GAP_MILLIS
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "there is no %s for %.1f s, from %s on; needed is one every 5 s of the load",
                reading,
                seconds(gap),
                offset(load, gap.fromMillis())));
  }

  private static boolean lasts(Span span) {
    return span.millis() >= SUSTAINED_MILLIS;
  }

  /** The longest time in seconds, however short. */
  private static double longest(Series series, DoublePredicate condition) {
    return series.longestSpan(condition, GAP_MILLIS).map(WatchCriteria::seconds).orElse(0.0);
  }

  private static double seconds(Span span) {
    return span.millis() / 1000.0;
  }

  private static String text(MonitorAnalysis seen, Span span) {
    return String.format(
        Locale.ROOT,
        "for %.1f s, from %s to %s",
        seconds(span),
        at(seen, span.fromMillis()),
        at(seen, span.toMillis()));
  }

  private static String at(MonitorAnalysis seen, long millis) {
    return offset(seen.load(), millis);
  }

  /** A moment by the load's own clock, which stands at zero with the first request. */
  private static String offset(TimeWindow load, long millis) {
    return String.format(Locale.ROOT, "%.1f s", (millis - load.fromMillis()) / 1000.0);
  }

  private static String text(double jobs) {
    return String.format(Locale.ROOT, "%.0f", jobs);
  }

  private static String shortened(String line) {
    return line.length() > SHORT ? line.substring(0, SHORT) + "…" : line;
  }
}
