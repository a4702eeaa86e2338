package com.aiagents.loadtest.scenario;

import java.time.Duration;
import java.util.List;

/**
 * Users start evenly over the ramp-up and then stay.
 *
 * @param users users at the top, at least 1
 * @param rampUp at least 1 s, whole seconds
 * @param hold at least 1 s, whole seconds
 */
public record RampAndHold(int users, Duration rampUp, Duration hold) implements LoadProfile {
  public RampAndHold {
    if (users < 1 || rampUp.toSeconds() < 1 || hold.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "users " + users + ", ramp-up " + rampUp + ", hold " + hold + ": each at least 1");
    }
  }

  @Override
  public List<Phase> phases() {
    return List.of(
        new Phase("ramp-up", Duration.ZERO, rampUp, 0, users),
        new Phase("hold", rampUp, rampUp.plus(hold), users, users));
  }

  @Override
  public RampAndHold lasting(Duration duration) {
    Duration ramp = LoadProfile.scaled(rampUp, duration(), duration);
    if (ramp.isZero()) {
      ramp = Duration.ofSeconds(1);
    }
    return new RampAndHold(users, ramp, duration.minus(ramp));
  }

  @Override
  public RampAndHold withUsers(int users) {
    return new RampAndHold(users, rampUp, hold);
  }
}
