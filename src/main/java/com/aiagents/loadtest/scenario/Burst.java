package com.aiagents.loadtest.scenario;

import static com.aiagents.loadtest.scenario.Task.HEALTH;
import static com.aiagents.loadtest.scenario.Task.SUBMIT;

import java.time.Duration;
import java.util.Map;

/** From ten users to two hundred within ten seconds, and back: does the queue recover? */
public final class Burst {
  private Burst() {}

  /** The scenario in full length. */
  public static Scenario scenario() {
    return new Scenario(
        "burst",
        "From ten users to two hundred within ten seconds, and back: does the queue recover?",
        new Spike(
            10,
            200,
            Duration.ofSeconds(30),
            Duration.ofSeconds(40),
            Duration.ofSeconds(160),
            Duration.ofSeconds(190),
            Duration.ofSeconds(240)),
        new TaskMix(Map.of(SUBMIT, 20, HEALTH, 1)),
        ThinkTime.seconds(1, 2),
        Duration.ofSeconds(30),
        Duration.ofSeconds(48));
  }
}
