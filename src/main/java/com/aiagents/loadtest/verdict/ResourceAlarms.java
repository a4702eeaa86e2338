package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.Series;
import com.aiagents.loadtest.analysis.Span;
import com.aiagents.loadtest.analysis.Usage;
import com.aiagents.loadtest.unit.Sustained;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.function.Function;

/**
 * {@code alarm.cpu} and {@code alarm.memory}, each a WARNING when it is sustained inside the
 * measurement window by one container, pod or process of the target.
 *
 * <p>Containers and pods are asked for if they are named; else the target's own metrics are. Values
 * at a limit are within it.
 */
final class ResourceAlarms {
  /** The metrics server of Kubernetes itself measures every 15 s. */
  private static final long PROGRAM_GAP_MILLIS = 15_000;

  private static final Resource CPU =
      new Resource(
          "alarm.cpu", "CPU", Usage::cpu, "process_cpu_seconds_total and machine_cpu_cores");
  private static final Resource MEMORY =
      new Resource(
          "alarm.memory",
          "memory",
          Usage::memory,
          "process_resident_memory_bytes and machine_memory_bytes");

  private ResourceAlarms() {}

  /**
   * What is used.
   *
   * @param metrics that tell it of a process
   */
  private record Resource(
      String id, String words, Function<Usage, Map<String, Series>> shares, String metrics) {}

  /**
   * Who tells of it.
   *
   * @param probe that asks
   * @param part what is told of, for people
   * @param gapMillis how far readings may be apart
   */
  private record Source(String probe, String part, Usage usage, long gapMillis) {
    String named(String name) {
      return probe.equals("metrics") ? part : part + " " + name;
    }
  }

  /** Whether more of the CPU was in use than allowed. */
  static Criterion cpu(Evidence evidence, Limit limit) {
    return judge(evidence, limit, CPU);
  }

  /** Whether more of the memory was in use than allowed. */
  static Criterion memory(Evidence evidence, Limit limit) {
    return judge(evidence, limit, MEMORY);
  }

  private static Criterion judge(Evidence evidence, Limit limit, Resource resource) {
    String share = limit.beyond() + " of the " + resource.words();
    Draft draft =
        Draft.ofWarning(
            resource.id(), Alarms.capital(share) + " in use", Watching.SECONDS, Watching.SUSTAINED);
    Optional<Criterion> nobody = Watching.nobody(evidence, draft);
    if (nobody.isPresent()) {
      return nobody.get();
    }
    if (evidence.watched().usage() == Availability.DECLARED_NONE) {
      return draft.unjudged(
          Outcome.NOT_APPLICABLE,
          0,
          "the target file declares that nobody tells of the target's CPU and memory");
    }
    if (evidence.doubt().isPresent()) {
      return draft.unjudged(Outcome.INVALID, 0, evidence.doubt().get());
    }
    Optional<Criterion> unwatched = Watching.unwatched(evidence, draft, Availability.AVAILABLE, "");
    if (unwatched.isPresent()) {
      return unwatched.get();
    }
    MonitorAnalysis seen = evidence.watched().monitor().orElseThrow();
    List<Source> sources = sources(seen);
    long samples = samples(sources, resource, seen.window());
    Optional<String> missing = missing(evidence, seen, sources, resource);
    return missing.isPresent()
        ? draft.unjudged(Outcome.INVALID, samples, missing.get())
        : judged(draft, seen, sources, resource, limit, samples);
  }

  private static List<Source> sources(MonitorAnalysis seen) {
    List<Source> sources = new ArrayList<>();
    if (seen.containers().asked()) {
      sources.add(new Source("docker", "container", seen.containers(), PROGRAM_GAP_MILLIS));
    }
    if (seen.pods().asked()) {
      sources.add(new Source("kubectl", "pod", seen.pods(), PROGRAM_GAP_MILLIS));
    }
    return sources.isEmpty()
        ? List.of(
            new Source("metrics", "the target's process", seen.processes(), Sustained.GAP_MILLIS))
        : sources;
  }

  private static long samples(List<Source> sources, Resource resource, TimeWindow window) {
    return sources.stream()
        .flatMap(source -> resource.shares().apply(source.usage()).values().stream())
        .mapToLong(series -> series.within(window).size())
        .sum();
  }

