package com.aiagents.loadtest.unit;

/**
 * How far another machine's clock is ahead of this one's, estimated by Cristian's method.
 *
 * <p>One question reads this clock before and after it and the other clock in between: the offset
 * is the other's reading minus the middle of the two, and it is wrong by at most half the round
 * trip. (F. Cristian, Probabilistic clock synchronization, Distributed Computing 3, 1989.) Of
 * several questions the one with the shortest round trip tells most.
 *
 * @param offsetMillis ms; positive if the other clock is ahead
 * @param errorMillis ms, at least 0: the true offset lies within ± this
 * @param atMillis when it was estimated, epoch ms of this clock
 */
public record ClockOffset(double offsetMillis, double errorMillis, long atMillis) {
  /**
   * The estimate of one question.
   *
   * @param askedMicros this clock before the question, epoch µs
   * @param otherMicros the other clock, epoch µs
   * @param answeredMicros this clock after the answer, epoch µs
   */
  public static ClockOffset of(long askedMicros, long otherMicros, long answeredMicros) {
    double middle = askedMicros / 2.0 + answeredMicros / 2.0;
    return new ClockOffset(
        (otherMicros - middle) / 1000,
        Math.abs(answeredMicros - askedMicros) / 2000.0,
        answeredMicros / 1000);
  }

  /** The better of two estimates: the one with the smaller error. */
  public ClockOffset better(ClockOffset other) {
    return other.errorMillis < errorMillis ? other : this;
  }
}
