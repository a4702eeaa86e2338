package com.aiagents.loadtest.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of timed faults.
 *
 * <p>Its time zero is the second webhook received, whatever becomes of it: the first one may be the
 * launcher's signature probe, long before the load. Events are named before that; webhooks may come
 * from many threads.
 */
final class Timeline implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("target");
  // two, because one event may take long: the end of the HTTP server
  private static final int THREADS = 2;

  private final List<Runnable> begin = new ArrayList<>();
  private final AtomicLong webhooks = new AtomicLong();
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
  private volatile long zeroNanos;
  private volatile boolean begun;

  /** Does something once, so long after time zero. */
  void at(Duration time, Runnable event) {
    begin.add(() -> threads.schedule(event, time.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Does something every second from time zero on. */
  void everySecond(Runnable event) {
    begin.add(() -> threads.scheduleAtFixedRate(event, 0, 1, TimeUnit.SECONDS));
  }

  /** Counts a webhook; the second one begins everything. */
  void received() {
    if (webhooks.incrementAndGet() == 2) {
      zeroNanos = System.nanoTime();
      begun = true;
      if (!begin.isEmpty()) {
        LOG.info("time zero of the timed faults");
      }
      begin.forEach(Runnable::run);
    }
  }

  /** Seconds since time zero; 0 before it. */
  double seconds() {
    return begun ? (System.nanoTime() - zeroNanos) / 1e9 : 0;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
