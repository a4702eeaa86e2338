package com.aiagents.loadtest.report;

import com.aiagents.loadtest.report.Chart.Line;
import com.aiagents.loadtest.report.Chart.Style;
import com.aiagents.loadtest.unit.Percentile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** How times are spread: a line over the percentiles that so many values can tell. */
final class Spread {
  private static final int DIGITS = 12;

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
      y[i] = time.apply(new Percentile(percents.get(i))).orElse(Double.NaN);
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
    // the largest percent whose rank is not that of the largest value
    BigDecimal last =
        BigDecimal.valueOf(100)
            .subtract(
                BigDecimal.valueOf(100)
                    .divide(BigDecimal.valueOf(count), DIGITS, RoundingMode.CEILING));
    BigDecimal step = BigDecimal.ONE;
    BigDecimal percent = BigDecimal.ONE;
    BigDecimal nines = new BigDecimal(99);
    while (percent.compareTo(last) <= 0) {
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
}
