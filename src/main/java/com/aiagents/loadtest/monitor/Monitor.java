package com.aiagents.loadtest.monitor;

import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Asks a target and the load generator every second how they are, and writes the answers into
 * {@code monitor.csv}.
 *
 * <p>Each probe has a daemon thread and a time-out of its own (2 s, health 4 s): a probe that hangs
 * stops neither the load nor another probe. An attempt that takes longer than the period is
 * followed by the next one at once; none is made up for.
 *
 * <p>The file, UTF-8, one reading a row, columns {@code timeStamp,probe,reading,value}:
 *
 * <ul>
 *   <li>{@code timeStamp}: epoch ms at which the probe was asked, the same for all readings of an
 *       attempt; ascending for each probe, but not over all, since a slow answer comes late
 *   <li>{@code probe}: {@code generator}, {@code health}, {@code metrics}, {@code redis}, {@code
 *       database}; a source that the target does not name has no probe
 *   <li>{@code reading}: {@code up} in every attempt, 1 or 0; the others only when up. What is not
 *       told has no row: a gap, never a zero
 *   <li>{@code value}: a number, with a point if need be, the same in every locale
 * </ul>
 *
 * <p>Only this class writes the file, and every attempt is flushed, so that a killed run keeps what
 * was seen. If it cannot be written, the rows are missing and {@link #close} says why.
 */
public final class Monitor implements AutoCloseable {
  /** How long a probe waits for its answer. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /**
   * Health may be slow and still be an answer; but attempts stay within the 5 s that readings may
   * be apart.
   */
  static final Duration HEALTH_PATIENCE = Duration.ofSeconds(4);

  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration SLACK = Duration.ofMillis(500);
  private static final String HEADER = "timeStamp,probe,reading,value\n";
  private static final double WHOLE = 1e15;

  private final List<Probe> probes;
  private final Duration period;
  private final LongSupplier clock;
  private final BufferedWriter out;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private IOException broken;
  private boolean closed;

  /**
   * A monitor that does not ask yet.
   *
   * @param period from the beginning of one attempt to that of the next
   * @param clock epoch ms
   */
  Monitor(Path file, List<Probe> probes, Duration period, LongSupplier clock) throws IOException {
    this.probes = List.copyOf(probes);
    this.period = period;
    this.clock = clock;
    this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    out.write(HEADER);
    out.flush();
  }

  /**
   * Begins to watch a target (its health, its metrics, and its Redis and database if named) and the
   * generator that loads it.
   *
   * @param generatorLog the unified log of JMeter's JVM; need not be there yet
   */
  public static Monitor start(Path file, Target target, Path generatorLog) throws IOException {
    List<Probe> probes = new ArrayList<>();
    probes.add(new GeneratorProbe(generatorLog, PERIOD, PATIENCE));
    probes.add(new HealthProbe(target, HEALTH_PATIENCE));
    probes.add(new MetricsProbe(target, PATIENCE));
    if (target.redis().isPresent()) {
      probes.add(new RedisProbe(target, PATIENCE));
    }
    if (target.database().isPresent()) {
      probes.add(new DatabaseProbe(target, PATIENCE));
    }
    Monitor monitor = new Monitor(file, probes, PERIOD, System::currentTimeMillis);
    monitor.start();
    return monitor;
  }

  /** Begins to ask. */
  void start() {
    for (Probe probe : probes) {
      Thread thread = new Thread(() -> watch(probe), "probe-" + probe.name());
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  private void watch(Probe probe) {
    try {
      long next = System.nanoTime();
      do {
        ask(probe);
        next = Math.max(next + period.toNanos(), System.nanoTime());
      } while (!stopped.await(next - System.nanoTime(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      // closed in the middle of a question: an attempt that we ended ourselves says nothing
    } finally {
      probe.close();
    }
  }

  private void ask(Probe probe) throws InterruptedException {
    long asked = clock.getAsLong();
    StringBuilder rows = new StringBuilder();
    try {
      Map<String, Double> readings = probe.read();
      row(rows, asked, probe, "up", 1);
      readings.forEach((reading, value) -> row(rows, asked, probe, reading, value));
    } catch (TargetException | RuntimeException e) {
      // whatever a client library throws, the next attempt is due
      rows.setLength(0);
      row(rows, asked, probe, "up", 0);
    }
    write(rows);
  }

  private static void row(
      StringBuilder rows, long asked, Probe probe, String reading, double value) {
    rows.append(asked).append(',').append(probe.name()).append(',').append(reading).append(',');
    if (value == Math.rint(value) && Math.abs(value) < WHOLE) {
      rows.append((long) value);
    } else {
      rows.append(value);
    }
    rows.append('\n');
  }

  private synchronized void write(CharSequence rows) {
    if (closed || broken != null) {
      return;
    }
    try {
      out.append(rows);
      out.flush();
    } catch (IOException e) {
      broken = e;
    }
  }

  /**
   * Stops to watch, and waits for questions that are under way; a second time it does nothing.
   *
   * @throws IOException if the file could not be written to at some time
   */
  @Override
  public void close() throws IOException {
    stopped.countDown();
    threads.forEach(Thread::interrupt);
    boolean interrupted = Thread.interrupted();
    long end = System.nanoTime() + PATIENCE.toNanos() + SLACK.toNanos();
    for (Thread thread : threads) {
      try {
        // a thread that hangs all the same is a daemon, and its answer is not wanted any more
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      try (out) {
        if (broken != null) {
          throw broken;
        }
      }
    }
  }
}
