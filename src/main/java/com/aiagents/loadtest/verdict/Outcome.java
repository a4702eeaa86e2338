package com.aiagents.loadtest.verdict;

import java.util.Collection;
import java.util.Comparator;

/** What came of a criterion, and of a run; the order of the constants is from best to worst. */
public enum Outcome {
  /** Stands aside, for a reason: never enters the worst. */
  NOT_APPLICABLE,
  PASS,
  WARNING,
  /** It could not be judged: evidence is missing or cannot be trusted. */
  INVALID,
  FAIL;

  /** The worst of several; INVALID if none of them applies, since then nothing was judged. */
  public static Outcome worst(Collection<Outcome> outcomes) {
    return outcomes.stream()
        .filter(o -> o != NOT_APPLICABLE)
        .max(Comparator.naturalOrder())
        .orElse(INVALID);
  }
}
