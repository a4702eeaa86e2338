package com.aiagents.loadtest.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.analysis.Series.Point;
import com.aiagents.loadtest.unit.TimeWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesTest {
  private static final long LONGEST_GAP = 5;

  @Test
  void pointsStandInTheOrderOfTimeHoweverTheyCame() {
    Series series = series(30, 10, 20);
    assertThat(series.points()).extracting(Point::millis).containsExactly(10L, 20L, 30L);
    assertThat(series.last()).map(Point::millis).hasValue(30L);
    assertThat(series(30, 26, 22).spans(value -> true, LONGEST_GAP))
        .containsExactly(new Span(22, 30));
  }

  @Test
  void aWindowHoldsItsFirstMomentAndNotItsEnd() {
    assertThat(series(9, 10, 19, 20).within(new TimeWindow(10, 20)).points())
        .extracting(Point::millis)
        .containsExactly(10L, 19L);
  }

  @ParameterizedTest(name = "read at {0}: nothing from {1} to {2}")
  @CsvSource({
    "'', 100, 200",
    "100, 100, 200",
    "200, 100, 200",
    "160, 100, 160",
    "140, 140, 200",
    // the first of two that are as long
    "150, 100, 150",
    "120 140 160 180, 100, 120",
    // before and after the window nothing is missed
    "40 99, 100, 200",
    "90 130 170 300, 130, 170",
    "50 110 250 260, 110, 200"
  })
  void theLongestGapIsThatInsideTheWindow(String read, long from, long to) {
    assertThat(series(moments(read)).longestGap(new TimeWindow(100, 200)))
        .isEqualTo(new Span(from, to));
  }

  @Test
  void pointsAtTheLongestGapBelongTogetherAndFurtherApartTheyDoNot() {
    assertThat(series(10, 15, 20, 26, 31).spans(value -> true, LONGEST_GAP))
        .containsExactly(new Span(10, 20), new Span(26, 31));
  }

  @Test
  void aPointThatSaysOtherwiseEndsASpanAtThePointBeforeIt() {
    Series series =
        new Series(
            List.of(
                new Point(1, 9),
                new Point(2, 9),
                new Point(3, 0),
                new Point(4, 9),
                new Point(5, 0)));
    assertThat(series.spans(value -> value > 5, LONGEST_GAP))
        .containsExactly(new Span(1, 2), new Span(4, 4));
    assertThat(series.longestSpan(value -> value > 5, LONGEST_GAP)).hasValue(new Span(1, 2));
    assertThat(series.longestSpan(value -> value > 9, LONGEST_GAP)).isEmpty();
  }

  @Test
  void ofSeveralLongestSpansTheFirstIsTold() {
    assertThat(series(10, 13, 20, 23, 30, 31).longestSpan(value -> true, LONGEST_GAP))
        .hasValue(new Span(10, 13));
    assertThat(series(10, 13, 20, 24).longestSpan(value -> true, LONGEST_GAP))
        .hasValue(new Span(20, 24));
  }

  private static long[] moments(String text) {
    return text.isEmpty()
        ? new long[0]
        : Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
  }

  private static Series series(long... moments) {
    List<Point> points = new ArrayList<>();
    for (long moment : moments) {
      points.add(new Point(moment, 1));
    }
    return new Series(points);
  }
}
