package com.aiagents.loadtest.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HolmTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-15);

  /** As R's {@code p.adjust(…, "holm")} has it. */
  @Test
  void isThatOfTheExample() {
    assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, EXACT);
    assertThat(Holm.adjusted(new double[] {0.6, 0.9})).containsExactly(new double[] {1, 1}, EXACT);
    assertThat(Holm.adjusted(new double[0])).isEmpty();
  }

  @Test
  void keepsTheOrderAndNeverHelps() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      double[] p = random.doubles(1 + random.nextInt(20)).toArray();
      double[] adjusted = Holm.adjusted(p);
      for (int i = 0; i < p.length; i++) {
        assertThat(adjusted[i]).as("seed %d", seed).isBetween(p[i], Math.min(1, p.length * p[i]));
        for (int j = 0; j < p.length; j++) {
          if (p[i] < p[j]) {
            assertThat(adjusted[i]).as("seed %d", seed).isLessThanOrEqualTo(adjusted[j]);
          }
        }
      }
    }
  }
}
