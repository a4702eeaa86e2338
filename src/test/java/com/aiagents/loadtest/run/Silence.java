package com.aiagents.loadtest.run;

import java.time.Duration;

/** A listener that shows nothing. */
record Silence(Runnable atEachWait) implements RunListener {
  Silence() {
    this(() -> {});
  }

  @Override
  public void step(String text) {
    // nobody looks
  }

  @Override
  public void progress(Progress progress) {
    // nobody looks
  }

  @Override
  public void draining(long queueDepth, long unfinished, Duration elapsed) {
    atEachWait.run();
  }
}
