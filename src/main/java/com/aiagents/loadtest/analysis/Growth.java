package com.aiagents.loadtest.analysis;

import java.util.Optional;

/**
 * How much a quantity grew over the measured time.
 *
 * @param from median of the windows of the first fifth
 * @param to median of the windows of the last fifth
 * @param absolute Theil–Sen slope × measured time, in the unit of the series; {@code +∞} if the
 *     slope is, or if only the last fifth is infinite
 * @param relative {@code absolute ÷ from}, 0.2 for 20 %; from 0 any rise is {@code +∞} and no rise
 *     is 0
 * @param p one-sided, of Mann–Kendall: that growth as clear as this comes by chance
 * @param windows how many windows it was judged on
 * @param samples how many values they hold
 */
public record Growth(
    double from, double to, double absolute, double relative, double p, int windows, long samples) {

  /**
   * The growth of a series; empty if the first fifth has no window or an infinite median (there is
   * nothing to compare with), or the last fifth has none.
   */
  public static Optional<Growth> of(WindowedSeries series) {
    double[] first = series.firstFifth();
    double[] last = series.lastFifth();
    if (first.length == 0 || last.length == 0 || Double.isInfinite(Trend.median(first))) {
      return Optional.empty();
    }
    double from = Trend.median(first);
    double to = Trend.median(last);
    // scaled before the division by the times: whole numbers stay exact, and 20 % is 0.2
    double[] x = series.points().stream().mapToDouble(WindowedSeries.Point::window).toArray();
    double[] y = series.points().stream().mapToDouble(p -> p.value() * series.windows()).toArray();
    Trend trend = Trend.of(x, y);
    double absolute = Double.isInfinite(to) ? to : trend.slope();
    return Optional.of(
        new Growth(
            from, to, absolute, relative(absolute, from), trend.p(), x.length, series.samples()));
  }

  private static double relative(double absolute, double from) {
    if (from == 0) {
      return absolute > 0 ? Double.POSITIVE_INFINITY : 0;
    }
    return absolute / from;
  }
}
