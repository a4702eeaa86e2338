package com.aiagents.loadtest.verdict;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that operators see, and what may be behind it.
 *
 * @param when criteria and the outcomes of which one is enough
 * @param conditions facts that it takes besides
 * @param causes in the order of the file
 */
record Symptom(
    String name, Map<String, Set<Outcome>> when, Conditions conditions, List<Cause> causes) {
  Symptom {
    when = Map.copyOf(when);
    causes = List.copyOf(causes);
  }

  /** The criteria that show it, in the order of the verdict; empty if it is not there. */
  List<String> shownBy(Verdict verdict) {
    return verdict.criteria().stream()
        .filter(c -> when.getOrDefault(c.id(), Set.of()).contains(c.outcome()))
        .map(Criterion::id)
        .toList();
  }
}
