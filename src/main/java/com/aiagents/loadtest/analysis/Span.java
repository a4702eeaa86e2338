package com.aiagents.loadtest.analysis;

/**
 * A time during which something was seen to be so.
 *
 * @param fromMillis epoch ms of the first reading
 * @param toMillis epoch ms of the last one, at least {@code fromMillis}
 */
public record Span(long fromMillis, long toMillis) {
  /** Its length in ms; 0 for a single reading. */
  public long millis() {
    return toMillis - fromMillis;
  }
}
