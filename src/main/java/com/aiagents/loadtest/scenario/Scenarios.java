package com.aiagents.loadtest.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** All scenarios, in the order in which a full suite runs them. */
public final class Scenarios {
  private static final List<Scenario> ALL =
      List.of(Baseline.scenario(), Peak.scenario(), Burst.scenario(), Endurance.scenario());

  private Scenarios() {}

  /** Every scenario in full length. */
  public static List<Scenario> all() {
    return ALL;
  }

  /**
   * A scenario by its name.
   *
   * @throws IllegalArgumentException naming what was found and what is allowed
   */
  public static Scenario named(String name) {
    return ALL.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("found '" + name + "', allowed is " + names()));
  }

  /** The names of all scenarios, for messages. */
  public static String names() {
    return ALL.stream().map(Scenario::name).collect(Collectors.joining(", "));
  }
}
