package com.aiagents.loadtest.scenario;

import static com.aiagents.loadtest.scenario.Task.HEALTH;
import static com.aiagents.loadtest.scenario.Task.HISTORY;
import static com.aiagents.loadtest.scenario.Task.SUBMIT;

import java.time.Duration;
import java.util.Map;

/** From five users to forty within two minutes: what has piled up since Friday. */
public final class Monday {
  private Monday() {}

  /** The scenario in full length. */
  public static Scenario scenario() {
    return new Scenario(
        "monday",
        "From five users to forty within two minutes: what has piled up since Friday.",
        new Spike(
            5,
            40,
            Duration.ofSeconds(60),
            Duration.ofSeconds(180),
            Duration.ofSeconds(480),
            Duration.ofSeconds(600),
            Duration.ofSeconds(660)),
        new TaskMix(Map.of(SUBMIT, 6, HISTORY, 3, HEALTH, 1)),
        ThinkTime.seconds(2, 6),
        Duration.ofSeconds(60),
        Duration.ofSeconds(33));
  }
}
