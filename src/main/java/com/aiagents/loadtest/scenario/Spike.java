package com.aiagents.loadtest.scenario;

import java.time.Duration;
import java.util.List;

/**
 * A base load that a much higher one is thrown upon for a while.
 *
 * <p>One user grows to {@code baseUsers} until {@code warmUpEnd}; the rest of {@code topUsers} come
 * until {@code rushEnd}, stay until {@code plateauEnd} and leave until {@code coolDownEnd}; the
 * base load stays until {@code end}. All times are counted from the start of the load.
 */
public record Spike(
    int baseUsers,
    int topUsers,
    Duration warmUpEnd,
    Duration rushEnd,
    Duration plateauEnd,
    Duration coolDownEnd,
    Duration end)
    implements LoadProfile {

  public Spike {
    if (baseUsers < 1 || topUsers <= baseUsers) {
      throw new IllegalArgumentException("users " + baseUsers + " to " + topUsers + ": no spike");
    }
  }

  @Override
  public List<Phase> phases() {
    return List.of(
        new Phase("warm-up", Duration.ZERO, warmUpEnd, 1, baseUsers),
        new Phase("rush", warmUpEnd, rushEnd, baseUsers, topUsers),
        new Phase("plateau", rushEnd, plateauEnd, topUsers, topUsers),
        new Phase("cool-down", plateauEnd, coolDownEnd, topUsers, baseUsers),
        new Phase("recovery", coolDownEnd, end, baseUsers, baseUsers));
  }

  @Override
  public Spike lasting(Duration duration) {
    return new Spike(
        baseUsers,
        topUsers,
        LoadProfile.scaled(warmUpEnd, end, duration),
        LoadProfile.scaled(rushEnd, end, duration),
        LoadProfile.scaled(plateauEnd, end, duration),
        LoadProfile.scaled(coolDownEnd, end, duration),
        duration);
  }

  /** Base and top keep their proportion; the base is at least 1 user. */
  @Override
  public Spike withUsers(int users) {
    int base = Math.max(1, Math.round((float) users * baseUsers / topUsers));
    return new Spike(base, users, warmUpEnd, rushEnd, plateauEnd, coolDownEnd, end);
  }
}
