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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Asks a target and the load generator every second how they are, and writes the answers into
 * {@code monitor.csv}.
 *
 * <p>Each probe has a daemon thread, a time-out (2 s, health 4 s, docker and kubectl 8 s) and a
 * period of its own (that of the target file, 1 s unless it says otherwise; docker at least 2 s,
 * kubectl 4 s, history rests four times as long as its question took): a probe that hangs stops
 * neither the load nor another probe. An attempt that takes longer than the period is followed by
 * the next one at once; none is made up for.
 *
 * <p>The file, UTF-8, one reading a row, columns {@code timeStamp,probe,reading,value}:
 *
 * <ul>
 *   <li>{@code timeStamp}: epoch ms at which the probe was asked, the same for all readings of an
 *       attempt; ascending for each probe, but not over all, since a slow answer comes late
 *   <li>{@code probe}: {@code generator}, {@code host}, {@code health}, {@code metrics}, {@code
 *       redis}, {@code database}, {@code history}, {@code docker}, {@code kubectl}; a source that
 *       the target does not name has no probe
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

  /** How long the first answers are waited for: no probe's patience is longer. */
  private static final Duration FIRST = Duration.ofMillis(8_500);

  /** One attempt that failed may be chance. */
  private static final int SILENT_ATTEMPTS = 3;

  private static final Duration SLACK = Duration.ofMillis(500);
  private static final String HEADER = "timeStamp,probe,reading,value\n";
  private static final double WHOLE = 1e15;

  private final List<Probe> probes;
  private final Duration period;
  private final LongSupplier clock;
  private final BufferedWriter out;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private final Map<Probe, Answers> answers = new LinkedHashMap<>();
  private final Mask mask;
  private IOException broken;
  private boolean closed;

  /**
   * A monitor that does not ask yet.
   *
   * @param period from the beginning of one attempt to that of the next
   * @param clock epoch ms
   * @param mask for what probes say of their failures
   */
  Monitor(Path file, List<Probe> probes, Duration period, LongSupplier clock, Mask mask)
      throws IOException {
    this.probes = List.copyOf(probes);
    this.period = period;
    this.clock = clock;
    this.mask = mask;
    this.probes.forEach(probe -> answers.put(probe, new Answers()));
    this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    out.write(HEADER);
    out.flush();
  }

  /** Begins to watch a target without a run: all rows of its tenant count. */
  public static Monitor start(Path file, Target target, Path generatorLog) throws IOException {
    return start(file, target, generatorLog, "", System.getenv(), Map::of);
  }

  /**
   * Begins to watch a target (its health, its metrics, and its Redis, database, containers and pods
   * if named) and the generator that loads it.
   *
   * @param generatorLog the unified log of JMeter's JVM; need not be there yet
   * @param ticketPrefix begins the ticket ids whose rows are counted
   * @param environment of the programs that are asked; secrets in it are kept from them and never
   *     told
   * @param agents the worst of other generators by the names of the probe {@code generator}; empty
   *     while there are none
   */
  public static Monitor start(
      Path file,
      Target target,
      Path generatorLog,
      String ticketPrefix,
      Map<String, String> environment,
      Supplier<Map<String, Double>> agents)
      throws IOException {
    Duration period = target.monitor().period();
    List<Probe> probes = new ArrayList<>();
    probes.add(new GeneratorProbe(generatorLog, period, PATIENCE, agents));
    probes.add(new HostProbe());
    probes.add(new HealthProbe(target, HEALTH_PATIENCE));
    probes.add(new MetricsProbe(target, PATIENCE));
    if (target.redis().isPresent()) {
      probes.add(new RedisProbe(target, PATIENCE));
    }
    if (target.database().isPresent()) {
      probes.add(new DatabaseProbe(target, PATIENCE));
      probes.add(new HistoryProbe(target, ticketPrefix, PATIENCE));
    }
    if (!target.monitor().docker().isEmpty()) {
      probes.add(new DockerProbe(new Program("docker", environment), target.monitor().docker()));
    }
    target
        .monitor()
        .kubectl()
        .ifPresent(pods -> probes.add(new KubectlProbe(new Program("kubectl", environment), pods)));
    Monitor monitor =
        new Monitor(file, probes, period, System::currentTimeMillis, new Mask(environment));
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

  /**
   * Waits until every probe was answered, or failed twice (once may be a target that is not warm
   * yet), 8.5 s at most.
   *
   * @return why probes cannot run, by their names; empty if all can
   */
  public Map<String, String> awaitFirst() throws InterruptedException {
    long end = System.nanoTime() + FIRST.toNanos();
    Map<String, String> failed = new LinkedHashMap<>();
    for (Probe probe : probes) {
      Answers of = answers.get(probe);
      boolean known = of.first.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (of.failures() > 0) {
        failed.put(probe.name(), of.reason());
      } else if (!known) {
        failed.put(probe.name(), probe.name() + ": no answer");
      }
    }
    return failed;
  }

  /** Why probes are not answered any more, by their names: their last three attempts failed. */
  public Map<String, String> silent() {
    Map<String, String> silent = new LinkedHashMap<>();
    for (Probe probe : probes) {
      Answers of = answers.get(probe);
      if (of.failures() >= SILENT_ATTEMPTS) {
        silent.put(probe.name(), of.reason());
      }
    }
    return silent;
  }

  private void watch(Probe probe) {
    try {
      long next = System.nanoTime();
      do {
        long began = System.nanoTime();
        ask(probe);
        long now = System.nanoTime();
        Duration rest = probe.rest(Duration.ofNanos(now - began));
        next = Math.max(next + probe.interval(period).toNanos(), now + rest.toNanos());
      } while (!stopped.await(next - System.nanoTime(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      // closed in the middle of a question that can be ended: such an attempt says nothing
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
      answers.get(probe).succeeded();
    } catch (TargetException | RuntimeException e) {
      // whatever a client library throws, the next attempt is due
      rows.setLength(0);
      row(rows, asked, probe, "up", 0);
      answers.get(probe).failed(reason(probe, e));
    }
    write(rows);
  }

  private String reason(Probe probe, Exception e) {
    String said =
        e instanceof TargetException && e.getMessage() != null
            ? mask.line(e.getMessage())
            : e.getClass().getSimpleName();
    return said.toLowerCase(Locale.ROOT).startsWith(probe.name())
        ? said
        : probe.name() + ": " + said;
  }

  /** What came of the questions of one probe. Safe for many threads. */
  private static final class Answers {
    private final CountDownLatch first = new CountDownLatch(1);
    private int failures;
    private String reason = "";

    synchronized void succeeded() {
      failures = 0;
      first.countDown();
    }

    synchronized void failed(String why) {
      failures++;
      reason = why;
      if (failures > 1) {
        first.countDown();
      }
    }

    /** The last attempts, if they failed. */
    synchronized int failures() {
      return failures;
    }

    synchronized String reason() {
      return reason;
    }
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
