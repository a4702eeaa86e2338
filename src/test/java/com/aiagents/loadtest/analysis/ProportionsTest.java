package com.aiagents.loadtest.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionsTest {
  /**
   * Published examples: the lady tasting tea (Fisher 1935), convictions of like-sex twins (Fisher
   * 1970), both as R's {@code fisher.test} has them.
   */
  @ParameterizedTest
  @CsvSource({"3, 4, 1, 4, 0.4857", "2, 17, 10, 13, 0.0005367"})
  void isFishersOfTheExamples(long partA, long wholeA, long partB, long wholeB, double p) {
    assertThat(new Proportions(partA, wholeA, partB, wholeB).p()).isCloseTo(p, within(p * 1e-4));
  }

  /** The examples of Newcombe (1998), table II, method 10, 95 %. */
  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.1705, 0.8090",
    "5, 56, 0, 29, -0.0381, 0.1926",
    "0, 10, 0, 20, -0.1611, 0.2775",
    "0, 10, 0, 10, -0.2775, 0.2775",
    "10, 10, 0, 20, 0.6791, 1.0000",
    "10, 10, 0, 10, 0.6075, 1.0000"
  })
  void isNewcombesIntervalOfTheExamples(
      long first, long ofFirst, long second, long ofSecond, double lower, double upper) {
    // Newcombe takes the second off the first
    Interval interval = new Proportions(second, ofSecond, first, ofFirst).interval(0.95);
    assertThat(interval.low()).isCloseTo(lower, within(0.00005));
    assertThat(interval.high()).isCloseTo(upper, within(0.00005));
  }

  @Test
  void isWhatCountingEveryTableGives() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      int n = 1 + random.nextInt(40);
      int m = 1 + random.nextInt(40);
      Proportions two = new Proportions(random.nextInt(n + 1), n, random.nextInt(m + 1), m);
      assertThat(two.p()).as("seed %d, %s", seed, two).isCloseTo(allTables(two), within(1e-9));
    }
  }

  @Test
  void placesChangedItMirrors() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      int n = 1 + random.nextInt(5_000);
      int m = 1 + random.nextInt(5_000);
      Proportions two = new Proportions(random.nextInt(n + 1), n, random.nextInt(m + 1), m);
      Proportions mirror = new Proportions(two.partB(), m, two.partA(), n);
      assertThat(mirror.p()).as("seed %d, %s", seed, two).isCloseTo(two.p(), within(1e-9));
      assertThat(mirror.difference() + 0.0).as("seed %d", seed).isEqualTo(0.0 - two.difference());
      assertThat(mirror.interval(0.95).low())
          .as("seed %d", seed)
          .isCloseTo(-two.interval(0.95).high(), within(1e-12));
      assertThat(two.interval(0.95).low()).isBetween(-1.0, two.difference());
      assertThat(two.interval(0.95).high()).isBetween(two.difference(), 1.0);
    }
  }

  @Test
  void millionsAreNoTrouble() {
    assertThat(new Proportions(50_000, 1_000_000, 50_000, 1_000_000).p()).isEqualTo(1);
    // the score test gives z = (1000 − 1) ÷ √(2·10⁶·0.0505·0.9495) with continuity correction
    assertThat(new Proportions(50_000, 1_000_000, 51_000, 1_000_000).p())
        .isCloseTo(2 * NormalTail.above(3.22604), within(0.000001));
    assertThat(new Proportions(500_100, 1_000_000, 500_000, 1_000_000).p())
        .isCloseTo(2 * NormalTail.above(0.14), within(0.0001));
    assertThat(new Proportions(0, 1_000_000, 1_000_000, 1_000_000).p()).isLessThan(1e-300);
  }

  @Test
  void nothingToTellApartIsNothing() {
    assertThat(new Proportions(0, 20, 0, 30).p()).isEqualTo(1);
    assertThat(new Proportions(20, 20, 30, 30).p()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 0, 1", "2, 1, 0, 1", "0, 1, -1, 1", "0, 1, 2, 1"})
  void whatIsNoShareIsRefused(long partA, long wholeA, long partB, long wholeB) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Proportions(partA, wholeA, partB, wholeB))
        .withMessageContaining("not two shares");
  }

  /** The share of all tables that are at most as probable, in whole numbers. */
  private static double allTables(Proportions two) {
    long parts = two.partA() + two.partB();
    BigInteger seen = ways(two.wholeA(), two.partA()).multiply(ways(two.wholeB(), two.partB()));
    BigInteger sum = BigInteger.ZERO;
    for (long k = Math.max(0, parts - two.wholeB()); k <= Math.min(parts, two.wholeA()); k++) {
      BigInteger table = ways(two.wholeA(), k).multiply(ways(two.wholeB(), parts - k));
      sum = table.compareTo(seen) <= 0 ? sum.add(table) : sum;
    }
    return sum.doubleValue() / ways(two.wholeA() + two.wholeB(), parts).doubleValue();
  }

  private static BigInteger ways(long n, long k) {
    BigInteger ways = BigInteger.ONE;
    for (long i = 1; i <= k; i++) {
      ways = ways.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
    }
    return ways;
  }
}
