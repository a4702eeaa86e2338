package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.ErrorCount;
import com.aiagents.loadtest.analysis.LoadSeries;
import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.Trouble;
import com.aiagents.loadtest.analysis.Trouble.Kind;
import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.workflow.Fate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Facts about requests and tickets that went wrong. */
final class RequestFacts {
  /** What is rarer among the failures is not why the share is what it is. */
  private static final double WORTH_NAMING = 0.1;

  /** How JMeter begins the text in the place of a status line. */
  private static final String NO_ANSWER = "Non HTTP response message: ";

  private static final Pattern ADDRESS = Pattern.compile("Connect to (\\S+)");

  private RequestFacts() {}

  /** Requests without an answer in the client's time. */
  static Holding timedOut(Seen run) {
    return troubles(
        run,
        Kind.TIMED_OUT,
        "timed out",
        t ->
            String.format(
                Locale.ROOT, ", after %.1f s at the longest", t.longestMillis() / 1000.0));
  }

  /** Requests that were answered 429. */
  static Holding throttled(Seen run) {
    return troubles(run, Kind.THROTTLED, "were answered 429", t -> "");
  }

  /** Requests that were answered 5xx. */
  static Holding serverError(Seen run) {
    return troubles(
        run,
        Kind.SERVER_ERROR,
        "were answered 5xx",
        t -> t.message().isBlank() ? "" : ": " + Told.line(t.message()));
  }

  /** Requests that were answered 401. */
  static Holding unauthorized(Seen run) {
    return troubles(run, Kind.UNAUTHORIZED, "were answered 401", t -> "");
  }

  /** Connections that nobody took. */
  static Holding refused(Seen run) {
    return troubles(
        run,
        Kind.REFUSED,
        "were refused a connection",
        t -> {
          String message = t.message().replaceFirst("^" + NO_ANSWER, "");
          Matcher address = ADDRESS.matcher(message);
          return address.find() ? ", at " + Told.line(address.group(1)) : "";
        });
  }

  private static Holding troubles(
      Seen run, Kind kind, String what, Function<Trouble, String> detail) {
    List<Trouble> all = run.evidence().load().troubles();
    long failed = all.stream().mapToLong(Trouble::count).sum();
    Optional<Trouble> some = all.stream().filter(t -> t.kind() == kind).findFirst();
    if (run.evidence().read().rows() == 0) {
      return Holding.unknown("there is no sample");
    }
    if (failed == 0) {
      return Holding.no("no request failed");
    }
    if (some.isEmpty()) {
      return Holding.no("of %d failed requests none %s", failed, what);
    }
    Trouble t = some.get();
    return Holding.of(
        t.count() >= failed * WORTH_NAMING,
        "of %d failed requests %d %s, the first %s%s",
        failed,
        t.count(),
        what,
        at(run, t.firstMillis()),
        detail.apply(t));
  }

  /** A moment in seconds after the first request that is known. */
  private static String at(Seen run, long millis) {
    Optional<MonitorAnalysis> seen = run.evidence().watched().monitor();
    if (seen.isPresent()) {
      return "at " + Watching.at(seen.get(), millis);
    }
    LoadSeries series = run.evidence().load().series();
    long first =
        series.points().stream().mapToLong(LoadSeries.Point::fromMillis).findFirst().orElse(millis);
    return String.format(Locale.ROOT, "after about %.0f s", (millis - first) / 1000.0);
  }

  /** Accepted tickets whose row says failed. */
  static Holding ticketsFailed(Seen run) {
    return tickets(run, Fate.FAILED, "failed");
  }

  /** Accepted tickets without a row and a job. */
  static Holding ticketsLost(Seen run) {
    return tickets(run, Fate.LOST, "were lost");
  }

  /** Accepted tickets with a half-written or impossible row. */
  static Holding ticketsCorrupted(Seen run) {
    return tickets(run, Fate.CORRUPTED, "have an impossible row");
  }

  private static Holding tickets(Seen run, Fate fate, String what) {
    Optional<WorkflowAnalysis> followed = run.evidence().workflow();
    if (followed.isEmpty() || followed.get().accepted() == 0) {
      return Holding.unknown("the tickets were not followed");
    }
    WorkflowAnalysis workflow = followed.get();
    long some = workflow.count(fate);
    long unfinished = workflow.accepted() - workflow.count(Fate.COMPLETED);
    Optional<ErrorCount> message =
        workflow.failures().stream().filter(e -> e.code().equals(fate.text())).findFirst();
    return Holding.of(
        some > 0 && some >= unfinished * WORTH_NAMING,
        "%d of %d accepted tickets %s%s",
        some,
        workflow.accepted(),
        what,
        message
            .filter(m -> some > 0 && !m.message().isBlank())
            .map(m -> ", most often (" + m.count() + "): " + Told.line(m.message()))
            .orElse(""));
  }
}
