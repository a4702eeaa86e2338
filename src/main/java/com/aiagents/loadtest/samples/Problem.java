package com.aiagents.loadtest.samples;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of {@code workflow-problems.csv}: a ticket that did not go the way it should.
 *
 * @param sentMillis when it was sent, epoch ms; null if nobody sent it
 * @param jobId as the target answered it; empty if it did not
 * @param detail one sentence
 */
public record Problem(Kind kind, String ticketId, String jobId, Long sentMillis, String detail) {
  /** What is wrong. */
  public enum Kind {
    /** Processed, and failed with an error message. */
    FAILED,
    /** No end state when the drain ended. */
    PENDING,
    /** Accepted and gone. */
    LOST,
    /** A half-written or impossible row. */
    CORRUPTED,
    /** More than one row. */
    DUPLICATED,
    /** Sent, and no clear answer at the client. */
    UNKNOWN,
    /** A row that nobody sent, or of a refused ticket. */
    STRAY;

    /** The word in the file. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with a word. */
    public static Kind of(String text) {
      return find(text).orElseThrow(() -> new IllegalArgumentException("no problem: " + text));
    }

    static Optional<Kind> find(String text) {
      return Arrays.stream(values()).filter(k -> k.text().equals(text)).findFirst();
    }
  }
}
