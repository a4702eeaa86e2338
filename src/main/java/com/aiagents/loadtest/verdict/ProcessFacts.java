package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.Series;
import com.aiagents.loadtest.analysis.Series.Point;
import com.aiagents.loadtest.analysis.Span;
import com.aiagents.loadtest.unit.Sustained;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Facts about the target as a process, and the way to it. */
final class ProcessFacts {
  private static final double MIB = 1 << 20;

  private ProcessFacts() {}

  /** GET /health was without a 200 for 10 s. */
  static Holding silent(Seen run) {
    return run.watched(
        seen -> {
          Optional<Span> silence =
              Seen.sustained(seen, seen.health(), s -> s != Responsiveness.ANSWERED);
          if (silence.isPresent()) {
            return Holding.yes("GET /health had no 200 %s", Watching.span(seen, silence.get()));
          }
          return Seen.covered(seen, seen.health())
              ? Holding.no("GET /health was never without a 200 for 10 s")
              : Holding.unknown("GET /health was not asked all the time");
        });
  }

  /** Another process took the place of the one that was there. */
  static Holding restarted(Seen run) {
    return run.watched(
        seen -> {
          Optional<Point> restart = Responsiveness.restart(seen);
          if (restart.isPresent()) {
            return Holding.yes(
                "%s%s",
                Responsiveness.text(seen, restart.get()), memory(seen, restart.get().millis()));
          }
          return seen.processStart().size() > 0
              ? Holding.no("no other process was seen in the target's place")
              : Holding.unknown("the target does not tell when its process began");
        });
  }

  private static String memory(MonitorAnalysis seen, long millis) {
    List<Point> before = seen.memory().points().stream().filter(p -> p.millis() < millis).toList();
    return before.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "; before, its memory was %.0f MiB, and %.0f MiB at the beginning",
            before.get(before.size() - 1).value() / MIB,
            before.get(0).value() / MIB);
  }

  /** After a silence the very process answered that was there before. */
  static Holding sameProcess(Seen run) {
    return run.watched(
        seen -> {
          Optional<Span> silence =
              Seen.onwards(seen, seen.health())
                  .longestSpan(s -> s != Responsiveness.ANSWERED, Sustained.GAP_MILLIS);
          if (silence.isEmpty()) {
            return Holding.no("GET /health always had a 200");
          }
          Series starts = seen.processStart();
          Optional<Point> before =
              starts.points().stream()
                  .filter(p -> p.millis() < silence.get().fromMillis())
                  .reduce((earlier, later) -> later);
          Optional<Point> after =
              starts.points().stream()
                  .filter(p -> p.millis() > silence.get().toMillis())
                  .findFirst();
          if (before.isEmpty() || after.isEmpty()) {
            return Holding.unknown("no process was seen both before and after the silence");
          }
          return Holding.of(
              before.get().value() == after.get().value(),
              "at %s the process that answered was %s as before the silence",
              Watching.at(seen, after.get().millis()),
              before.get().value() == after.get().value() ? "the same" : "not the same");
        });
  }

  /** The load went to this machine, and not to the embedded target. */
  static Holding onThisMachine(Seen run) {
    Place place = run.place();
    if (place.host().isEmpty()) {
      return Holding.unknown("there is no run.json that says where the load went");
    }
    String where = Told.line(place.host() + ":" + place.port());
    if (place.embedded()) {
      return Holding.no("%s was the embedded target, to which nothing is forwarded", where);
    }
    return place.onThisMachine()
        ? Holding.yes(
            "the load went to %s, where either a port-forward or the target itself listens", where)
        : Holding.no("%s is another machine", where);
  }
}
