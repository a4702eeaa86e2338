package com.aiagents.loadtest.verdict;

import java.util.List;
import java.util.Map;

/**
 * Which facts must hold, and which must not.
 *
 * @param needs each must be seen to hold
 * @param unless none may be seen to hold; one that is not known does not stand in the way
 */
record Conditions(List<Fact> needs, List<Fact> unless) {
  Conditions {
    needs = List.copyOf(needs);
    unless = List.copyOf(unless);
  }

  /** Whether a run meets them. */
  boolean met(Map<Fact, Holding> facts) {
    return needs.stream().allMatch(f -> facts.get(f).isTrue())
        && unless.stream().noneMatch(f -> facts.get(f).isTrue());
  }
}
