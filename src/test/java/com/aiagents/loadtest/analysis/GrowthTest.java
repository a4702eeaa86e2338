package com.aiagents.loadtest.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.aiagents.loadtest.analysis.WindowedSeries.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Ten windows, so that a fifth is two of them. */
class GrowthTest {
  private static final int WINDOWS = 10;
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void isWhatTheTrendAddsOverTheMeasuredTime() {
    Growth growth = grown(window -> 100 + 5 * window);
    assertThat(growth.from()).isEqualTo(102.5);
    assertThat(growth.to()).isEqualTo(142.5);
    assertThat(growth.absolute()).isEqualTo(50);
    assertThat(growth.relative()).isEqualTo(50 / 102.5);
    assertThat(growth.windows()).isEqualTo(WINDOWS);
    assertThat(growth.samples()).isEqualTo(70);
  }

  @Test
  void whatFallsGrowsByLessThanNothing() {
    Growth growth = grown(window -> 100 - 5 * window);
    assertThat(growth.absolute()).isEqualTo(-50);
    assertThat(growth.relative()).isNegative();
    assertThat(growth.p()).isGreaterThan(0.999);
  }

  @Test
  void fromNothingAnyRiseIsWithoutBoundAndNoRiseIsNone() {
    assertThat(grown(window -> window).relative()).isEqualTo(10 / 0.5);
    assertThat(grown(window -> window < 2 ? 0 : window).relative()).isEqualTo(INFINITY);
    assertThat(grown(window -> 0).relative()).isZero();
  }

  @Test
  void whatNeverEndsInTheLastFifthGrowsWithoutBound() {
    assertThat(grown(window -> window < 8 ? 7 : INFINITY).absolute()).isEqualTo(INFINITY);
    // one window of the two is enough: the mean of the two in the middle has no bound either
    assertThat(grown(window -> window < 9 ? 7 : INFINITY).absolute()).isEqualTo(INFINITY);
    // before the last fifth it is a value like any other
    assertThat(grown(window -> window == 6 ? INFINITY : 7).absolute()).isZero();
  }

  @Test
  void needsBothEndsAndAFiniteBeginning() {
    assertThat(Growth.of(series(2, 10, window -> 7))).isEmpty();
    assertThat(Growth.of(series(1, 10, window -> 7))).isPresent();
    assertThat(Growth.of(series(0, 8, window -> 7))).isEmpty();
    assertThat(Growth.of(series(0, 9, window -> 7))).isPresent();
    assertThat(Growth.of(series(0, 10, window -> window == 0 ? INFINITY : 7))).isEmpty();
  }

  @Test
  void windowsWithFewerSamplesAreLeftOut() {
    WindowedSeries all =
        new WindowedSeries(5, List.of(new Point(0, 1, 4), new Point(1, 2, 5), new Point(4, 3, 6)));
    assertThat(all.withAtLeast(5).points()).extracting(Point::window).containsExactly(1, 4);
    assertThat(all.withAtLeast(5).samples()).isEqualTo(11);
    assertThat(all.withAtLeast(5).windows()).isEqualTo(5);
  }

  @Test
  void aFifthNeedsFiveWindows() {
    assertThat(new WindowedSeries(5, List.of()).samples()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowedSeries(4, List.of()))
        .withMessage("found 4 windows, allowed are at least 5");
  }

  private static Growth grown(IntToDoubleFunction value) {
    return Growth.of(series(0, WINDOWS, value)).orElseThrow();
  }

  /** Windows from one to before another, of seven samples each. */
  private static WindowedSeries series(int from, int to, IntToDoubleFunction value) {
    List<Point> points = new ArrayList<>();
    for (int window = from; window < to; window++) {
      points.add(new Point(window, value.applyAsDouble(window), 7));
    }
    return new WindowedSeries(WINDOWS, points);
  }
}
