package com.aiagents.loadtest.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.unit.Percentile;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TailTestTest {
  @Test
  void cutsBothTogether() {
    Times a = TimesOf.of(LongStream.rangeClosed(1, 100).toArray());
    Times b = TimesOf.of(LongStream.rangeClosed(91, 190).toArray());
    // 200 times, the 190th is 180: ten of B lie above it and none of A
    assertThat(TailTest.of(a, b, Percentile.P95).beyond())
        .isEqualTo(new Proportions(0, 100, 10, 100));
    // Mood's median test: the 100th is 95 in both, 5 of A and 95 of B above 95
    assertThat(TailTest.of(a, b, Percentile.P50).beyond())
        .isEqualTo(new Proportions(5, 100, 95, 100));
  }

  @Test
  void takesTheNearerSideOfAValueThatManyShare() {
    Times few = TimesOf.of(new long[90], 10);
    Times many = TimesOf.of(new long[98], 2);
    // 12 of 200 never ended, the 190th is one of them: nobody is above, so they themselves are
    assertThat(TailTest.of(many, few, Percentile.P95).beyond())
        .isEqualTo(new Proportions(2, 100, 10, 100));
    long[] steps = new long[100];
    Arrays.fill(steps, 60, 99, 1);
    steps[99] = 2;
    // the cut is at 1: 1 % above it is nearer to 5 % than 40 %
    assertThat(TailTest.of(TimesOf.of(steps), TimesOf.of(steps), Percentile.P95).beyond())
        .isEqualTo(new Proportions(1, 100, 1, 100));
  }

  @Test
  void oneValueAloneIsNothing() {
    Times a = TimesOf.of(8, 8, 8);
    assertThat(TailTest.of(a, a, Percentile.P95).p()).isEqualTo(1);
  }

  @Test
  void itIsTheSharesThatADirectCountGives() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      long[] a = TimesOf.random(random, 1 + random.nextInt(200), 1 + random.nextInt(100));
      long[] b = TimesOf.random(random, 1 + random.nextInt(200), 1 + random.nextInt(100));
      long[] all = LongStream.concat(LongStream.of(a), LongStream.of(b)).sorted().toArray();
      long cut = all[(int) Percentile.P95.rank(all.length) - 1];
      Proportions beyond = TailTest.of(TimesOf.of(a), TimesOf.of(b), Percentile.P95).beyond();
      Proportions above = shares(a, b, cut + 1);
      Proportions from = shares(a, b, cut);
      double wanted = all.length * 0.05;
      boolean nearer =
          Math.abs(from.partA() + from.partB() - wanted)
              < Math.abs(above.partA() + above.partB() - wanted);
      assertThat(beyond)
          .as("seed %d", seed)
          .isEqualTo(nearer || above.partA() + above.partB() == 0 ? from : above);
    }
  }

  private static Proportions shares(long[] a, long[] b, long from) {
    return new Proportions(
        LongStream.of(a).filter(v -> v >= from).count(),
        a.length,
        LongStream.of(b).filter(v -> v >= from).count(),
        b.length);
  }
}
