package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.Series;
import com.aiagents.loadtest.scenario.Phase;
import com.aiagents.loadtest.scenario.ThinkTime;
import com.aiagents.loadtest.unit.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The load that was planned, against the clock of the run.
 *
 * @param phases users over time, in order and without gaps, at least one
 * @param thinkTime empty if it is not known
 * @param firstMillis the first request, from which the phases are counted, epoch ms
 */
public record PlannedLoad(List<Phase> phases, Optional<ThinkTime> thinkTime, long firstMillis) {
  private static final Duration LASTING = Duration.ofSeconds(5);

  public PlannedLoad {
    phases = List.copyOf(phases);
  }

  /**
   * The most users that stay for some time: for 5 s, or, if none do, for however long; where users
   * were changed in quick succession that is not what was held. Without a stretch in which they
   * stay it is the most at all.
   */
  int top() {
    return staying(LASTING)
        .or(() -> staying(Duration.ZERO))
        .orElseGet(
            () ->
                phases.stream()
                    .mapToInt(p -> Math.max(p.usersFrom(), p.usersTo()))
                    .max()
                    .orElseThrow());
  }

  private Optional<Integer> staying(Duration shortest) {
    return phases.stream()
        .filter(p -> p.usersFrom() == p.usersTo())
        .filter(p -> p.to().minus(p.from()).compareTo(shortest) >= 0)
        .map(Phase::usersTo)
        .max(Comparator.naturalOrder());
  }

  /** The planned users over time: the corners of the profile. */
  public Series users() {
    List<Series.Point> corners = new ArrayList<>();
    for (Phase phase : phases) {
      TimeWindow window = window(phase);
      corners.add(new Series.Point(window.fromMillis(), phase.usersFrom()));
      corners.add(new Series.Point(window.toMillis(), phase.usersTo()));
    }
    return new Series(corners);
  }

  /** Users at the planned end. */
  int usersAtEnd() {
    return phases.get(phases.size() - 1).usersTo();
  }

  /** The planned end, epoch ms. */
  long endMillis() {
    return window(phases.get(phases.size() - 1)).toMillis();
  }

  /** The stretches in which the users stay at the top. */
  List<TimeWindow> plateaus() {
    return phases.stream()
        .filter(p -> p.usersFrom() == top() && p.usersTo() == top())
        .map(this::window)
        .toList();
  }

  /** Seconds that all users together are planned to spend in a time. */
  double userSeconds(TimeWindow window) {
    double sum = 0;
    for (Phase phase : phases) {
      TimeWindow all = window(phase);
      long from = Math.max(all.fromMillis(), window.fromMillis());
      long to = Math.min(all.toMillis(), window.toMillis());
      if (to > from) {
        double length = all.toMillis() - all.fromMillis();
        double middle = ((from + to) / 2.0 - all.fromMillis()) / length;
        double users = phase.usersFrom() + (phase.usersTo() - phase.usersFrom()) * middle;
        sum += users * (to - from) / 1000;
      }
    }
    return sum;
  }

  /** Users who are planned to start in a time. */
  double starting(TimeWindow window) {
    double sum = 0;
    for (Phase phase : phases) {
      TimeWindow all = window(phase);
      long from = Math.max(all.fromMillis(), window.fromMillis());
      long to = Math.min(all.toMillis(), window.toMillis());
      if (to > from && phase.usersTo() > phase.usersFrom()) {
        double share = (double) (to - from) / (all.toMillis() - all.fromMillis());
        sum += (phase.usersTo() - phase.usersFrom()) * share;
      }
    }
    return sum;
  }

  /**
   * The part of one of several agents.
   *
   * @param index from 1
   */
  PlannedLoad part(int index, int agents) {
    return new PlannedLoad(
        phases.stream()
            .map(
                p ->
                    new Phase(
                        p.name(),
                        p.from(),
                        p.to(),
                        AgentShare.of(p.usersFrom(), index, agents),
                        AgentShare.of(p.usersTo(), index, agents)))
            .toList(),
        thinkTime,
        firstMillis);
  }

  private TimeWindow window(Phase phase) {
    return new TimeWindow(
        firstMillis + phase.from().toMillis(), firstMillis + phase.to().toMillis());
  }
}
