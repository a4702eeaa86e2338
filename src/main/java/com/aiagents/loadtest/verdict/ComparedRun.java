package com.aiagents.loadtest.verdict;

import java.util.List;
import java.util.Objects;

/**
 * One of two runs that are compared.
 *
 * @param run its id
 * @param scenario name of its scenario
 * @param outcome its own verdict
 * @param target where its load went, for people
 * @param labels all that was measured, in the order in which it is shown
 */
public record ComparedRun(
    String run, String scenario, Outcome outcome, String target, List<Measured> labels) {
  public ComparedRun {
    Objects.requireNonNull(run, "run is null");
    labels = List.copyOf(labels);
  }
}
