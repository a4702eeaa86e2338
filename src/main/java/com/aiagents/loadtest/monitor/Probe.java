package com.aiagents.loadtest.monitor;

import com.aiagents.loadtest.target.TargetException;
import java.time.Duration;
import java.util.Map;

/**
 * One question to a target or to the generator, asked again and again.
 *
 * <p>A probe gives up by itself when its patience is over. One thread asks and closes.
 */
interface Probe extends AutoCloseable {
  /** Lower case, one word: the column {@code probe} of monitor.csv. */
  String name();

  /**
   * From the beginning of one question to that of the next.
   *
   * @param period of the monitor
   */
  default Duration interval(Duration period) {
    return period;
  }

  /**
   * From the end of a question to the beginning of the next, at least.
   *
   * @param took how long the question took
   */
  default Duration rest(Duration took) {
    return Duration.ZERO;
  }

  /**
   * Asks once.
   *
   * @return the readings by name, in the order of monitor.csv; what is not told is absent
   * @throws TargetException if there was no answer, or none that can be understood
   */
  Map<String, Double> read() throws TargetException, InterruptedException;

  /** Gives up what is kept open between two questions. */
  @Override
  default void close() {
    // most keep nothing open
  }
}
