package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.LoadPhase;
import com.aiagents.loadtest.analysis.PhaseStatistics;
import com.aiagents.loadtest.analysis.Span;
import com.aiagents.loadtest.analysis.Trouble;
import com.aiagents.loadtest.report.Chart.LimitLine;
import com.aiagents.loadtest.report.Landmark.Kind;
import com.aiagents.loadtest.verdict.Criterion;
import com.aiagents.loadtest.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the charts of a run show beside its lines: phases, alarms, faults and limits. */
final class Landmarks {
  private static final Pattern LIMIT = Pattern.compile("[<>=]+ ([0-9.]+)");
  private static final Map<String, Kind> KINDS =
      Map.of("system.responsive", Kind.FAULT, "generator.healthy", Kind.GENERATOR);

  private Landmarks() {}

  /** All times that are to be seen, the earliest first. */
  static List<Landmark> of(Judged judged, ChartClock clock) {
    List<Landmark> found = new ArrayList<>();
    for (PhaseStatistics phase : judged.evidence().load().phases()) {
      phase(phase.phase(), clock, found);
    }
    for (Criterion c : judged.verdict().criteria()) {
      c.crossings()
          .ifPresent(
              crossings -> crossings.spans().forEach(span -> found.add(crossing(c, span, clock))));
    }
    for (Trouble trouble : judged.evidence().load().troubles()) {
      found.add(trouble(trouble, clock));
    }
    found.sort(Comparator.comparingDouble(Landmark::from).thenComparing(Landmark::kind));
    return found;
  }

  private static void phase(LoadPhase phase, ChartClock clock, List<Landmark> found) {
    double from = clock.clipped(phase.window().fromMillis());
    double to = clock.clipped(phase.window().toMillis());
    if (to > from) {
      found.add(
          new Landmark(phase.measured() ? Kind.PHASE : Kind.UNMEASURED, phase.name(), from, to));
    }
  }

  private static Landmark crossing(Criterion c, Span span, ChartClock clock) {
    return new Landmark(
        KINDS.getOrDefault(c.id(), Kind.ALARM),
        c.id(),
        clock.clipped(span.fromMillis()),
        clock.clipped(span.toMillis()));
  }

  private static Landmark trouble(Trouble t, ChartClock clock) {
    return new Landmark(
        Kind.ERRORS,
        t.count() + " requests " + t.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        clock.clipped(t.firstMillis()),
        clock.clipped(t.lastMillis()));
  }

  /** The limit that a criterion compares its readings with; none if it could not be judged. */
  static List<LimitLine> readingLimits(Verdict verdict, String id) {
    return verdict.criteria().stream()
        .filter(c -> c.id().equals(id))
        .flatMap(c -> c.crossings().stream())
        .flatMapToDouble(crossings -> crossings.limit().stream())
        .mapToObj(limit -> new LimitLine(id, limit))
        .toList();
  }

  /** The limits that a criterion compares what it observes with. */
  static List<LimitLine> observedLimits(Verdict verdict, String id) {
    return verdict.criteria().stream()
        .filter(c -> c.id().equals(id))
        .flatMap(c -> limits(c.pass(), c.fail(), c.unit()).stream())
        .toList();
  }

  /**
   * The limits of what is observed.
   *
   * @param fail null if it never fails
   */
  static List<LimitLine> limits(String pass, String fail, String unit) {
    List<LimitLine> limits = new ArrayList<>();
    add(limits, "passes", pass, unit);
    add(limits, "fails", fail, unit);
    return limits;
  }

  private static void add(List<LimitLine> limits, String word, String limit, String unit) {
    Matcher number = LIMIT.matcher(limit == null ? "" : limit);
    if (number.matches()) {
      limits.add(
          new LimitLine(
              word + " " + Shown.limit(limit, unit), Double.parseDouble(number.group(1))));
    }
  }
}
