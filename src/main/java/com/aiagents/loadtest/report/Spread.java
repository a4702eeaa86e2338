package com.aiagents.loadtest.report;

import com.aiagents.loadtest.report.Chart.Line;
import com.aiagents.loadtest.report.Chart.Style;
import com.aiagents.loadtest.unit.Percentile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** How times are spread: a line over the percentiles that so many values can tell. */
final class Spread {
  private Spread() {}

  /**
   * The line.
   *
   * @param count how many values there are
   * @param time the nearest-rank percentile; {@code +∞} where it has no bound
   */
  static Line of(String name, long count, Function<Percentile, OptionalDouble> time) {
    List<BigDecimal> percents = percents(count);
    double[] x = new double[percents.size()];
    double[] y = new double[percents.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = percents.get(i).doubleValue();
      y[i] = finite(time.apply(new Percentile(percents.get(i))).orElse(Double.NaN));
    }
    return new Line(name, Style.LINE, x, y);
  }

  /**
   * Steps of 1 %, and ten times smaller ones in each further nine, as far as so many values tell.
   */
  private static List<BigDecimal> percents(long count) {
    List<BigDecimal> percents = new ArrayList<>();
    if (count == 0) {
      return percents;
    }
    double last = 100 - 100.0 / count;
    BigDecimal step = BigDecimal.ONE;
    BigDecimal percent = BigDecimal.ONE;
    BigDecimal nines = new BigDecimal(99);
    while (percent.doubleValue() < last) {
      percents.add(percent);
      if (percent.compareTo(nines) >= 0) {
        step = step.movePointLeft(1);
        nines = nines.add(step.multiply(BigDecimal.valueOf(9)));
      }
      percent = percent.add(step);
    }
    // the largest value has no finite place on a scale of nines: it gets the middle of its share
    percents.add(BigDecimal.valueOf(100 - 50.0 / count));
    return percents;
  }

  /** A value that can be drawn, or none. */
  static double finite(double value) {
    return Double.isInfinite(value) ? Double.NaN : value;
  }
}
