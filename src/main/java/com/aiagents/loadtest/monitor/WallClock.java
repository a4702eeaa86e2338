package com.aiagents.loadtest.monitor;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * The wall clock of this machine against its monotonic clock, which nobody can set. Used by one
 * thread.
 */
final class WallClock {
  /** The two are read one after the other; a thread that is put aside in between tries again. */
  private static final long CLOSE_NANOS = 1_000_000;

  private static final int TRIES = 5;

  private final LongSupplier wallMicros;
  private final LongSupplier nanos;
  private boolean known;
  private long firstDifference;

  /** The clocks of this machine. */
  WallClock() {
    this(() -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()), System::nanoTime);
  }

  /**
   * Other clocks.
   *
   * @param wallMicros epoch µs
   * @param nanos of a monotonic clock
   */
  WallClock(LongSupplier wallMicros, LongSupplier nanos) {
    this.wallMicros = wallMicros;
    this.nanos = nanos;
  }

  /**
   * By how much the wall clock ran ahead since the first question: ms to a µs, 0 the first time.
   */
  double driftMillis() {
    long difference = 0;
    long shortest = Long.MAX_VALUE;
    for (int i = 0; i < TRIES && shortest > CLOSE_NANOS; i++) {
      long before = nanos.getAsLong();
      long wall = wallMicros.getAsLong();
      long length = nanos.getAsLong() - before;
      if (length < shortest) {
        shortest = length;
        difference = wall - (before + length / 2) / 1_000;
      }
    }
    if (!known) {
      known = true;
      firstDifference = difference;
    }
    return (difference - firstDifference) / 1_000.0;
  }
}
