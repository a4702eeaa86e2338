package com.aiagents.loadtest.analysis;

/**
 * When the load began and when its last request was sent.
 *
 * @param firstMillis the first request, epoch ms
 * @param lastMillis the last one; before the first if there was none
 */
public record LoadBounds(long firstMillis, long lastMillis) {
  /** Of no sample. */
  public static final LoadBounds NONE = new LoadBounds(Long.MAX_VALUE, Long.MIN_VALUE);

  /** Whether there was no sample at all. */
  public boolean isEmpty() {
    return lastMillis < firstMillis;
  }

  /** The bounds of two loads together. */
  public LoadBounds and(LoadBounds other) {
    return new LoadBounds(
        Math.min(firstMillis, other.firstMillis), Math.max(lastMillis, other.lastMillis));
  }

  // those that a record has by itself take long when a JVM has just started
  @Override
  public boolean equals(Object other) {
    return other instanceof LoadBounds bounds
        && firstMillis == bounds.firstMillis
        && lastMillis == bounds.lastMillis;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(firstMillis) + Long.hashCode(lastMillis);
  }
}
