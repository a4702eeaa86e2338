package com.aiagents.loadtest.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WallClockTest {
  private long micros = 1_700_000_000_000_000L;
  private long nanos = -5_000_000_000L;
  private long between;

  private final WallClock clock =
      new WallClock(
          () -> {
            pass(between);
            between = 0;
            return micros;
          },
          () -> nanos);

  @Test
  void tellsWhatWasSetAndNotWhatPassed() {
    assertThat(clock.driftMillis()).isZero();
    pass(90_000_000_000L);
    assertThat(clock.driftMillis()).isZero();
    micros += 1_234_567;
    assertThat(clock.driftMillis()).isEqualTo(1_234.567);
    micros -= 3_600_000_000L;
    assertThat(clock.driftMillis()).isEqualTo(-3_598_765.433);
  }

  @Test
  void aThreadThatIsPutAsideBetweenTheTwoClocksIsNoJump() {
    clock.driftMillis();
    between = 4_000_000_000L;
    assertThat(clock.driftMillis()).isZero();
  }

  @Test
  void theClocksOfThisMachineAgree() {
    WallClock real = new WallClock();
    real.driftMillis();
    assertThat(real.driftMillis()).isCloseTo(0, within(500.0));
  }

  private void pass(long time) {
    nanos += time;
    micros += time / 1_000;
  }
}
