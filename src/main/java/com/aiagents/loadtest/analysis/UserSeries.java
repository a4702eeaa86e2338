package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.unit.TimeWindow;
import java.util.List;

/**
 * The users of one agent over time, in the stretches of {@link LoadSeries}, from its first sample
 * to its last one.
 *
 * <p>In a stretch in which none of its samples ended there are as many as the one that ended last
 * before it told.
 *
 * @param lengthMillis of each stretch
 * @param points in the order of time
 */
public record UserSeries(long lengthMillis, List<Point> points) {
  public UserSeries {
    points = List.copyOf(points);
  }

  /**
   * One stretch.
   *
   * @param fromMillis its beginning, epoch ms
   * @param users mean of the active users when its samples ended
   * @param mostUsers the most of them
   */
  public record Point(long fromMillis, double users, int mostUsers) {}

  /** The stretches that lie wholly inside a window. */
  public List<Point> within(TimeWindow window) {
    return points.stream()
        .filter(p -> p.fromMillis() >= window.fromMillis())
        .filter(p -> p.fromMillis() + lengthMillis <= window.toMillis())
        .toList();
  }
}
