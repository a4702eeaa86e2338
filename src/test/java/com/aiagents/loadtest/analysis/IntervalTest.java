package com.aiagents.loadtest.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.unit.Ratio;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals against published tables and against sums of exact probabilities. */
class IntervalTest {
  private static final BigDecimal TAIL = new BigDecimal("0.025");
  private static final MathContext DIGITS = new MathContext(60);

  /**
   * Clopper–Pearson: the first four from Newcombe (Statistics in Medicine 17, 1998, table I, method
   * 5), the next from common tables, the large ones computed with SciPy 1.17 (beta.ppf).
   */
  @ParameterizedTest(name = "{0} of {1}: {2} to {3}")
  @CsvSource({
    "81, 263, 0.2527, 0.3676, 0.00005",
    "15, 148, 0.0578, 0.1617, 0.00005",
    "0, 20, 0.0000, 0.1684, 0.00005",
    "1, 29, 0.0009, 0.1776, 0.00005",
    "0, 10, 0.0000, 0.3085, 0.00005",
    "1, 10, 0.0025, 0.4450, 0.00005",
    "5, 10, 0.1871, 0.8129, 0.00005",
    "10, 100, 0.0490, 0.1762, 0.00005",
    "990, 1000, 0.9816867569448875, 0.9951944893089507, 2e-12",
    "999999, 1000000, 0.9999944283693448, 0.9999999746821924, 2e-12",
    "49999999, 50000000, 0.9999998885671373, 0.9999999994936438, 2e-12",
    "49500000, 50000000, 0.989972382476256, 0.9900275607680499, 2e-12",
    "47500000, 50000000, 0.949939553796487, 0.9500603940945513, 2e-12"
  })
  void aShareLiesWhereTheTablesSay(long part, long whole, double low, double high, double error) {
    Interval interval = Interval.ofShare(new Ratio(part, whole));
    assertThat(interval.low()).isCloseTo(low, within(error));
    assertThat(interval.high()).isCloseTo(high, within(error));
    Interval mirrored = Interval.ofShare(new Ratio(whole - part, whole));
    assertThat(mirrored.low()).isCloseTo(1 - high, within(error));
    assertThat(mirrored.high()).isCloseTo(1 - low, within(error));
  }

  @Test
  void noneAndAllAreBoundedOnOneSideOnly() {
    assertThat(Interval.ofShare(new Ratio(0, 30)).low()).isZero();
    assertThat(Interval.ofShare(new Ratio(30, 30)).high()).isEqualTo(1);
    // without a failure: 0.99^n <= 0.025 from 368 on
    assertThat(Interval.ofShare(new Ratio(367, 367)).low()).isLessThan(0.99);
    assertThat(Interval.ofShare(new Ratio(368, 368)).low()).isGreaterThan(0.99);
    // and 0.99^n <= 0.05, the one-sided 95 %, from 299 on (Wilks 1941)
    assertThat(Binomial.atLeast(298, 298, 0.99)).isGreaterThan(0.05);
    assertThat(Binomial.atLeast(299, 299, 0.99)).isLessThan(0.05);
  }

  @Test
  void theEndsOfAShareAreWhereTheTailsAre() {
    BigDecimal step = new BigDecimal("2e-12");
    // of the decimal to the nearest double
    BigDecimal rounding = new BigDecimal("1e-15");
    for (int n = 1; n <= 40; n += 3) {
      for (int k = 0; k <= n; k++) {
        Interval interval = Interval.ofShare(new Ratio(k, n));
        BigDecimal low = new BigDecimal(interval.low()).subtract(rounding);
        BigDecimal high = new BigDecimal(interval.high()).add(rounding);
        if (k > 0) {
          assertThat(atLeast(n, k, low)).as("%d of %d", k, n).isLessThanOrEqualTo(TAIL);
          assertThat(atLeast(n, k, low.add(step))).as("%d of %d", k, n).isGreaterThan(TAIL);
        }
        if (k < n) {
          assertThat(atMost(n, k, high)).as("%d of %d", k, n).isLessThanOrEqualTo(TAIL);
          assertThat(atMost(n, k, high.subtract(step))).as("%d of %d", k, n).isGreaterThan(TAIL);
        }
      }
    }
  }

  @Test
  void aShareIsCoveredAtLeastAsOftenAsPromised() {
    for (int n : new int[] {20, 31, 45}) {
      for (String text : new String[] {"0.5", "0.9", "0.95", "0.99", "0.037"}) {
        BigDecimal p = new BigDecimal(text);
        BigDecimal covered = BigDecimal.ZERO;
        for (int k = 0; k <= n; k++) {
          Interval interval = Interval.ofShare(new Ratio(k, n));
          if (interval.low() <= p.doubleValue() && p.doubleValue() <= interval.high()) {
            covered = covered.add(exactly(n, k, p));
          }
        }
        assertThat(covered).as("n %d, p %s", n, p).isGreaterThanOrEqualTo(new BigDecimal("0.95"));
      }
    }
  }

