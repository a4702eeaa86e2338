package com.aiagents.loadtest.scenario;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * How often each task is chosen: whole weights; a task's share is its weight over their sum.
 *
 * @param weights every weight at least 1; a task that is absent is never chosen
 */
public record TaskMix(Map<Task, Integer> weights) {
  public TaskMix {
    if (weights.isEmpty() || weights.values().stream().anyMatch(w -> w < 1)) {
      throw new IllegalArgumentException("task weights must be at least 1: " + weights);
    }
    // an EnumMap keeps the order of the enum, and with it the bytes of a plan
    weights = Collections.unmodifiableMap(new EnumMap<>(weights));
  }

  /** The sum of all weights. */
  public int total() {
    return weights.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** This mix with other tasks left out; what stays shares the whole by the same weights. */
  public TaskMix without(Set<Task> tasks) {
    Map<Task, Integer> rest = new EnumMap<>(weights);
    rest.keySet().removeAll(tasks);
    return new TaskMix(rest);
  }
}