  /** Why what was told does not cover the load, if so. */
  private static Optional<String> missing(
      Evidence evidence, MonitorAnalysis seen, List<Source> sources, Resource resource) {
    boolean own = sources.get(0).probe().equals("metrics");
    if (own && evidence.watched().usage() == Availability.AVAILABLE) {
      return Optional.of(
          "containers or pods are named, and monitor.csv holds not one question for them");
    }
    if (own && samples(sources, resource, seen.load()) == 0) {
      return Optional.of(
          "nobody told of the target's "
              + resource.words()
              + ": name its containers or pods in the target file (monitor: docker, kubectl), or"
              + " declare monitor: none; /metrics would tell it by "
              + resource.metrics()
              + Watching.because(evidence, "metrics"));
    }
    for (Source source : sources) {
      Map<String, Series> shares = resource.shares().apply(source.usage());
      Optional<String> gap = partly(evidence, seen, source, resource, shares);
      if (gap.isEmpty()) {
        gap =
            Watching.missing(
                evidence,
                together(shares),
                seen.load(),
                "reading of the " + resource.words() + " of any " + source.part(),
                source.probe(),
                source.gapMillis());
      }
      if (gap.isPresent()) {
        return gap;
      }
    }
    return Optional.empty();
  }

  /** Why the share of a part is not known for as long as the part was seen, if so. */
  private static Optional<String> partly(
      Evidence evidence,
      MonitorAnalysis seen,
      Source source,
      Resource resource,
      Map<String, Series> shares) {
    for (Map.Entry<String, Series> part : new TreeMap<>(source.usage().seen()).entrySet()) {
      List<Series.Point> points = part.getValue().within(seen.load()).points();
      if (points.isEmpty()) {
        continue;
      }
      Series known = shares.getOrDefault(part.getKey(), new Series(List.of()));
      long from = points.get(0).millis();
      long to = points.get(points.size() - 1).millis();
      if (known.longestGap(new TimeWindow(from, to)).millis() > source.gapMillis()) {
        return Optional.of(
            known.size() == 0
                ? source.named(part.getKey())
                    + " has no limit of its "
                    + resource.words()
                    + ": without one there is no share of it"
                : Watching.missing(
                        evidence,
                        known,
                        new TimeWindow(from, to),
                        "reading of the " + resource.words() + " of " + source.named(part.getKey()),
                        source.probe(),
                        source.gapMillis())
                    .orElseThrow());
      }
    }
    return Optional.empty();
  }

  /** Parts come and go: what must not stop is that some are told of. */
  private static Series together(Map<String, Series> parts) {
    return new Series(parts.values().stream().flatMap(s -> s.points().stream()).toList());
  }

  private static Criterion judged(
      Draft draft,
      MonitorAnalysis seen,
      List<Source> sources,
      Resource resource,
      Limit limit,
      long samples) {
    DoublePredicate many = share -> !limit.admits(share);
    double longest = 0;
    List<String> alarms = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    for (Source source : sources) {
      Map<String, Series> parts = new TreeMap<>(resource.shares().apply(source.usage()));
      for (Map.Entry<String, Series> part : parts.entrySet()) {
        Series inWindow = part.getValue().within(seen.window());
        spans.addAll(Crossings.sustained(inWindow, many, source.gapMillis()));
        Optional<Span> span = inWindow.longestSpan(many, source.gapMillis());
        longest = Math.max(longest, span.map(Watching::seconds).orElse(0.0));
        span.filter(Watching::lasts)
            .map(s -> source.named(part.getKey()) + " " + Watching.span(seen, s))
            .ifPresent(alarms::add);
      }
    }
    Criterion judged =
        alarms.isEmpty()
            ? draft.judged(Outcome.PASS, longest, samples, "never for 10 s")
            : draft.judged(
                Outcome.WARNING,
                longest,
                samples,
                limit.beyond()
                    + " of the "
                    + resource.words()
                    + " was in use by "
                    + String.join("; by ", alarms));
    return judged.with(new Crossings(OptionalDouble.of(limit.value().doubleValue()), spans));
  }
}
