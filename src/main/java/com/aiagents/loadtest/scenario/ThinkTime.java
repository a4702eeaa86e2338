package com.aiagents.loadtest.scenario;

import java.time.Duration;

/**
 * The pause of a user before each task: uniformly distributed between two bounds, both included.
 *
 * @param shortest at least zero
 * @param longest at least {@code shortest}
 */
public record ThinkTime(Duration shortest, Duration longest) {
  public ThinkTime {
    if (shortest.isNegative() || longest.compareTo(shortest) < 0) {
      throw new IllegalArgumentException("think time out of order: " + shortest + ", " + longest);
    }
  }

  /** A think time between two whole numbers of seconds. */
  public static ThinkTime seconds(int shortest, int longest) {
    return new ThinkTime(Duration.ofSeconds(shortest), Duration.ofSeconds(longest));
  }
}
