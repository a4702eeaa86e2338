package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.GeneratorAnalysis;
import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.Series;
import com.aiagents.loadtest.analysis.Series.Point;
import com.aiagents.loadtest.unit.Clocks;
import com.aiagents.loadtest.unit.Sustained;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code generator.healthy}: whether the load generator could do what it measured.
 *
 * <p>Times that a saturated or paused generator measured are its own and not the target's, so what
 * is found here is INVALID and never a FAIL of the target. Values at a limit are within it.
 * Observed is the highest share of all cores that JMeter held for 10 s.
 */
final class GeneratorHealth {
  private static final double MOST_CPU = 0.8;
  private static final double MOST_PAUSED = 0.1;

  /** So long may JMeter pause or stop, a clock jump and a reading be late. */
  private static final long MOST_MILLIS = 1_000;

  private GeneratorHealth() {}

  /** Whether the load generator could do what it measured. */
  static Criterion judge(Evidence evidence) {
    Draft draft =
        new Draft("generator.healthy", "Load generator kept up", "share", "<= " + MOST_CPU, null);
    Optional<Criterion> unwatched = Watching.unwatched(evidence, draft, Availability.AVAILABLE, "");
    if (unwatched.isPresent()) {
      return unwatched.get();
    }
    MonitorAnalysis seen = evidence.watched().monitor().orElseThrow();
    Series cpu = seen.generator().cpu().within(seen.load());
    List<String> found = found(seen);
    Optional<String> missing = missing(evidence, seen);
    if (cpu.size() == 0 || found.isEmpty() && missing.isPresent()) {
      return draft.unjudged(
          Outcome.INVALID, cpu.size(), missing.orElseGet(() -> String.join("; ", found)));
    }
    Criterion judged =
        found.isEmpty()
            ? draft.judged(Outcome.PASS, Watching.held(cpu), cpu.size(), healthy(seen))
            : draft.judged(
                Outcome.INVALID, Watching.held(cpu), cpu.size(), String.join("; ", found));
    return judged.with(
        Crossings.of(MOST_CPU, cpu, share -> share > MOST_CPU, Sustained.GAP_MILLIS));
  }

  /** Everything that makes the measurements doubtful. */
  private static List<String> found(MonitorAnalysis seen) {
    List<String> found = new ArrayList<>();
    saturated(seen).ifPresent(found::add);
    paused(seen).ifPresent(found::add);
    stopped(seen).ifPresent(found::add);
    jumped(seen).ifPresent(found::add);
    late(seen).ifPresent(found::add);
    return found;
  }

  private static Optional<String> saturated(MonitorAnalysis seen) {
    return seen.generator()
        .cpu()
        .within(seen.load())
        .longestSpan(share -> share > MOST_CPU, Sustained.GAP_MILLIS)
        .filter(Watching::lasts)
        .map(span -> "JMeter used more than 80 % of all cores " + Watching.span(seen, span));
  }

  private static Optional<String> paused(MonitorAnalysis seen) {
    Optional<Point> longest = longestPause(seen).filter(pause -> pause.value() > MOST_MILLIS);
    if (longest.isPresent()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "JMeter paused for %.1f s at once, seen at %s",
              longest.get().value() / 1000,
              Watching.at(seen, longest.get().millis())));
    }
    double share = pausedShare(seen);
    return share > MOST_PAUSED
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "JMeter paused for %.1f %% of the measurement window, allowed are 10 %%",
                share * 100))
        : Optional.empty();
  }

  /**
   * The longest pause of the load. JMeter collects its garbage before the first request, which a
   * reading of the first second still tells; and a pause of more than a second that began in the
   * load is told later.
   */
  private static Optional<Point> longestPause(MonitorAnalysis seen) {
    long from = seen.load().fromMillis() + MOST_MILLIS;
    TimeWindow told = new TimeWindow(from, Math.max(from, seen.load().toMillis()));
    return highest(seen.generator().longestPause().within(told));
  }

  private static double pausedShare(MonitorAnalysis seen) {
    TimeWindow window = seen.window();
    double paused =
        seen.generator().paused().within(window).points().stream().mapToDouble(Point::value).sum();
    return paused / Math.max(1, window.toMillis() - window.fromMillis());
  }

  private static Optional<String> stopped(MonitorAnalysis seen) {
    return seen.generator()
        .stopped()
        .within(seen.load())
        .longestSpan(stopped -> stopped > 0, Sustained.GAP_MILLIS)
        .filter(span -> Watching.lasts(span, MOST_MILLIS))
        .map(span -> "JMeter was stopped " + Watching.span(seen, span));
  }

  /**
   * A jump counts over the whole watch: tickets are followed by this clock after the load too. What
   * a slewed clock explains is none, however long it took.
   */
  private static Optional<String> jumped(MonitorAnalysis seen) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    double furthest = 0;
    long when = 0;
    for (Point p : seen.generator().drift().points()) {
      double slewed = Clocks.SLEW * (p.millis() - seen.load().fromMillis());
      lowest = Math.min(lowest, p.value() - slewed);
      highest = Math.max(highest, p.value() + slewed);
      double ahead = p.value() - slewed - lowest;
      double back = highest - p.value() - slewed;
      if (Math.max(ahead, back) > furthest) {
        furthest = Math.max(ahead, back);
        when = p.millis();
      }
    }
    return furthest > MOST_MILLIS
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "the clock of this machine jumped by %.1f s, seen at %s",
                furthest / 1000,
                Watching.at(seen, when)))
        : Optional.empty();
  }

  private static Optional<String> late(MonitorAnalysis seen) {
    return highest(seen.generator().late().within(seen.load()))
        .filter(late -> late.value() > MOST_MILLIS)
        .map(
            late ->
                String.format(
                    Locale.ROOT,
                    "the monitor was %.1f s late at %s: the machine stood still or was too busy",
                    late.value() / 1000,
                    Watching.at(seen, late.millis())));
  }

  private static Optional<String> missing(Evidence evidence, MonitorAnalysis seen) {
    GeneratorAnalysis generator = seen.generator();
    Map<String, Series> needed = new LinkedHashMap<>();
    needed.put("reading of JMeter's CPU", generator.cpu());
    needed.put("reading of JMeter's pauses", generator.longestPause());
    needed.put("reading whether JMeter was stopped", generator.stopped());
    needed.put("reading of this machine's clocks", generator.drift());
    return needed.entrySet().stream()
        .flatMap(
            e ->
                Watching.missing(evidence, e.getValue(), seen.load(), e.getKey(), "generator")
                    .stream())
        .findFirst();
  }

  private static String healthy(MonitorAnalysis seen) {
    return String.format(
        Locale.ROOT,
        "JMeter held at most %.1f %% of all cores for 10 s, and paused for %.2f %% of the"
            + " measurement window, at most %.0f ms at once",
        Watching.held(seen.generator().cpu().within(seen.load())) * 100,
        pausedShare(seen) * 100,
        longestPause(seen).map(Point::value).orElse(0.0));
  }

  private static Optional<Point> highest(Series series) {
    return series.points().stream().max(Comparator.comparingDouble(Point::value));
  }
}
