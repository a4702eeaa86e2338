package com.aiagents.loadtest.verdict;

import java.util.List;
import java.util.function.Consumer;

/** Which symptoms there are, and what may be behind each: data/diagnosis.yaml; immutable. */
public final class Symptoms {
  private final List<Symptom> all;

  Symptoms(List<Symptom> all) {
    this.all = List.copyOf(all);
  }

  /**
   * Reads the text of a diagnosis file; docs/diagnosis.md describes it.
   *
   * @param text YAML
   * @param problems gets every problem of the text, in its order, each as {@code line N: what:
   *     found …, allowed …}
   * @return the symptoms; of no use if there was a problem
   */
  public static Symptoms read(String text, Consumer<String> problems) {
    return new SymptomsReader().read(text, problems);
  }

  /** All of them, in the order of the file. */
  List<Symptom> all() {
    return all;
  }
}
