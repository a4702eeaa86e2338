package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.Series;
import com.aiagents.loadtest.analysis.Series.Point;
import com.aiagents.loadtest.analysis.Span;
import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.unit.Sustained;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Facts about the queue and the workers. */
final class QueueFacts {
  private static final String NO_TICKETS = "the tickets were not followed";
  private static final String NO_WORKERS = "the target did not tell how many workers are active";

  /** Above it tickets came faster than they went, and not by chance alone. */
  private static final double FASTER = 1.1;

  private static final double ALL = 0.9;

  /** So many times as long as a job takes as a rule, nothing was completed: that is no slow job. */
  private static final int TIMES_A_JOB = 3;

  private QueueFacts() {}

  /** Jobs waited for 10 s, and for three times as long as a job takes, and none was completed. */
  static Holding noCompletions(Seen run) {
    if (run.evidence().workflow().isEmpty()) {
      return Holding.unknown(NO_TICKETS);
    }
    OptionalLong job = job(run.evidence());
    return run.watched(
        seen -> {
          if (!Seen.covered(seen, seen.depth())) {
            return Holding.unknown("the queue's depth was not read all the time");
          }
          Optional<Span> longest =
              Seen.onwards(seen, waitedInVain(seen))
                  .longestSpan(jobs -> jobs > 0, Sustained.GAP_MILLIS);
          boolean stuck =
              longest
                  .filter(Watching::lasts)
                  .filter(span -> span.millis() >= TIMES_A_JOB * job.orElse(0))
                  .isPresent();
          if (!stuck) {
            return Holding.no(
                "jobs never waited for 10 s, and three times as long as a job takes, without one"
                    + " being completed");
          }
          return Holding.yes(
              "%.0f to %.0f jobs waited %s, and not one was completed in that time%s",
              Seen.inside(seen.depth(), longest.get()).points().stream()
                  .mapToDouble(Point::value)
                  .min()
                  .orElseThrow(),
              Seen.highest(Seen.inside(seen.depth(), longest.get())).orElseThrow().value(),
              Watching.span(seen, longest.get()),
              Seen.workers(seen, longest.get()));
        });
  }

  /** Jobs that waited at each reading; 0 where a ticket was completed since the reading before. */
  private static Series waitedInVain(MonitorAnalysis seen) {
    Set<Long> fruitful =
        seen.target().completed().points().stream()
            .filter(p -> p.value() > 0)
            .map(Point::millis)
            .collect(Collectors.toSet());
    return new Series(
        seen.depth().points().stream()
            .map(p -> new Point(p.millis(), fruitful.contains(p.millis()) ? 0 : p.value()))
            .toList());
  }

  /** While the queue grew, more tickets were accepted than completed, and some were. */
  static Holding ingestionFaster(Seen run) {
    if (run.evidence().workflow().isEmpty()) {
      return Holding.unknown(NO_TICKETS);
    }
    return grown(
        run,
        (seen, growth) -> {
          double in = growth.rate(seen.target().accepted());
          double out = growth.rate(seen.target().completed());
          return Holding.of(
              out > 0 && in > out * FASTER,
              "%s, %.1f tickets a second were accepted and %.1f completed",
              growth.text(seen),
              in,
              out);
        });
  }

  /** While the queue grew, on average at least nine tenths of the most workers were active. */
  static Holding workersBusy(Seen run) {
    OptionalLong job = job(run.evidence());
    return grown(
        run,
        (seen, growth) -> {
          Series during = Seen.inside(seen.target().workers(), growth.span());
          Optional<Point> most = Seen.highest(Seen.onwards(seen, seen.target().workers()));
          if (during.size() == 0 || most.isEmpty()) {
            return Holding.unknown(NO_WORKERS);
          }
          double mean = Seen.mean(during, growth.span()).orElseThrow();
          return Holding.of(
              most.get().value() > 0 && mean >= most.get().value() * ALL,
              "on average %.1f workers were active, of %.0f at most, %s%s",
              mean,
              most.get().value(),
              growth.text(seen),
              job.isEmpty() ? "" : "; a job took " + job.getAsLong() + " ms at the median");
        });
  }

  private static Holding grown(Seen run, BiFunction<MonitorAnalysis, QueueGrowth, Holding> fact) {
    return run.watched(
        seen ->
            Seen.covered(seen, seen.depth())
                ? QueueGrowth.of(seen)
                    .map(growth -> fact.apply(seen, growth))
                    .orElseGet(() -> notGrown(seen))
                : Holding.unknown("the queue's depth was not read all the time"));
  }

  private static Holding notGrown(MonitorAnalysis seen) {
    return Holding.no(
        "the queue did not grow for 5 s by 5 jobs; at most %.0f waited",
        Seen.highest(Seen.onwards(seen, seen.depth())).map(Point::value).orElse(0.0));
  }

  private static OptionalLong job(Evidence evidence) {
    return evidence
        .workflow()
        .map(WorkflowAnalysis::stages)
        .map(stages -> stages.processing().percentile(Percentile.P50))
        .orElse(OptionalLong.empty());
  }
}
