package com.aiagents.loadtest.run;

import java.time.Duration;
import java.util.Optional;

/** Hears how a run goes on; called by the thread that runs it. */
public interface RunListener {
  /** A step of the run begins. */
  void step(String text);

  /** Whether {@link #loading} wants the tickets to be followed while the load goes on. */
  default boolean wantsTickets() {
    return false;
  }

  /**
   * A load begins.
   *
   * @param folder gets its evidence
   * @param run what is planned
   * @param tickets those that came to an end, if they are followed
   */
  default void loading(RunFolder folder, RunFile run, Optional<TicketWatch> tickets) {
    // most show what is said, and nothing else
  }

  /** The users of the load were changed. */
  default void changed(RunFile run) {
    // likewise
  }

  /** The load has ended, by itself or not. */
  default void loaded() {
    // likewise
  }

  /** The load goes on: called every second. */
  void progress(Progress progress);

  /** The drain goes on. */
  void draining(long queueDepth, long unfinished, Duration elapsed);

  /**
   * The state of the load.
   *
   * @param users active users
   * @param requestsPerSecond over the last seconds
   * @param requests so far
   * @param errors so far
   * @param elapsed since the first request
   * @param left until the planned end
   */
  record Progress(
      int users,
      double requestsPerSecond,
      long requests,
      long errors,
      Duration elapsed,
      Duration left) {}
}
