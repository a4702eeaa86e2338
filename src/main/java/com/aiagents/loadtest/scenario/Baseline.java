package com.aiagents.loadtest.scenario;

import static com.aiagents.loadtest.scenario.Task.HISTORY;
import static com.aiagents.loadtest.scenario.Task.METRICS;
import static com.aiagents.loadtest.scenario.Task.SUBMIT;

import java.time.Duration;
import java.util.Map;

/** Ten users for five minutes: what the platform does on an ordinary day. */
public final class Baseline {
  private Baseline() {}

  /** The scenario in full length. */
  public static Scenario scenario() {
    return new Scenario(
        "baseline",
        "Ten users for five minutes: an ordinary day.",
        new RampAndHold(10, Duration.ofSeconds(5), Duration.ofSeconds(295)),
        new TaskMix(Map.of(SUBMIT, 10, HISTORY, 3, METRICS, 1)),
        ThinkTime.seconds(3, 7),
        Duration.ofSeconds(30),
        Duration.ofSeconds(20));
  }
}
