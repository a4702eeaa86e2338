package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.samples.Sample;

/**
 * When the load began and when the last request was sent; a first pass, since rows come unordered.
 */
public final class LoadBounds {
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;

  /** Takes a sample. */
  public void add(Sample sample) {
    firstMillis = Math.min(firstMillis, sample.startMillis());
    lastMillis = Math.max(lastMillis, sample.startMillis());
  }

  /** Whether there was no sample at all. */
  public boolean isEmpty() {
    return firstMillis == Long.MAX_VALUE;
  }

  /** The first request, epoch ms; not for an empty load. */
  public long firstMillis() {
    return firstMillis;
  }

  /** The last request, epoch ms; not for an empty load. */
  public long lastMillis() {
    return lastMillis;
  }
}
