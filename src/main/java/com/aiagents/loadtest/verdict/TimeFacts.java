package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.LatencySnapshot;
import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.Series.Point;
import com.aiagents.loadtest.analysis.Span;
import com.aiagents.loadtest.analysis.WindowedSeries;
import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.analysis.WorkflowAnalysis.Stages;
import com.aiagents.loadtest.unit.Percentile;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Facts about where the time of the tickets goes. */
final class TimeFacts {
  private static final int FEWEST_TICKETS = 5;
  private static final double MOST = 0.5;
  private static final double GROWN = 1.5;
  private static final double GROWN_MILLIS = 200;

  /** A process that runs Python has little more than one core. */
  private static final double BUSY_CORES = 0.8;

  private TimeFacts() {}

  /** The p95 of the complete workflow is beyond the limit to pass. */
  static Holding workflowSlow(Seen run) {
    Optional<Criterion> p95 =
        run.verdict().criteria().stream().filter(c -> c.id().equals("workflow.p95")).findFirst();
    OptionalDouble observed = p95.map(Criterion::observed).orElse(OptionalDouble.empty());
    if (observed.isEmpty()) {
      return Holding.unknown("the complete workflow was not judged");
    }
    String[] limit = p95.orElseThrow().pass().split(" ");
    double value = observed.getAsDouble();
    int compared =
        Double.isInfinite(value)
            ? 1
            : BigDecimal.valueOf(value).compareTo(new BigDecimal(limit[limit.length - 1]));
    boolean passes = limit[0].equals("<=") ? compared <= 0 : compared < 0;
    return Double.isInfinite(value)
        ? Holding.yes("more than 5 %% of the accepted tickets were never completed")
        : Holding.of(!passes, "the p95 of the complete workflow was %.3f s", value / 1000);
  }

  /** Of the p95 of completed tickets, at least half lies between pick-up and completion. */
  static Holding processingLong(Seen run) {
    return stage(run, Stages::processing, "from the pick-up to the completion");
  }

  /** Of the p95 of completed tickets, at least half lies in the queue. */
  static Holding queueLong(Seen run) {
    return stage(run, Stages::queue, "in the queue");
  }

  private static Holding stage(Seen run, Function<Stages, LatencySnapshot> which, String what) {
    Optional<WorkflowAnalysis> workflow = run.evidence().workflow();
    if (workflow.isEmpty() || workflow.get().completed().count() == 0) {
      return Holding.unknown("no ticket of the window was followed to its completion");
    }
    LatencySnapshot stage = which.apply(workflow.get().stages());
    if (stage.count() == 0) {
      return Holding.unknown("no ticket's row tells when it was picked up");
    }
    long part = stage.percentile(Percentile.P95).orElseThrow();
    long whole = workflow.get().completed().percentile(Percentile.P95).orElseThrow();
    return Holding.of(
        part >= whole * MOST,
        "%.3f s at the p95 went by %s, of %.3f s for the complete workflow",
        part / 1000.0,
        what,
        whole / 1000.0);
  }

  /** The median processing of the load's last fifth is half as long again as that of the first. */
  static Holding processingGrown(Seen run) {
    return run.watched(
        seen -> {
          WindowedSeries fifths = seen.target().processing().withAtLeast(FEWEST_TICKETS);
          List<WindowedSeries.Point> points = fifths.points();
          if (points.size() < 2
              || points.get(0).window() != 0
              || points.get(points.size() - 1).window() != fifths.windows() - 1) {
            return Holding.unknown(
                "too few tickets were completed at the beginning or at the end of the load");
          }
          double first = points.get(0).value();
          double last = points.get(points.size() - 1).value();
          return Holding.of(
              last >= first * GROWN && last - first >= GROWN_MILLIS,
              "the median time from the pick-up to the completion was %.3f s in the first fifth of"
                  + " the load and %.3f s in the last",
              first / 1000,
              last / 1000);
        });
  }

  /** The process behind /metrics used at least 0.8 of a core for 10 s, or its alarm says so. */
  static Holding cpuHigh(Seen run) {
    Optional<Criterion> alarm =
        run.verdict().criteria().stream()
            .filter(c -> c.id().equals("alarm.cpu"))
            .filter(c -> c.outcome() == Outcome.WARNING || c.outcome() == Outcome.PASS)
            .findFirst();
    if (alarm.isPresent()) {
      return new Holding(
          Optional.of(alarm.get().outcome() == Outcome.WARNING),
          "alarm.cpu: " + alarm.get().message());
    }
    return run.watched(TimeFacts::cores);
  }

  private static Holding cores(MonitorAnalysis seen) {
    Optional<Span> busy = Seen.sustained(seen, seen.target().cores(), c -> c >= BUSY_CORES);
    if (busy.isPresent()) {
      return Holding.yes(
          "the target's process used %.1f cores on average %s (of how many is not known)",
          Seen.mean(seen.target().cores(), busy.get()).orElseThrow(),
          Watching.span(seen, busy.get()));
    }
    Optional<Point> highest = Seen.highest(Seen.onwards(seen, seen.target().cores()));
    return highest.isPresent() && Seen.covered(seen, seen.target().cores())
        ? Holding.no(
            "the target's process never used 0.8 of a core for 10 s; at most %.1f for a moment",
            highest.get().value())
        : Holding.unknown("the CPU of the target was not read all the time");
  }
}
