package com.aiagents.loadtest.agent;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.jmeter.engine.StandardJMeterEngine;
import org.apache.jmeter.testelement.TestStateListener;

/**
 * Where JMeter's next test waits before its first user, until it is opened; but not for ever: then
 * it begins by itself. Safe for many threads.
 */
final class StartGate implements TestStateListener {
  private static final long LONGEST_SECONDS = 120;

  private CountDownLatch opened = new CountDownLatch(0);
  private boolean registered;

  /** Closes it for the next test. */
  synchronized void close() {
    opened = new CountDownLatch(1);
    if (!registered) {
      // for one test: JMeter forgets it when that begins
      StandardJMeterEngine.register(this);
      registered = true;
    }
  }

  /** Lets a test through that waits, and the next one that comes. */
  synchronized void open() {
    opened.countDown();
  }

  @Override
  public void testStarted(String host) {
    CountDownLatch waitingFor;
    synchronized (this) {
      registered = false;
      waitingFor = opened;
    }
    try {
      waitingFor.await(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void testStarted() {
    testStarted("");
  }

  @Override
  public void testEnded() {
    // nothing waits for it
  }

  @Override
  public void testEnded(String host) {
    // likewise
  }
}
