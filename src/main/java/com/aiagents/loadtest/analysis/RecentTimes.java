package com.aiagents.loadtest.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Times by the second in which they ended; those of the last seconds are kept. Its memory is that
 * of the different times of these seconds. Used by one thread.
 */
public final class RecentTimes {
  private final long seconds;
  private final NavigableMap<Long, LatencyRecorder> bySecond = new TreeMap<>();

  /**
   * Times of so many seconds.
   *
   * @param seconds at least 1
   */
  public RecentTimes(int seconds) {
    this.seconds = seconds;
  }

  /**
   * Takes a time.
   *
   * @param second epoch second
   */
  public void add(long second, long millis) {
    bySecond.computeIfAbsent(second, s -> new LatencyRecorder()).record(millis);
  }

  /**
   * The exact distribution of the times of the seconds that end with one, and forgets older ones.
   */
  public LatencySnapshot upTo(long second) {
    bySecond.headMap(second - seconds, true).clear();
    List<LatencySnapshot> some = new ArrayList<>();
    for (Map.Entry<Long, LatencyRecorder> entry : bySecond.headMap(second, true).entrySet()) {
      some.add(entry.getValue().snapshot());
    }
    return LatencySnapshot.merged(some);
  }
}
