package com.aiagents.loadtest.scenario;

import static com.aiagents.loadtest.scenario.Task.HEALTH;
import static com.aiagents.loadtest.scenario.Task.HISTORY;
import static com.aiagents.loadtest.scenario.Task.METRICS;
import static com.aiagents.loadtest.scenario.Task.SUBMIT;
import static com.aiagents.loadtest.scenario.Task.TICKET;

import java.time.Duration;
import java.util.Map;

/** Fifty users for half an hour: does anything grow? */
public final class Endurance {
  private Endurance() {}

  /** The scenario in full length. */
  public static Scenario scenario() {
    return new Scenario(
        "endurance",
        "Fifty users for half an hour: does anything grow?",
        new RampAndHold(50, Duration.ofSeconds(10), Duration.ofSeconds(1790)),
        new TaskMix(Map.of(SUBMIT, 10, HISTORY, 5, TICKET, 3, METRICS, 2, HEALTH, 1)),
        ThinkTime.seconds(4, 8),
        Duration.ofSeconds(60),
        Duration.ofSeconds(20));
  }
}
