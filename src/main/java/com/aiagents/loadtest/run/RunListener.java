package com.aiagents.loadtest.run;

import java.time.Duration;

/** Hears how a run goes on; called by the thread that runs it. */
public interface RunListener {
  /** A step of the run begins. */
  void step(String text);

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
