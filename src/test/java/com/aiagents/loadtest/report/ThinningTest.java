package com.aiagents.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.report.Chart.Axis;
import com.aiagents.loadtest.report.Chart.Line;
import com.aiagents.loadtest.report.Chart.Style;
import com.aiagents.loadtest.unit.Percentile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Lines that are thinned, put into tables and written as data. */
class ThinningTest {
  @Property(tries = 200)
  void noPeakAndNoValleyIsLost(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20_000) int n) {
    Random random = new Random(seed);
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = i + random.nextDouble() / 2;
      y[i] = random.nextInt(1_000);
    }
    y[random.nextInt(n)] = 5_000;
    y[random.nextInt(n)] = -7;
    Line thin = Thinning.line(new Line("a", Style.LINE, x, y), 5);
    assertThat(thin.x().length).isLessThanOrEqualTo(2 * Thinning.STRETCHES + 2);
    assertThat(Arrays.stream(thin.y()).max()).isEqualTo(Arrays.stream(y).max());
    assertThat(Arrays.stream(thin.y()).min()).isEqualTo(Arrays.stream(y).min());
    for (int i = 1; i < thin.x().length; i++) {
      assertThat(thin.x()[i]).isGreaterThan(thin.x()[i - 1]);
    }
    if (n <= 2 * Thinning.STRETCHES) {
      assertThat(thin.y()).isEqualTo(y);
    }
  }

  @Test
  void aLineBreaksWhereNobodyLooked() {
    double[] x = {0, 1, 2, 8, 9};
    Line broken = Thinning.line(new Line("a", Style.LINE, x, new double[] {1, 2, 3, 4, 5}), 5);
    assertThat(broken.x()).containsExactly(0, 1, 2, 5, 8, 9);
    assertThat(broken.y()).containsExactly(1, 2, 3, Double.NaN, 4, 5);
    double[] seldom = {0, 15, 30, 45};
    assertThat(Thinning.line(new Line("a", Style.LINE, seldom, new double[4]), 5).x())
        .as("readings that come every 15 s belong together")
        .containsExactly(seldom);
  }

  @Test
  void aTableHasTheHighestOfEachStretch() {
    double[] x = IntStream.range(0, 120).asDoubleStream().toArray();
    double[] y = IntStream.range(0, 120).mapToDouble(i -> i == 77 ? 12_345 : i).toArray();
    Chart chart = chart(ChartUnit.MILLIS, Axis.TIME, new Line("p95", Style.LINE, x, y));
    ChartTable table = ChartTable.of(chart);
    assertThat(table.head()).containsExactly("from", "p95");
    assertThat(table.rows()).hasSize(20);
    assertThat(table.rows().get(0).name()).isEqualTo("0:00");
    assertThat(table.rows().get(0).cells()).containsExactly("5 ms");
    assertThat(table.rows().get(12).name()).isEqualTo("1:12");
    assertThat(table.rows().get(12).cells()).containsExactly("12.3 s");
  }

  @Property(tries = 300)
  void aTableOfADistributionHasTheNearestRanks(@ForAll @IntRange(min = 1, max = 3_000) int n) {
    Line line = Spread.of("times", n, p -> OptionalDouble.of(p.rank(n)));
    ChartTable table = ChartTable.of(chart(ChartUnit.COUNT, Axis.PERCENTILE, line));
    for (ChartTable.Row row : table.rows()) {
      Percentile percentile =
          Percentile.of(row.name().equals("max") ? "100" : row.name().substring(1));
      assertThat(row.cells().get(0))
          .as(row.name() + " of " + n)
          .isEqualTo(Long.toString(percentile.rank(n)));
    }
  }

  @Test
  void whatHasNoBoundIsNeverTheSmallerForIt() {
    double infinite = Double.POSITIVE_INFINITY;
    Line line =
        new Line("p95", Style.LINE, new double[] {0, 0.5, 1}, new double[] {3, infinite, 4});
    Chart chart = chart(ChartUnit.MILLIS, Axis.TIME, line);
    assertThat(ChartTable.of(chart).rows())
        .extracting(row -> row.cells().get(0))
        .containsExactly("never", "4 ms");
    assertThat(
            ChartsJson.render(
                Optional.of(new ChartClock(0, 1)), List.of(chart), List.of(), List.of()))
        .contains("[[[0,0.5,1],[3,null,4]]]");
  }

  @Test
  void plannedUsersStandInEveryRow() {
    Line planned =
        new Line(
            "planned", Style.DASHED, new double[] {0, 10, 10, 40}, new double[] {0, 20, 30, 30});
    assertThat(ChartTable.of(chart(ChartUnit.COUNT, Axis.TIME, planned)).rows())
        .extracting(row -> row.name() + " " + row.cells().get(0))
        .startsWith("0:00 4", "0:02 8", "0:04 12")
        .contains("0:08 20", "0:10 30", "0:38 30");
  }

  @Test
  void numbersAreShortAndNothingEndsTheElement() {
    double[] x = {0, 1.00049, 2};
    Line line =
        new Line(
            "</script>", Style.LINE, x, new double[] {1_234_567.89, 0.000123456789, Double.NaN});
    String json =
        ChartsJson.render(
            Optional.of(new ChartClock(1_700_000_000_000L, 2)),
            List.of(chart(ChartUnit.COUNT, Axis.TIME, line)),
            List.of(),
            List.of());
    assertThat(json)
        .contains("\"groups\":[[[0,1,2],[1234568,0.000123457,null]]]")
        .contains("\\u003c/script>")
        .doesNotContain("<");
  }

  private static Chart chart(ChartUnit unit, Axis axis, Line line) {
    return new Chart("c", "t", unit, axis, List.of(line), List.of(), "");
  }
}
