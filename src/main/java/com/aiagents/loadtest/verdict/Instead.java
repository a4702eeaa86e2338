package com.aiagents.loadtest.verdict;

import java.util.Objects;

/**
 * A cause of a symptom that is not shown.
 *
 * @param cause its name
 * @param ruledOut whether something speaks against it; else what it takes is not known
 * @param why what was seen, or why nothing was
 */
public record Instead(String cause, boolean ruledOut, String why) {
  public Instead {
    Objects.requireNonNull(cause, "cause is null");
    Objects.requireNonNull(why, "why is null");
  }
}
