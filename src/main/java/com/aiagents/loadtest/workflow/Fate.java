package com.aiagents.loadtest.workflow;

import java.util.Optional;

/** What became of an accepted ticket. */
public enum Fate {
  /** Its row says completed, with a time and an output. */
  COMPLETED("completed"),
  /** Its row says failed, with an error message. */
  FAILED("failed"),
  /** No end state when the drain ended: a row still pending, or a job still in the queue. */
  PENDING("pending"),
  /** No row and no job: it was accepted and is gone. */
  LOST("lost"),
  /** Its row is half-written: completed without time or output, failed without a message. */
  CORRUPTED("corrupted");

  private static final Fate[] FATES = values();

  private final String text;
  private final Optional<Fate> found = Optional.of(this);

  Fate(String text) {
    this.text = text;
  }

  /** The word in {@code workflow.jtl}. */
  public String text() {
    return text;
  }

  /** The fate with a word. */
  public static Optional<Fate> of(String text) {
    // millions of rows ask: a loop makes no objects
    for (Fate fate : FATES) {
      if (fate.text.equals(text)) {
        return fate.found;
      }
    }
    return Optional.empty();
  }
}
