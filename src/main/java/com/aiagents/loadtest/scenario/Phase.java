package com.aiagents.loadtest.scenario;

import java.time.Duration;

/**
 * A stretch of a load profile over which the users go straight from one number to another.
 *
 * @param name one word or two, for people
 * @param from when it starts, counted from the start of the load
 * @param to when it ends
 * @param usersFrom users at its start
 * @param usersTo users at its end
 */
public record Phase(String name, Duration from, Duration to, int usersFrom, int usersTo) {
  public Phase {
    if (to.compareTo(from) <= 0) {
      throw new IllegalArgumentException("phase " + name + " takes no time");
    }
  }

  /** Planned users at a moment inside the phase, not rounded. */
  public double usersAt(Duration elapsed) {
    double done = (double) elapsed.minus(from).toMillis() / to.minus(from).toMillis();
    return usersFrom + (usersTo - usersFrom) * done;
  }
}
