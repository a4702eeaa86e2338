package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.aiagents.loadtest.analysis.Times;
import com.aiagents.loadtest.analysis.TimesOf;
import com.aiagents.loadtest.verdict.Comparison.Result;
import com.aiagents.loadtest.verdict.ComparisonRow.Compared;
import com.aiagents.loadtest.verdict.ComparisonRow.Left;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
  @Test
  void aRunWithItselfIsNothing() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      ComparedRun run = run(random(random, "x"), random(random, "y"));
      Comparison comparison = Comparison.of(run, run, List.of());
      assertThat(comparison.result()).as("seed %d", seed).isEqualTo(Result.NOT_WORSE);
      for (ComparisonRow row : comparison.rows()) {
        Compared compared = (Compared) row;
        assertThat(List.of(compared.times(), compared.tail(), compared.errors()))
            .as("seed %d", seed)
            .allMatch(e -> e.finding() == Finding.NONE && e.p() == 1 && e.change() == 0);
      }
    }
  }

  @Test
  void placesChangedItMirrors() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int found = 0;
    for (int round = 0; round < 100; round++) {
      ComparedRun a = run(random(random, "x"), random(random, "y"));
      ComparedRun b = run(random(random, "x"), random(random, "y"));
      Comparison comparison = Comparison.of(a, b, List.of());
      Comparison mirror = Comparison.of(b, a, List.of());
      for (int i = 0; i < comparison.rows().size(); i++) {
        Compared one = (Compared) comparison.rows().get(i);
        Compared other = (Compared) mirror.rows().get(i);
        mirrors(seed, one.times(), other.times());
        mirrors(seed, one.tail(), other.tail());
        mirrors(seed, one.errors(), other.errors());
        found += one.has(Finding.WORSE) ? 1 : 0;
      }
    }
    assertThat(found).as("seed %d", seed).isPositive();
  }

  private static void mirrors(long seed, Effect one, Effect other) {
    assertThat(other.finding())
        .as("seed %d", seed)
        .isEqualTo(
            switch (one.finding()) {
              case WORSE -> Finding.BETTER;
              case BETTER -> Finding.WORSE;
              default -> one.finding();
            });
    assertThat(other.change() + 0.0).as("seed %d", seed).isEqualTo(0.0 - one.change());
    assertThat(other.adjustedP()).as("seed %d", seed).isCloseTo(one.adjustedP(), within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"100, 300", "2000, 100", "70, 2000"})
  void aShiftByThirtyPercentIsFound(double median, int n) {
    Random random = new Random(20260101);
    int found = 0;
    for (int round = 0; round < 100; round++) {
      Compared row =
          only(
              TimesOf.of(TimesOf.logNormal(random, n, median, 0.4)),
              TimesOf.of(TimesOf.logNormal(random, n, median * 1.3, 0.4)));
      found += row.times().finding() == Finding.WORSE ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(75);
  }

  /** The slowest tenth takes three times as long; the middle stays where it was. */
  @Test
  void aSlowerTailIsFound() {
    Random random = new Random(20260101);
    int tails = 0;
    int times = 0;
    for (int round = 0; round < 100; round++) {
      long[] slower = TimesOf.logNormal(random, 1_000, 100, 0.4);
      for (int i = 0; i < 100; i++) {
        slower[i] *= 3;
      }
      Compared row =
          only(TimesOf.of(TimesOf.logNormal(random, 1_000, 100, 0.4)), TimesOf.of(slower));
      tails += row.tail().finding() == Finding.WORSE ? 1 : 0;
      times += row.times().finding() == Finding.WORSE ? 1 : 0;
    }
    assertThat(tails).isGreaterThan(95);
    assertThat(times).isZero();
  }

  @Test
  void withAMillionSamplesWhatIsTooSmallToMatterIsSaidToBeSo() {
    long[] a = LongStream.range(0, 1_000_000).map(i -> 100 + i % 200).toArray();
    long[] b = LongStream.range(0, 1_000_000).map(i -> 103 + i % 200).toArray();
    Compared row =
        (Compared)
            Comparison.of(
                    run(new Measured("x", TimesOf.of(a), 1_000)),
                    run(new Measured("x", TimesOf.of(b), 2_000)),
                    List.of())
                .rows()
                .get(0);
    assertThat(row.times().adjustedP()).isLessThan(1e-20);
    assertThat(row.times().finding()).isEqualTo(Finding.SLIGHT);
    assertThat(row.tail().finding()).isEqualTo(Finding.SLIGHT);
    // 0.1 % to 0.2 %: a tenth of a point
    assertThat(row.errors().finding()).isEqualTo(Finding.SLIGHT);
  }

  @ParameterizedTest
  @CsvSource({
    // of 1,000 ms and its fifth
    "1000, 1199, 0",
    "1000, 1200, 1",
    "1200, 1000, -1",
    // a fifth of little is little
    "40, 59, 0",
    "40, 60, 1",
    "0, 20, 1",
    "Infinity, Infinity, 0",
    "500, Infinity, 1",
    "Infinity, 500, -1"
  })
  void percentilesMatterFromAFifthAndTwentyMillisecondsOn(double a, double b, int sign) {
    assertThat(Minimum.ofPercentiles(a, b)).isEqualTo(sign);
  }

  @Test
  void errorsAreFound() {
    Times times = TimesOf.of(new long[1_000]);
    Comparison comparison =
        Comparison.of(
            run(new Measured("x", times, 0)), run(new Measured("x", times, 20)), List.of());
    Compared row = (Compared) comparison.rows().get(0);
    assertThat(row.errors().finding()).isEqualTo(Finding.WORSE);
    assertThat(row.errors().change()).isEqualTo(0.02);
    assertThat(row.times().finding()).isEqualTo(Finding.NONE);
    assertThat(comparison.result()).isEqualTo(Result.WORSE);
  }

  @Test
  void ticketsThatWereNotCompletedAreSlowerThanAnything() {
    long[] all = LongStream.range(0, 300).map(i -> 500 + i * 3).toArray();
    // every third is lost: without the lost ones nothing would be seen
    long[] kept = LongStream.range(0, 300).filter(i -> i % 3 > 0).map(i -> all[(int) i]).toArray();
    assertThat(only(TimesOf.of(all), TimesOf.of(kept)).times().finding()).isEqualTo(Finding.NONE);
    Compared row = only(TimesOf.of(all), TimesOf.of(kept, 100));
    assertThat(row.times().finding()).isEqualTo(Finding.WORSE);
    assertThat(row.tail().finding()).isEqualTo(Finding.WORSE);
    assertThat(row.tail().change()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void tooFewSamplesAreNotCompared() {
    Measured few = new Measured("few", TimesOf.of(new long[19]), 0);
    Measured enough = new Measured("few", TimesOf.of(new long[20]), 0);
    Measured mine = new Measured("mine", TimesOf.of(new long[50]), 0);
    Measured others = new Measured("others", TimesOf.of(new long[50]), 0);
    Comparison comparison = Comparison.of(run(few, mine), run(enough, others), List.of());
    assertThat(comparison.rows())
        .extracting(ComparisonRow::label, row -> ((Left) row).reason())
        .containsExactly(
            tuple("few", "fewer than 20 samples in A"),
            tuple("mine", "not in B"),
            tuple("others", "not in A"));
    // nothing was compared: that is no pass
    assertThat(comparison.result()).isEqualTo(Result.INVALID);
    assertThat(Comparison.of(run(enough), run(enough), List.of()).result())
        .isEqualTo(Result.NOT_WORSE);
  }

  @ParameterizedTest
  @CsvSource({"PASS, NOT_WORSE", "WARNING, NOT_WORSE", "FAIL, FAIL", "INVALID, INVALID"})
  void neverMakesARedRunGreen(Outcome outcome, Result result) {
    Measured same = new Measured("x", TimesOf.of(new long[50]), 0);
    ComparedRun b = new ComparedRun("B", "baseline", outcome, "t", List.of(same));
    assertThat(Comparison.of(run(same), b, List.of()).result()).isEqualTo(result);
    Measured worse = new Measured("x", TimesOf.of(new long[50]), 50);
    ComparedRun worseB = new ComparedRun("B", "baseline", outcome, "t", List.of(worse));
    assertThat(Comparison.of(run(same), worseB, List.of()).result()).isEqualTo(Result.WORSE);
  }

  private static Measured random(Random random, String label) {
    int n = 20 + random.nextInt(200);
    Times times =
        TimesOf.of(TimesOf.logNormal(random, n, 20 + random.nextInt(40), 0.5), random.nextInt(3));
    return new Measured(label, times, random.nextInt(10));
  }

  private static Compared only(Times a, Times b) {
    return (Compared)
        Comparison.of(run(new Measured("x", a, 0)), run(new Measured("x", b, 0)), List.of())
            .rows()
            .get(0);
  }

  private static ComparedRun run(Measured... labels) {
    return new ComparedRun("RUN", "baseline", Outcome.PASS, "t", List.of(labels));
  }
}
