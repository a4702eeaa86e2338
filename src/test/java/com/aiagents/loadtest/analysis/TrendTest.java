package com.aiagents.loadtest.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** Sen (1968), the example of his paper: the median of 21 slopes is 4. */
  @Test
  void isThatOfSen() {
    Trend trend =
        Trend.of(new double[] {1, 2, 3, 4, 10, 12, 18}, new double[] {9, 15, 19, 20, 45, 55, 78});
    assertThat(trend.slope()).isEqualTo(4);
    assertThat(trend.s()).isEqualTo(21);
    // 7·6·19/18
    assertThat(trend.variance()).isCloseTo(44.333, within(0.001));
  }

  /** Hollander and Wolfe, examples 9.1 and 9.2 (cloud seeding): C = −6, slope −0.056. */
  @Test
  void isThatOfHollanderAndWolfe() {
    Trend trend = Trend.of(times(5), new double[] {1.26, 1.27, 1.12, 1.16, 1.03});
    assertThat(trend.s()).isEqualTo(-6);
    assertThat(trend.slope()).isCloseTo(-0.05625, within(1e-12));
  }

  /**
   * Gilbert (1987), the example with several observations a time period: S = 19, VAR(S) = 58.1, the
   * median of 24 slopes 5.5. Ties of both kinds.
   */
  @Test
  void isThatOfGilbertWithTiesOfTimesAndValues() {
    Trend trend =
        Trend.of(
            new double[] {1, 1, 1, 2, 3, 3, 4, 5}, new double[] {10, 22, 21, 30, 22, 30, 40, 40});
    assertThat(trend.s()).isEqualTo(19);
    assertThat(trend.variance()).isCloseTo(58.1, within(0.05));
    assertThat(trend.slope()).isEqualTo(5.5);
    assertThat(trend.z()).isCloseTo(18 / Math.sqrt(58.1), within(0.001));
  }

  /**
   * A worked example of 14 values with one tie (J. Little, Holy Cross): S 54, z 2.9058, p .0018.
   */
  @Test
  void isThatOfTheExampleByHand() {
    Trend trend =
        Trend.of(
            times(14),
            new double[] {
              12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7
            });
    assertThat(trend.s()).isEqualTo(54);
    assertThat(trend.z()).isCloseTo(2.9058, within(0.00005));
    assertThat(trend.p()).isCloseTo(0.0018, within(0.00005));
  }

  /** Quantiles of the standard normal distribution as any table has them. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.5",
    "1.644854, 0.05",
    "2.326348, 0.01",
    "3.090232, 0.001",
    "3.719016, 1e-4",
    "4.753424, 1e-6",
    "6.361341, 1e-10",
    "-1.281552, 0.9",
    "-3.090232, 0.999"
  })
  void theTailIsThatOfTables(double z, double p) {
    assertThat(NormalTail.above(z)).isCloseTo(p, within(p * 1e-5));
  }

  @Test
  void theTwoFormulasOfTheTailMeet() {
    assertThat(NormalTail.above(Math.nextDown(3.0))).isCloseTo(NormalTail.above(3), within(1e-15));
  }

  /**
   * The normal approximation against the exact distribution of S, which follows from counting the
   * inversions of all orders: around 0.001, where the criteria decide, it is never below the exact
   * probability and at most twice as high, so it errs on the side of no alarm.
   */
  @ParameterizedTest
  @CsvSource({"10", "14", "20", "30"})
  void theApproximationIsCloseToTheExactProbability(int n) {
    double[] exact = exactUpperTail(n);
    double variance = n * (n - 1.0) * (2 * n + 5) / 18;
    int compared = 0;
    for (int s = n * (n - 1) / 2; s > 0; s -= 2) {
      double approximated = NormalTail.above((s - 1) / Math.sqrt(variance));
      if (exact[s] < 0.002 && exact[s] > 0.0005) {
        assertThat(approximated / exact[s]).as("n %d, S %d", n, s).isBetween(1.0, 2.0);
        compared++;
      }
    }
    assertThat(compared).isPositive();
  }

  /**
   * Without a trend every order of the values is as likely, so S has the mean 0 and the variance is
   * the mean of its square over all orders. The examples of the books have no three equal times
   * together with three equal values.
   */
  @ParameterizedTest(name = "times {0}, values {1}")
  @CsvSource({
    "1 2, 4 5",
    "1 2 3, 4 4 5",
    "1 2 3 4 5 6, 1 2 3 4 5 6",
    "1 1 1 2 3 4 5, 5 5 5 7 8 9 11",
    "1 1 1 2 2 3 4, 5 5 5 5 7 7 9",
    "1 1 1 1 2 2 2, 5 5 5 7 7 7 7"
  })
  void theVarianceIsThatOfAllOrders(String times, String values) {
    double[] x = numbers(times);
    double[] y = numbers(values);
    List<Long> all = new ArrayList<>();
    everyOrder(y, 0, order -> all.add(Trend.of(x, order).s()));
    assertThat(all.stream().mapToLong(s -> s).sum()).isZero();
    assertThat(Trend.of(x, y).variance())
        .isCloseTo(all.stream().mapToLong(s -> s * s).average().orElseThrow(), within(1e-9));
  }

  @Test
  void reversedItIsNegated() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      double[] y = values(random, 2 + random.nextInt(40));
      double[] reversed =
          IntStream.range(0, y.length).mapToDouble(i -> y[y.length - 1 - i]).toArray();
      Trend trend = Trend.of(times(y.length), y);
      Trend mirror = Trend.of(times(y.length), reversed);
      assertThat(mirror.slope() + 0.0).as("seed %d", seed).isEqualTo(0.0 - trend.slope());
      assertThat(mirror.s()).as("seed %d", seed).isEqualTo(-trend.s());
      assertThat(mirror.variance()).as("seed %d", seed).isEqualTo(trend.variance());
      assertThat(mirror.p()).as("seed %d", seed).isCloseTo(1 - trend.p(), within(1e-12));
    }
  }

  @Test
  void shiftsChangeNothingAndScalesOnlyTheSlope() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      int n = 2 + random.nextInt(40);
      double[] y = values(random, n);
      double[] x = times(n);
      Trend trend = Trend.of(x, y);
      double[] shiftedX = IntStream.range(0, n).mapToDouble(i -> x[i] + 1_000_000).toArray();
      double[] shiftedY = IntStream.range(0, n).mapToDouble(i -> y[i] + 4096).toArray();
      double[] scaledY = IntStream.range(0, n).mapToDouble(i -> y[i] * 8).toArray();
      double[] scaledX = IntStream.range(0, n).mapToDouble(i -> x[i] * 8).toArray();
      assertThat(Trend.of(shiftedX, shiftedY)).as("seed %d", seed).isEqualTo(trend);
      assertThat(Trend.of(x, scaledY).slope()).as("seed %d", seed).isEqualTo(trend.slope() * 8);
      assertThat(Trend.of(scaledX, y).slope()).as("seed %d", seed).isEqualTo(trend.slope() / 8);
      assertThat(Trend.of(x, scaledY).p()).as("seed %d", seed).isEqualTo(trend.p());
    }
  }

  @Test
  void theOrderOfTheValuesGivenIsIrrelevant() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      int n = 4 + random.nextInt(40);
      double[] y = values(random, n);
      // every time thrice, so that the order among equal times changes too
      double[] x = IntStream.range(0, n).mapToDouble(i -> i / 3).toArray();
      Trend trend = Trend.of(x, y);
      for (int i = n - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        swap(x, i, j);
        swap(y, i, j);
      }
      assertThat(Trend.of(x, y)).as("seed %d", seed).isEqualTo(trend);
    }
  }

  @Test
  void whatNeverChangesHasNoTrend() {
    Trend trend = Trend.of(times(20), new double[20]);
    assertThat(trend).isEqualTo(new Trend(0, 0, 0, 0, 0.5));
  }

  @Test
  void infiniteValuesAreEqualAndTheGreatest() {
    double[] y = new double[20];
    for (int i = 0; i < 20; i++) {
      y[i] = i < 10 ? 7 : INFINITY;
    }
    Trend trend = Trend.of(times(20), y);
    // 100 of 190 pairs rise without bound, 90 are equal
    assertThat(trend.s()).isEqualTo(100);
    assertThat(trend.slope()).isEqualTo(INFINITY);
    assertThat(trend.p()).isLessThan(0.001);
    // one pair falls without bound, one rises, one is equal
    assertThat(Trend.of(times(3), new double[] {INFINITY, 1, INFINITY}).slope()).isZero();
    assertThat(Trend.median(new double[] {INFINITY, 1, INFINITY, INFINITY})).isEqualTo(INFINITY);
  }

  @Test
  void oneTimeAloneHasNoTrend() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trend.of(new double[] {1, 1}, new double[] {1, 2}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trend.of(new double[] {1, 2}, new double[] {1}));
  }

  /** P(S ≥ s) of n different values by s, from the numbers of orders with k inversions. */
  private static double[] exactUpperTail(int n) {
    double[] share = {1};
    for (int size = 2; size <= n; size++) {
      double[] next = new double[share.length + size - 1];
      for (int k = 0; k < share.length; k++) {
        for (int added = 0; added < size; added++) {
          next[k + added] += share[k] / size;
        }
      }
      share = next;
    }
    int pairs = n * (n - 1) / 2;
    double[] tail = new double[pairs + 1];
    double sum = 0;
    for (int inversions = 0; pairs - 2 * inversions >= 0; inversions++) {
      sum += share[inversions];
      tail[pairs - 2 * inversions] = sum;
    }
    return tail;
  }

  private static void everyOrder(double[] values, int from, Consumer<double[]> taker) {
    if (from == values.length) {
      taker.accept(values);
      return;
    }
    for (int i = from; i < values.length; i++) {
      swap(values, from, i);
      everyOrder(values, from + 1, taker);
      swap(values, from, i);
    }
  }

  private static void swap(double[] values, int i, int j) {
    double kept = values[i];
    values[i] = values[j];
    values[j] = kept;
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private static double[] times(int n) {
    return IntStream.range(0, n).asDoubleStream().toArray();
  }

  /** Small whole numbers, so that there are ties and every difference is exact. */
  private static double[] values(Random random, int n) {
    return random.ints(n, 0, 30).asDoubleStream().toArray();
  }
}