  /**
   * Of the median: the table of its interval that most books on distribution-free methods print. Of
   * others: computed with SciPy 1.17 (binom); 36, 72, 368 and 3,688 are the fewest values of which
   * the largest bounds p90, p95, p99 and p99.9.
   */
  @ParameterizedTest(name = "p{0} of {1}: ranks {2} and {3}")
  @CsvSource({
    "50, 10, 2, 9",
    "50, 20, 6, 15",
    "50, 30, 10, 21",
    "50, 50, 18, 33",
    "50, 100, 40, 61",
    "90, 35, 28, 36",
    "90, 36, 29, 36",
    "95, 71, 63, 72",
    "95, 72, 64, 72",
    "99, 367, 359, 368",
    "99, 368, 360, 368",
    "99.9, 3687, 3679, 3688",
    "99.9, 3688, 3680, 3688",
    "95, 50000000, 47496979, 47503021"
  })
  void aPercentileLiesBetweenRanks(String percentile, long n, long low, long high) {
    Percentile p = Percentile.of(percentile);
    assertThat(Interval.highRank(p, n, Interval.TAIL)).isEqualTo(high);
    assertThat(Interval.lowRank(p, n, Interval.TAIL)).isEqualTo(low);
  }

  @Test
  void theRanksAreThoseOfTheTails() {
    for (String text : new String[] {"50", "90", "95", "99", "99.9"}) {
      Percentile percentile = Percentile.of(text);
      BigDecimal p = percentile.percent().movePointLeft(2);
      for (int n = 1; n <= 150; n += 7) {
        int low = 0;
        int high = n + 1;
        BigDecimal atMost = BigDecimal.ZERO;
        for (int k = 0; k <= n; k++) {
          atMost = atMost.add(exactly(n, k, p));
          low = atMost.compareTo(TAIL) <= 0 ? Math.min(n, k + 1) : low;
          boolean fewAbove = BigDecimal.ONE.subtract(atMost).compareTo(TAIL) <= 0;
          high = fewAbove ? Math.min(high, k + 1) : high;
        }
        assertThat(Interval.lowRank(percentile, n, Interval.TAIL))
            .as("p%s of %d", text, n)
            .isEqualTo(low);
        assertThat(Interval.highRank(percentile, n, Interval.TAIL))
            .as("p%s of %d", text, n)
            .isEqualTo(high);
      }
    }
  }

  @Test
  void whatNeverEndedIsSlowerThanAnything() {
    LatencyRecorder times = new LatencyRecorder();
    for (int i = 1; i <= 95; i++) {
      times.record(i * 10);
    }
    assertThat(Interval.ofPercentile(Percentile.P50, times.snapshot(), 100))
        .isEqualTo(new Interval(400, 610));
    Interval p95 = Interval.ofPercentile(Percentile.P95, times.snapshot(), 100);
    assertThat(p95.low()).isEqualTo(10 * Interval.lowRank(Percentile.P95, 100, Interval.TAIL));
    assertThat(p95.high()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void tooFewAreNotBounded() {
    LatencyRecorder times = new LatencyRecorder();
    times.record(7);
    assertThat(Interval.ofPercentile(Percentile.P50, times.snapshot(), 1))
        .isEqualTo(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
  }

  @Test
  void anIntervalHasItsEndsInOrder() {
    assertThatThrownBy(() -> new Interval(2, 1)).hasMessage("not an interval: 2.0 to 1.0");
    assertThatThrownBy(() -> new Interval(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thePercentileItselfLiesInside() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      LatencyRecorder recorder = new LatencyRecorder();
      int n = random.nextInt(20, 2_000);
      for (int j = 0; j < n; j++) {
        recorder.record(random.nextInt(500));
      }
      Percentile p = Percentile.of(String.valueOf(random.nextInt(50, 100)));
      LatencySnapshot times = recorder.snapshot();
      Interval interval = Interval.ofPercentile(p, times, n);
      assertThat((double) times.percentile(p).orElseThrow())
          .as("seed %d, %s of %d", seed, p, n)
          .isBetween(interval.low(), interval.high());
    }
  }

  private static BigDecimal atMost(int n, int k, BigDecimal p) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i <= k; i++) {
      sum = sum.add(exactly(n, i, p));
    }
    return sum;
  }

  private static BigDecimal atLeast(int n, int k, BigDecimal p) {
    return atMost(n, n - k, BigDecimal.ONE.subtract(p));
  }

  private static BigDecimal exactly(int n, int k, BigDecimal p) {
    BigInteger ways = BigInteger.ONE;
    for (int i = 0; i < k; i++) {
      ways = ways.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
    }
    return new BigDecimal(ways)
        .multiply(p.pow(k, DIGITS))
        .multiply(BigDecimal.ONE.subtract(p).pow(n - k, DIGITS), DIGITS);
  }
}
