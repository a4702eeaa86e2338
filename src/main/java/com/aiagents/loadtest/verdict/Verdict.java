package com.aiagents.loadtest.verdict;

import java.util.List;

/** Every criterion and the worst outcome among them. */
public record Verdict(String scenario, List<Criterion> criteria) {
  public Verdict {
    criteria = List.copyOf(criteria);
  }

  /** The worst outcome: FAIL, then INVALID, then WARNING, then PASS. */
  public Outcome outcome() {
    return Outcome.worst(criteria.stream().map(Criterion::outcome).toList());
  }
}
