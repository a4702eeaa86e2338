package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.unit.TimeWindow;
import java.util.List;

/**
 * The load over time, in stretches of equal length.
 *
 * <p>A stretch is 1 s long; 2, 4, 8 … s where the samples span more than {@value Stretches#MOST} of
 * them. They begin at whole multiples of their length since the epoch.
 *
 * @param lengthMillis of each stretch
 * @param points in the order of time; a stretch in which nothing was sent or ended has none
 */
public record LoadSeries(long lengthMillis, List<Point> points) {
  public LoadSeries {
    points = List.copyOf(points);
  }

  /**
   * One stretch.
   *
   * @param fromMillis its beginning, epoch ms
   * @param count samples that were sent in it
   * @param errors those without success
   * @param p50 of their elapsed times, ms; exact below 256 ms, above rounded down by less than 0.8
   *     %; -1 without a sample
   * @param p95 likewise
   * @param p99 likewise
   * @param max the longest of them, exactly; -1 without a sample
   * @param users mean of the active users when its samples ended; NaN if none ended. Of a
   *     distributed run the sum over its agents, see {@link UserSeries}
   * @param mostUsers the most of them; 0 if none ended; likewise
   */
  public record Point(
      long fromMillis,
      long count,
      long errors,
      long p50,
      long p95,
      long p99,
      long max,
      double users,
      int mostUsers) {
    /** This stretch with the users of one more agent. */
    Point plus(UserSeries.Point agent) {
      return new Point(
          fromMillis,
          count,
          errors,
          p50,
          p95,
          p99,
          max,
          (Double.isNaN(users) ? 0 : users) + agent.users(),
          (int) Math.min(Integer.MAX_VALUE, (long) mostUsers + agent.mostUsers()));
    }
  }

  /** The stretches that lie wholly inside a window. */
  public List<Point> within(TimeWindow window) {
    return points.stream()
        .filter(p -> p.fromMillis() >= window.fromMillis())
        .filter(p -> p.fromMillis() + lengthMillis <= window.toMillis())
        .toList();
  }
}
