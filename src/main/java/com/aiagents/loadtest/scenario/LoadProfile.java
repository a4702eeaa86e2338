package com.aiagents.loadtest.scenario;

import java.time.Duration;
import java.util.List;

/**
 * Users over time, as a pure function of the time since the start of the load.
 *
 * <p>Times are whole seconds, since JMeter's stepping thread group reads {@code "7.5"} as 0.
 */
public sealed interface LoadProfile permits RampAndHold, Spike {
  /** The stretches of the profile, in order, without gaps, from zero to {@link #duration()}. */
  List<Phase> phases();

  /** This profile stretched or squeezed to another length; whole seconds, the sum kept. */
  LoadProfile lasting(Duration duration);

  /** This profile with another number of users at its top; the times stay. */
  LoadProfile withUsers(int users);

  /** From the first user's start to the planned end of the load. */
  default Duration duration() {
    List<Phase> phases = phases();
    return phases.get(phases.size() - 1).to();
  }

  /** The most users that are planned at any time. */
  default int topUsers() {
    return phases().stream().mapToInt(p -> Math.max(p.usersFrom(), p.usersTo())).max().orElse(0);
  }

  /** Planned users at a moment, not rounded; 0 before the start and from the end on. */
  default double usersAt(Duration elapsed) {
    if (elapsed.isNegative()) {
      return 0;
    }
    for (Phase phase : phases()) {
      if (elapsed.compareTo(phase.to()) < 0) {
        return phase.usersAt(elapsed);
      }
    }
    return 0;
  }

  /**
   * A moment of a profile moved to where it belongs in one of another length, to the nearest second
   * (halves up). Scaling the moments instead of the stretches keeps their sum exact.
   */
  static Duration scaled(Duration moment, Duration from, Duration to) {
    long numerator = moment.toSeconds() * to.toSeconds();
    return Duration.ofSeconds((2 * numerator + from.toSeconds()) / (2 * from.toSeconds()));
  }
}
