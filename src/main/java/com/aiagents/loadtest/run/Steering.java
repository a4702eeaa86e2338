package com.aiagents.loadtest.run;

import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a person asks of a run while it goes on: to begin, and to have other users. A stop is asked
 * for by {@link Interruption}. Safe for many threads.
 */
public final class Steering {
  private static final int NONE = -1;
  private static final int POLL_MILLIS = 200;

  private final CountDownLatch started;
  private final AtomicInteger users = new AtomicInteger(NONE);

  private Steering(int waitingFor) {
    this.started = new CountDownLatch(waitingFor);
  }

  /** A run that begins by itself. */
  public static Steering running() {
    return new Steering(0);
  }

  /** A run that begins when it is told to. */
  public static Steering waiting() {
    return new Steering(1);
  }

  /** Lets it begin; a second time it does nothing. */
  public void start() {
    started.countDown();
  }

  /** Whether it was told to begin. */
  public boolean started() {
    return started.getCount() == 0;
  }

  /** Waits until it is told to begin, or to stop. */
  public void awaitStart(Interruption interruption) throws InterruptedException {
    while (!interruption.requested() && !started.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      // asks again whether it was stopped
    }
  }

  /** Asks for another number of users at the top; the last one asked for counts. */
  public void users(int users) {
    this.users.set(users);
  }

  /** The users that were asked for since the last call; empty if none. */
  public OptionalInt takeUsers() {
    int asked = users.getAndSet(NONE);
    return asked == NONE ? OptionalInt.empty() : OptionalInt.of(asked);
  }
}
