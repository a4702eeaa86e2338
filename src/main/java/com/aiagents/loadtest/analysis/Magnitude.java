package com.aiagents.loadtest.analysis;

/**
 * The usual words for Cliff's delta: below 0.147 negligible, below 0.33 small, below 0.474 medium,
 * else large (Romano, Kromrey, Coraggio and Skowronek, Florida Association of Institutional
 * Research, 2006: Cohen's d of 0.2, 0.5 and 0.8 for normal values).
 */
public enum Magnitude {
  NEGLIGIBLE(0),
  SMALL(0.147),
  MEDIUM(0.33),
  LARGE(0.474);

  private final double from;

  Magnitude(double from) {
    this.from = from;
  }

  /** The smallest delta, without its sign, that is called so. */
  public double from() {
    return from;
  }

  /** The word for a delta of −1 to 1. */
  public static Magnitude ofDelta(double delta) {
    Magnitude found = NEGLIGIBLE;
    for (Magnitude one : values()) {
      found = Math.abs(delta) >= one.from ? one : found;
    }
    return found;
  }
}
