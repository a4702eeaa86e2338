package com.aiagents.loadtest.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.unit.TimeWindow;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EqualPartsTest {
  private static final int PARTS = 5;

  @Test
  void aMomentLiesWhereItsShareOfTheWholeSays() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      long from = 1_795_000_000_000L + random.nextInt(10_000);
      int length = PARTS + random.nextInt(200);
      EqualParts parts = new EqualParts(new TimeWindow(from, from + length), PARTS);
      // in any order: what it remembers of the moment before must not matter
      for (int k = 0; k < 400; k++) {
        int at = random.nextInt(length + 20) - 10;
        int expected = at < 0 || at >= length ? EqualParts.OUTSIDE : at * PARTS / length;
        assertThat(parts.of(from + at))
            .as("seed %d: %d of %d", seed, at, length)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void aTimeWithoutLengthHoldsNothing() {
    EqualParts parts = new EqualParts(new TimeWindow(0, 0), PARTS);

    assertThat(parts.of(0)).isEqualTo(EqualParts.OUTSIDE);
    assertThat(parts.of(-1)).isEqualTo(EqualParts.OUTSIDE);
  }
}
