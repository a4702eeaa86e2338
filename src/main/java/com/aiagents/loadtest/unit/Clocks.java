package com.aiagents.loadtest.unit;

import java.util.OptionalDouble;

/**
 * The clocks that the time of a workflow crosses: this machine's, the database's and the workers'.
 *
 * @param before the database's clock before the load; null if nobody asked (plain Maven, the GUI)
 * @param after the database's clock after the load
 * @param workerOffsetMillis how far the workers' clock is ahead of the database's: the median of
 *     {@code completed_at - created_at - processing_time_ms}; null if no row tells
 */
public record Clocks(ClockOffset before, ClockOffset after, Long workerOffsetMillis) {
  /**
   * From here on the workers' clock is corrected, and said; and an error of the database's makes
   * the time of a workflow unknown: ms.
   */
  public static final long TOLERANCE_MILLIS = 1_000;

  /**
   * How fast two clocks may part without a jump: 500 ppm, the fastest that a kernel slews its clock
   * by (RFC 5905, adjtime). What is beyond it was set.
   */
  public static final double SLEW = 500e-6;

  /**
   * The clocks of a run that nobody compared before its load: what they may have parted by since is
   * part of the error.
   *
   * @param lastSentMillis when the run sent its last ticket, epoch ms
   */
  public static Clocks afterwards(ClockOffset after, Long workerOffsetMillis, long lastSentMillis) {
    double parted = SLEW * Math.max(0, after.atMillis() - lastSentMillis);
    return new Clocks(
        null,
        new ClockOffset(after.offsetMillis(), after.errorMillis() + parted, after.atMillis()),
        workerOffsetMillis);
  }

  /** The offset of the database's clock that is taken off its time stamps: the mean of the two. */
  public double databaseOffsetMillis() {
    return before == null
        ? after.offsetMillis()
        : (before.offsetMillis() + after.offsetMillis()) / 2;
  }

  /** How far that offset may be wrong: the larger error and half of what the clock drifted. */
  public double errorMillis() {
    return before == null
        ? after.errorMillis()
        : Math.max(before.errorMillis(), after.errorMillis())
            + Math.abs(after.offsetMillis() - before.offsetMillis()) / 2;
  }

  /** By how much the two clocks parted between the estimates; empty if there is only one. */
  public OptionalDouble driftMillis() {
    return before == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(after.offsetMillis() - before.offsetMillis());
  }

  /** How much drift the errors of both estimates and a slewed clock explain. */
  public double allowedDriftMillis() {
    return before == null
        ? 0
        : before.errorMillis()
            + after.errorMillis()
            + SLEW * Math.abs(after.atMillis() - before.atMillis());
  }

  /** Whether the offset is known so badly that no time across the clocks can be trusted. */
  public boolean uncertain() {
    return errorMillis() > TOLERANCE_MILLIS;
  }

  /** Whether a clock was set in between, so that no time across them can be trusted. */
  public boolean jumped() {
    return before != null && Math.abs(driftMillis().orElseThrow()) > allowedDriftMillis();
  }

  /** Whether the workers' clock is so far off that it is corrected. */
  public boolean workerCorrected() {
    return workerOffsetMillis != null && Math.abs(workerOffsetMillis) > TOLERANCE_MILLIS;
  }

  /** What is taken off a time stamp of the database, whole ms. */
  public long databaseCorrectionMillis() {
    return Math.round(databaseOffsetMillis());
  }

  /** What is taken off a time stamp of a worker to have the database's: whole ms. */
  public long workerCorrectionMillis() {
    return workerCorrected() ? workerOffsetMillis : 0;
  }

  /** These clocks with what the rows told of the workers'. */
  public Clocks withWorker(Long offsetMillis) {
    return new Clocks(before, after, offsetMillis);
  }
}
