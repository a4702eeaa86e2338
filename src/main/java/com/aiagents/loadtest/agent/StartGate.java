package com.aiagents.loadtest.agent;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Where a test waits when its checks are done, before its first user, until it is opened; but not
 * for ever: then it begins by itself. The plan finds it in JMeter's properties and runs it. Safe
 * for many threads.
 */
final class StartGate implements Runnable {
  /** Its key in JMeter's properties; the plan knows it. */
  static final String NAME = "start.gate";

  private static final long LONGEST_SECONDS = 120;

  private final CountDownLatch opened = new CountDownLatch(1);
  private volatile boolean reached;

  /** Lets a test through, that waits or that comes. */
  void open() {
    opened.countDown();
  }

  /** Whether a test came to it. */
  boolean reached() {
    return reached;
  }

  @Override
  public void run() {
    reached = true;
    try {
      opened.await(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      // a test that is cut
      Thread.currentThread().interrupt();
    }
  }
}
