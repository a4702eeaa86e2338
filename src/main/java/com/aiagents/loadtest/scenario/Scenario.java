package com.aiagents.loadtest.scenario;

import com.aiagents.loadtest.unit.DurationText;
import java.time.Duration;

/**
 * One load to ask of a target.
 *
 * @param name lower case, one word
 * @param purpose one sentence for people
 * @param profile users over time
 * @param mix what the users do
 * @param thinkTime the pause before each task
 * @param warmUp from the start of the load; its samples are in no rate and no percentile
 * @param shortest the least duration that still is this scenario
 */
public record Scenario(
    String name,
    String purpose,
    LoadProfile profile,
    TaskMix mix,
    ThinkTime thinkTime,
    Duration warmUp,
    Duration shortest) {

  public Scenario {
    if (warmUp.compareTo(profile.duration()) >= 0) {
      throw new IllegalArgumentException(
          name + ": warm-up " + warmUp + " leaves nothing to measure");
    }
  }

  /**
   * The webhooks a minute that its users send at the top if every answer takes no time, rounded up:
   * no limit above it is ever reached.
   */
  public long webhooksPerMinute() {
    double pause = thinkTime.shortest().plus(thinkTime.longest()).toMillis() / 2.0;
    double share = (double) mix.weights().getOrDefault(Task.SUBMIT, 0) / mix.total();
    return (long) Math.ceil(profile.topUsers() * 60_000 / pause * share);
  }

  /**
   * This scenario with every phase scaled to another length, in whole seconds.
   *
   * @throws IllegalArgumentException if the duration is below {@link #shortest()}
   */
  public Scenario lasting(Duration duration) {
    if (duration.compareTo(shortest) < 0) {
      throw new IllegalArgumentException(
          "found "
              + DurationText.format(duration)
              + ", allowed for "
              + name
              + " is at least "
              + DurationText.format(shortest));
    }
    return new Scenario(
        name,
        purpose,
        profile.lasting(duration),
        mix,
        thinkTime,
        LoadProfile.scaled(warmUp, profile.duration(), duration),
        shortest);
  }

  /**
   * This scenario with another number of users at the top.
   *
   * @throws IllegalArgumentException if there are too few users for the profile, or above 100,000
   */
  public Scenario withUsers(int users) {
    int fewest = profile instanceof Spike ? 2 : 1;
    if (users < fewest || users > 100_000) {
      throw new IllegalArgumentException(
          "found " + users + ", allowed for " + name + " is " + fewest + " to 100000");
    }
    return new Scenario(name, purpose, profile.withUsers(users), mix, thinkTime, warmUp, shortest);
  }

  /** This scenario with another task mix. */
  public Scenario withMix(TaskMix mix) {
    return new Scenario(name, purpose, profile, mix, thinkTime, warmUp, shortest);
  }
}
