package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.analysis.LoadPhase;
import com.aiagents.loadtest.analysis.LoadWindows;
import com.aiagents.loadtest.run.RunFile;
import com.aiagents.loadtest.scenario.Phase;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.scenario.Scenarios;
import com.aiagents.loadtest.scenario.ThinkTime;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.PlannedLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What run.json says was planned, as moments after the first request.
 *
 * @param profile users over time; empty if it is not told
 * @param thinkTime empty if its shortest is not told
 */
record Planned(
    Duration warmUp, Duration duration, List<Phase> profile, Optional<ThinkTime> thinkTime) {
  /** The phase of a burst after which it recovers. */
  private static final String COOL_DOWN = "cool-down";

  /**
   * What a run planned; empty if it does not say. The profile of a run that was made before
   * run.json told it is that of its scenario, scaled as the launcher scales it.
   */
  static Optional<Planned> of(RunFile run) {
    RunFile.Load load = run.load();
    if (load == null) {
      return Optional.empty();
    }
    Duration warmUp = Duration.ofSeconds(load.warmUpSeconds());
    Duration duration = Duration.ofSeconds(load.durationSeconds());
    Optional<Scenario> scenario = scaled(run, duration);
    List<Phase> profile =
        load.profile() == null
            ? scenario.map(s -> s.profile().phases()).orElse(List.of())
            : load.profile().stream().map(Planned::phase).toList();
    Optional<ThinkTime> thinkTime =
        load.thinkTimeShortestMillis() == null
            ? scenario.map(Scenario::thinkTime)
            : Optional.of(
                new ThinkTime(
                    Duration.ofMillis(load.thinkTimeShortestMillis()),
                    Duration.ofMillis(load.thinkTimeMillis())));
    return Optional.of(new Planned(warmUp, duration, profile, thinkTime));
  }

  private static Optional<Scenario> scaled(RunFile run, Duration duration) {
    try {
      return Optional.of(
          Scenarios.named(run.scenario()).lasting(duration).withUsers(run.load().users()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Phase phase(RunFile.Stretch stretch) {
    return new Phase(
        stretch.name(),
        Duration.ofSeconds(stretch.fromSeconds()),
        Duration.ofSeconds(stretch.toSeconds()),
        stretch.usersFrom(),
        stretch.usersTo());
  }

  /** The plan against the clock; empty without a profile. */
  Optional<PlannedLoad> load(long firstMillis) {
    return profile.isEmpty()
        ? Optional.empty()
        : Optional.of(new PlannedLoad(profile, thinkTime, firstMillis));
  }

  /** The times that are told apart when the first request was sent at a moment. */
  LoadWindows windows(long firstMillis) {
    long end = firstMillis + duration.toMillis();
    TimeWindow measured = new TimeWindow(Math.min(end, firstMillis + warmUp.toMillis()), end);
    boolean phased =
        profile.size() > 2
            && profile.get(0).to().equals(warmUp)
            && profile.get(profile.size() - 1).to().equals(duration);
    if (!phased) {
      return LoadWindows.of(measured);
    }
    List<LoadPhase> phases = new ArrayList<>();
    long reached = Long.MIN_VALUE;
    Optional<TimeWindow> recovery = Optional.empty();
    for (Phase phase : profile) {
      long to = firstMillis + phase.to().toMillis();
      phases.add(new LoadPhase(phase.name(), new TimeWindow(reached, to), !phases.isEmpty()));
      reached = to;
      if (phase.name().equals(COOL_DOWN) && to < end) {
        recovery = Optional.of(new TimeWindow(to, end));
      }
    }
    phases.add(new LoadPhase(LoadPhase.AFTER, new TimeWindow(reached, Long.MAX_VALUE), false));
    return new LoadWindows(measured, phases, recovery);
  }
}
