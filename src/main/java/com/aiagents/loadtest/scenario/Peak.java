package com.aiagents.loadtest.scenario;

import static com.aiagents.loadtest.scenario.Task.HEALTH;
import static com.aiagents.loadtest.scenario.Task.HISTORY;
import static com.aiagents.loadtest.scenario.Task.METRICS;
import static com.aiagents.loadtest.scenario.Task.SUBMIT;

import java.time.Duration;
import java.util.Map;

/** A hundred users for ten minutes: the busiest hour that is expected. */
public final class Peak {
  private Peak() {}

  /** The scenario in full length. */
  public static Scenario scenario() {
    return new Scenario(
        "peak",
        "A hundred users for ten minutes: the busiest hour that is expected.",
        new RampAndHold(100, Duration.ofSeconds(10), Duration.ofSeconds(590)),
        new TaskMix(Map.of(SUBMIT, 15, HISTORY, 5, METRICS, 2, HEALTH, 1)),
        ThinkTime.seconds(2, 5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(20));
  }
}
