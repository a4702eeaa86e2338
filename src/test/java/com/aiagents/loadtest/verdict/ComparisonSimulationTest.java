package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.analysis.TimesOf;
import com.aiagents.loadtest.verdict.Comparison.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often two runs that are equal look different: a small part of the table in docs/compare.md,
 * which {@code -Dsimulation.rounds=10000} repeats as a whole.
 */
class ComparisonSimulationTest {
  private static final int ROUNDS = Integer.getInteger("simulation.rounds", 500);
  private static final long SEED = 20260101;

  /**
   * The level is that of anything significant at all, and holds where samples are independent. What
   * is like its neighbours, or belongs to a run that is slower as a whole, breaks it, and the
   * minimum holds back a part only.
   *
   * @param likeness correlation of the logarithms of one time and the next of its label
   * @param machine standard deviation of what a whole run is slower or faster by, as a share
   * @param factor how many times the samples of a short run
   * @param least how many of 100 pairs are significant at least
   * @param most at most
   * @param worse how many of 100 are worse at most
   */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 1, 0, 1, 0.5",
    "0, 0, 10, 0, 1, 0.1",
    "0.5, 0, 1, 3, 30, 10",
    "0.5, 0, 10, 3, 30, 3",
    "0.9, 0, 1, 70, 100, 60",
    "0.9, 0, 10, 70, 100, 50",
    "0, 0.05, 1, 0, 10, 5",
    "0, 0.05, 10, 10, 100, 10"
  })
  void equalRunsLookDifferentAsOftenAsTheGuideSays(
      double likeness, double machine, int factor, double least, double most, double worse) {
    Rate rate = new Rate(likeness, machine, factor);
    String seen =
        String.format(
            Locale.ROOT,
            "likeness %s, machine %s, samples x %d, seed %d: significant %d, worse %d of %d",
            likeness,
            machine,
            factor,
            SEED,
            rate.significant,
            rate.worse,
            ROUNDS);
    assertThat(rate.significant).as(seen).isBetween(few(least, -3), few(most, 3));
    assertThat(rate.worse).as(seen).isLessThanOrEqualTo(few(worse, 3));
  }

  /** So many of 100, and so many standard deviations more. */
  private static int few(double percent, int deviations) {
    double share = percent / 100;
    return (int) Math.ceil(ROUNDS * share + deviations * Math.sqrt(ROUNDS * share * (1 - share)));
  }

  /** Out of {@link #ROUNDS} pairs of equal runs. */
  private static final class Rate {
    private int significant;
    private int worse;

    Rate(double likeness, double machine, int factor) {
      Random random = new Random(SEED);
      for (int round = 0; round < ROUNDS; round++) {
        Comparison comparison =
            Comparison.of(
                run(random, likeness, machine, factor),
                run(random, likeness, machine, factor),
                List.of());
        boolean any =
            comparison.rows().stream()
                .anyMatch(
                    r -> r.has(Finding.WORSE) || r.has(Finding.BETTER) || r.has(Finding.SLIGHT));
        significant += any ? 1 : 0;
        worse += comparison.result() == Result.WORSE ? 1 : 0;
      }
    }

    private static ComparedRun run(Random random, double likeness, double machine, int factor) {
      double slower = Math.exp(machine * random.nextGaussian());
      List<Measured> labels = new ArrayList<>();
      labels.add(label(random, "a", 300 * factor, 30 * slower, likeness));
      labels.add(label(random, "b", 100 * factor, 60 * slower, likeness));
      labels.add(label(random, "c", 40 * factor, 200 * slower, likeness));
      labels.add(label(random, "d", 25 * factor, 2_000 * slower, likeness));
      return new ComparedRun("RUN", "baseline", Outcome.PASS, "t", labels);
    }

    private static Measured label(
        Random random, String label, int n, double median, double likeness) {
      long[] millis = new long[n];
      double state = random.nextGaussian();
      long errors = 0;
      for (int i = 0; i < n; i++) {
        millis[i] = Math.round(median * Math.exp(0.5 * state));
        state = likeness * state + Math.sqrt(1 - likeness * likeness) * random.nextGaussian();
        errors += random.nextInt(50) == 0 ? 1 : 0;
      }
      return new Measured(label, TimesOf.of(millis), errors);
    }
  }
}
