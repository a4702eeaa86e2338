package com.aiagents.loadtest.verdict;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The limits that runs are judged by: the contract's, changed for all scenarios and for single
 * ones; immutable.
 *
 * <p>docs/thresholds.md describes the file that they are read from.
 */
public final class Thresholds {
  /** The contract's limits: what counts without any file. */
  public static final Thresholds STANDARD = new Thresholds(Limits.standard(), Map.of());

  private final Limits general;
  private final Map<String, Limits> scenarios;

  /**
   * Limits.
   *
   * @param general of every scenario that has none of its own
   * @param scenarios by name, each complete
   */
  Thresholds(Limits general, Map<String, Limits> scenarios) {
    this.general = Objects.requireNonNull(general, "general is null");
    this.scenarios = Map.copyOf(scenarios);
  }

  /**
   * Reads the text of a thresholds file.
   *
   * @param text YAML; an empty one means the contract's limits
   * @param sent which labels the plan of each scenario sends, by the scenario's name; of a scenario
   *     that is not in it any label is allowed
   * @param problems gets every problem of the text, in its order, each as {@code line N: what:
   *     found …, allowed …}
   * @return the limits; of no use if there was a problem
   */
  public static Thresholds read(
      String text, Map<String, Set<String>> sent, Consumer<String> problems) {
    return new ThresholdsReader(sent).read(text, problems);
  }

  /** The limits of a scenario, whatever its name. */
  Limits of(String scenario) {
    return scenarios.getOrDefault(scenario, general);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Thresholds t
        && general.equals(t.general)
        && scenarios.equals(t.scenarios);
  }

  @Override
  public int hashCode() {
    return Objects.hash(general, scenarios);
  }

  @Override
  public String toString() {
    return "general " + general + ", scenarios " + scenarios;
  }
}
