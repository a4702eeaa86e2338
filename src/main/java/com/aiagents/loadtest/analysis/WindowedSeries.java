package com.aiagents.loadtest.analysis;

import java.util.List;
import java.util.function.Predicate;

/**
 * One value for each of the equal windows that a measured time is cut into.
 *
 * @param windows into how many windows the time is cut, at least 5
 * @param points in the order of time; a window without a sample has none
 */
public record WindowedSeries(int windows, List<Point> points) {

  /**
   * The value of a window.
   *
   * @param window number of the window, from 0
   * @param value its statistic; {@code +∞} if the statistic falls on something that never ended
   * @param samples how many values it was made of, at least 1
   */
  public record Point(int window, double value, long samples) {}

  public WindowedSeries {
    points = List.copyOf(points);
    if (windows < 5) {
      throw new IllegalArgumentException("found " + windows + " windows, allowed are at least 5");
    }
  }

  /** This series without the windows that hold fewer samples. */
  public WindowedSeries withAtLeast(long samples) {
    return new WindowedSeries(
        windows, points.stream().filter(p -> p.samples() >= samples).toList());
  }

  /** The samples of all windows together. */
  public long samples() {
    return points.stream().mapToLong(Point::samples).sum();
  }

  /** Values of the first fifth of the measured time. */
  double[] firstFifth() {
    return values(p -> p.window() * 5 < windows);
  }

  /** Values of the last fifth of the measured time. */
  double[] lastFifth() {
    return values(p -> p.window() * 5 >= windows * 4);
  }

  private double[] values(Predicate<Point> which) {
    return points.stream().filter(which).mapToDouble(Point::value).toArray();
  }
}
