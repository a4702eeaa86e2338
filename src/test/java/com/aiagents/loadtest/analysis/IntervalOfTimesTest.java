package com.aiagents.loadtest.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.aiagents.loadtest.unit.Percentile;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalOfTimesTest {
  private static final double OPEN = Double.POSITIVE_INFINITY;

  /** The ranks of the median at 95 % as tables of the sign test have them. */
  @ParameterizedTest
  @CsvSource({"6, 1, 6", "10, 2, 9", "15, 4, 12", "20, 6, 15", "25, 8, 18", "50, 18, 33"})
  void theMedianHasTheRanksOfTables(int n, long lower, long upper) {
    assertThat(Interval.ofPercentile(oneTo(n), Percentile.P50, 0.025))
        .isEqualTo(new Interval(lower, upper));
  }

  @Test
  void anEndIsOpenWhereTooFewTimesLieBeyondIt() {
    // 0.95⁸⁵ is 0.0128 and 0.95⁸⁶ 0.0121, on either side of the 0.0125 that 97.5 % leave over
    assertThat(Interval.ofPercentile(oneTo(85), Percentile.P95, 0.0125).high()).isEqualTo(OPEN);
    assertThat(Interval.ofPercentile(oneTo(86), Percentile.P95, 0.0125).high()).isEqualTo(86);
    assertThat(Interval.ofPercentile(oneTo(5), Percentile.P50, 0.025))
        .isEqualTo(new Interval(-OPEN, OPEN));
  }

  @Test
  void ticketsWithoutAnEndAreTheGreatest() {
    Interval interval =
        Interval.ofPercentile(
            TimesOf.of(LongStream.rangeClosed(1, 30).toArray(), 20), Percentile.P50, 0.025);
    assertThat(interval).isEqualTo(new Interval(18, OPEN));
    Times most = TimesOf.of(LongStream.rangeClosed(1, 10).toArray(), 40);
    assertThat(Interval.ofDifference(oneTo(50), most, Percentile.P50, 0.95))
        .isEqualTo(new Interval(OPEN, OPEN));
    assertThat(Interval.ofDifference(most, most, Percentile.P50, 0.95))
        .isEqualTo(new Interval(-OPEN, OPEN));
  }

  @Test
  void placesChangedTheDifferenceMirrors() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      Times a =
          TimesOf.of(TimesOf.random(random, 20 + random.nextInt(300), 200), random.nextInt(9));
      Times b =
          TimesOf.of(TimesOf.random(random, 20 + random.nextInt(300), 300), random.nextInt(9));
      Interval interval = Interval.ofDifference(a, b, Percentile.P95, 0.95);
      Interval mirror = Interval.ofDifference(b, a, Percentile.P95, 0.95);
      assertThat(mirror.low() + 0.0).as("seed %d", seed).isEqualTo(0.0 - interval.high());
      assertThat(mirror.high() + 0.0).as("seed %d", seed).isEqualTo(0.0 - interval.low());
    }
  }

  /** The true difference lies inside in at least the 95 % that are promised; so it is with ties. */
  @ParameterizedTest
  @CsvSource({"50, 300, 200", "95, 300, 200", "95, 1000, 12"})
  void theDifferenceIsHeldAsOftenAsPromised(String percent, int n, int bound) {
    Random random = new Random(20260101);
    Percentile percentile = Percentile.of(percent);
    long before = percentile.rank(bound) - 1;
    int held = 0;
    for (int round = 0; round < 1_000; round++) {
      Times a = TimesOf.of(TimesOf.random(random, n, bound));
      Times b =
          TimesOf.of(LongStream.of(TimesOf.random(random, n, bound)).map(v -> v * 3).toArray());
      Interval interval = Interval.ofDifference(a, b, percentile, 0.95);
      held += interval.low() <= before * 2 && before * 2 <= interval.high() ? 1 : 0;
    }
    assertThat(held).isBetween(950, 1_000);
  }

  @Test
  void inTheWrongOrderTheyAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Interval(2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Interval(Double.NaN, 1));
  }

  private static Times oneTo(int n) {
    return TimesOf.of(LongStream.rangeClosed(1, n).toArray());
  }
}
