package com.aiagents.loadtest.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankSumTest {
  /**
   * Ozone in New York in May and in August 1973, the example of R's {@code wilcox.test} with ties
   * and continuity correction: W = 127.5, p = 0.0001208.
   */
  @Test
  void isThatOfTheExampleWithTies() {
    Times may =
        TimesOf.of(
            41, 36, 12, 18, 28, 23, 19, 8, 7, 16, 11, 14, 18, 14, 34, 6, 30, 11, 1, 11, 4, 32, 23,
            45, 115, 37);
    Times august =
        TimesOf.of(
            39, 9, 16, 78, 35, 66, 122, 89, 110, 44, 28, 65, 22, 59, 23, 31, 44, 21, 9, 45, 168, 73,
            76, 118, 84, 85);
    RankSum sum = RankSum.of(august, may);
    assertThat(sum.doubledU()).isEqualTo(2 * 127 + 1);
    assertThat(sum.p()).isCloseTo(0.0001208, within(0.00000005));
    assertThat(sum.z()).isNegative();
    assertThat(sum.superiority()).isCloseTo(127.5 / (26 * 26), within(1e-15));
  }

  /**
   * Permeability of a membrane (Hollander and Wolfe, Nonparametric Statistical Methods, 1973, p.
   * 69): W = 35; without continuity correction one-sided 0.1103, z = 1.2247; the correction takes
   * one half of 10 off.
   */
  @Test
  void isThatOfTheExampleByHand() {
    Times term = TimesOf.of(80, 83, 189, 104, 145, 138, 191, 164, 73, 146);
    Times weeks = TimesOf.of(115, 88, 90, 74, 121);
    RankSum sum = RankSum.of(weeks, term);
    assertThat(sum.doubledU()).isEqualTo(2 * 35);
    assertThat(sum.z()).isCloseTo(1.2247 * 9.5 / 10, within(0.00005));
    assertThat(sum.delta()).isCloseTo((35.0 - 15) / 50, within(1e-15));
  }

  @Test
  void isWhatCountingEveryPairGives() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      long[] a = TimesOf.random(random, 1 + random.nextInt(40), 30);
      long[] b = TimesOf.random(random, 1 + random.nextInt(40), 30);
      long endlessA = random.nextInt(3);
      long endlessB = random.nextInt(3);
      RankSum sum = RankSum.of(TimesOf.of(a, endlessA), TimesOf.of(b, endlessB));
      double[] x = withEndless(a, endlessA);
      double[] y = withEndless(b, endlessB);
      long above = 0;
      long below = 0;
      for (double one : x) {
        for (double other : y) {
          above += other > one ? 1 : 0;
          below += other < one ? 1 : 0;
        }
      }
      assertThat(sum.pairs()).as("seed %d", seed).isEqualTo((long) x.length * y.length);
      assertThat(sum.doubledU()).as("seed %d", seed).isEqualTo(sum.pairs() + above - below);
      assertThat(sum.delta())
          .as("seed %d", seed)
          .isCloseTo((double) (above - below) / sum.pairs(), within(1e-15));
    }
  }

  @Test
  void isWhatTheTestOnRowsGives() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    MannWhitneyUTest rows = MannWhitneyUTest.withDefaults().with(PValueMethod.ASYMPTOTIC);
    for (int round = 0; round < 300; round++) {
      long[] a = TimesOf.random(random, 20 + random.nextInt(100), 5 + random.nextInt(50));
      long[] b = TimesOf.random(random, 20 + random.nextInt(100), 5 + random.nextInt(70));
      MannWhitneyUTest.Result result = rows.test(withEndless(b, 0), withEndless(a, 0));
      RankSum sum = RankSum.of(TimesOf.of(a), TimesOf.of(b));
      assertThat(sum.doubledU() / 2.0).as("seed %d", seed).isEqualTo(result.getStatistic());
      assertThat(sum.p())
          .as("seed %d", seed)
          .isCloseTo(result.getPValue(), within(result.getPValue() * 1e-9));
    }
  }

  /**
   * The normal approximation against the exact distribution, at the fewest samples that are
   * compared and around the level: up to 29 % above it, and hardly below.
   */
  @ParameterizedTest
  @CsvSource({"20, 20", "20, 60", "30, 45"})
  void theApproximationIsCloseToTheExactProbability(int n, int m) {
    MannWhitneyUTest exact = MannWhitneyUTest.withDefaults().with(PValueMethod.EXACT);
    int compared = 0;
    for (int shift = 0; shift <= m; shift++) {
      // b is a run of whole numbers, a the halves around its lower end
      int from = m - shift;
      long[] a = new long[n];
      long[] b = new long[m];
      for (int i = 0; i < m; i++) {
        b[i] = 2L * i;
      }
      for (int i = 0; i < n; i++) {
        a[i] = 2L * (i - n + from) + 1;
      }
      double expected = exact.test(withEndless(b, 0), withEndless(a, 0)).getPValue();
      if (expected > 0.001 && expected < 0.1) {
        assertThat(RankSum.of(TimesOf.of(a), TimesOf.of(b)).p() / expected)
            .as("exact %s", expected)
            .isBetween(0.98, 1.3);
        compared++;
      }
    }
    assertThat(compared).isPositive();
  }

  @Test
  void placesChangedItMirrors() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      Times a = TimesOf.of(TimesOf.random(random, 20 + random.nextInt(50), 30), random.nextInt(4));
      Times b = TimesOf.of(TimesOf.random(random, 20 + random.nextInt(50), 40), random.nextInt(4));
      RankSum sum = RankSum.of(a, b);
      RankSum mirror = RankSum.of(b, a);
      assertThat(mirror.doubledU()).as("seed %d", seed).isEqualTo(2 * sum.pairs() - sum.doubledU());
      assertThat(mirror.z() + 0.0).as("seed %d", seed).isEqualTo(0.0 - sum.z());
      assertThat(mirror.p()).as("seed %d", seed).isEqualTo(sum.p());
      assertThat(mirror.delta() + 0.0).as("seed %d", seed).isEqualTo(0.0 - sum.delta());
    }
  }

  @Test
  void ofOneRunWithItselfIsNothing() {
    long seed = System.nanoTime();
    Times a = TimesOf.of(TimesOf.random(new Random(seed), 5_000, 300), 7);
    assertThat(RankSum.of(a, a))
        .as("seed %d", seed)
        .isEqualTo(new RankSum(5_007L * 5_007, 5_007L * 5_007, 0, 1));
    // one value alone has no variance
    assertThat(RankSum.of(TimesOf.of(8, 8, 8), TimesOf.of(8, 8)).p()).isEqualTo(1);
  }

  /** Two million times of a thousand values: exact, and every time of B is 1 ms longer. */
  @Test
  void countsMillionsExactly() {
    long[] values = new long[1_000];
    long[] shifted = new long[1_000];
    long[] counts = new long[1_000];
    Arrays.setAll(values, i -> i);
    Arrays.setAll(shifted, i -> i + 1);
    Arrays.fill(counts, 1_000);
    RankSum sum =
        RankSum.of(
            Times.of(new LatencySnapshot(values, counts)),
            Times.of(new LatencySnapshot(shifted, counts)));
    // of a thousand values each: 1,000 pairs tie less one, the others above
    long longer = (1_000L * 1_001 / 2) * 1_000_000;
    long ties = 999L * 1_000_000;
    assertThat(sum.pairs()).isEqualTo(1_000_000L * 1_000_000);
    assertThat(sum.doubledU()).isEqualTo(2 * longer + ties);
    assertThat(sum.delta()).isCloseTo(0.001999, within(1e-12));
    // U − nm/2 = 999.5·10⁶, σ = √(nm/12·(N+1)) less ties of one thousandth
    assertThat(sum.z()).isCloseTo(2.448, within(0.001));
  }

  @Test
  void mergedDistributionsAreThoseOfAllTimes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    long[] a = TimesOf.random(random, 200, 100);
    long[] b = TimesOf.random(random, 300, 150);
    LatencySnapshot merged =
        LatencySnapshot.merged(List.of(TimesOf.of(a).ended(), TimesOf.of(b).ended()));
    long[] all = LongStream.concat(LongStream.of(a), LongStream.of(b)).sorted().toArray();
    for (int rank = 1; rank <= all.length; rank++) {
      assertThat(merged.atRank(rank)).as("seed %d", seed).hasValue(all[rank - 1]);
    }
    assertThat(merged.count()).isEqualTo(500);
    assertThat(LatencySnapshot.merged(List.of()).count()).isZero();
  }

  @Test
  void ofNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankSum.of(TimesOf.of(1), TimesOf.of()))
        .withMessageContaining("found 1 and 0 times");
  }

  @ParameterizedTest
  @CsvSource({
    "0, NEGLIGIBLE",
    "0.146, NEGLIGIBLE",
    "-0.147, SMALL",
    "0.33, MEDIUM",
    "0.4739, MEDIUM",
    "-1, LARGE"
  })
  void hasTheUsualWords(double delta, Magnitude magnitude) {
    assertThat(Magnitude.ofDelta(delta)).isEqualTo(magnitude);
  }

  private static double[] withEndless(long[] millis, long endless) {
    double[] all = new double[millis.length + (int) endless];
    Arrays.fill(all, Double.POSITIVE_INFINITY);
    for (int i = 0; i < millis.length; i++) {
      all[i] = millis[i];
    }
    return all;
  }
}
