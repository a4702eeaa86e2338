package com.aiagents.loadtest.verdict;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A symptom of a run and a cause to which the evidence points.
 *
 * @param symptom its name
 * @param criteria ids of the criteria that show it, at least one
 * @param cause its name; empty if no cause stands out
 * @param evidence a sentence for each fact that the cause needs; empty without a cause
 * @param instead why it is not one of the symptom's other causes
 * @param commands what to try; empty without a cause
 */
public record Diagnosed(
    String symptom,
    List<String> criteria,
    Optional<String> cause,
    List<String> evidence,
    List<Instead> instead,
    List<String> commands) {
  public Diagnosed {
    Objects.requireNonNull(symptom, "symptom is null");
    Objects.requireNonNull(cause, "cause is null");
    criteria = List.copyOf(criteria);
    evidence = List.copyOf(evidence);
    instead = List.copyOf(instead);
    commands = List.copyOf(commands);
  }
}
