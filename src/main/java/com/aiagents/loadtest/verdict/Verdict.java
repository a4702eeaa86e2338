package com.aiagents.loadtest.verdict;

import java.util.List;

/** Every criterion and the worst outcome among them. */
public record Verdict(String scenario, List<Criterion> criteria) {
  public Verdict {
    criteria = List.copyOf(criteria);
  }

  /** This verdict where only proof passes: a PASS that is not proven is a WARNING. */
  public Verdict requiringProof() {
    return new Verdict(scenario, criteria.stream().map(Criterion::requiringProof).toList());
  }

  /** The worst outcome: FAIL, then INVALID, then WARNING, then PASS. */
  public Outcome outcome() {
    return Outcome.worst(criteria.stream().map(Criterion::outcome).toList());
  }
}
