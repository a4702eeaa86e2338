package com.aiagents.loadtest.monitor;

import com.aiagents.loadtest.target.TargetException;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Looks at the load generator: this machine and the JVM of JMeter, from outside.
 *
 * <p>{@code drift_millis}, {@code late_millis} and {@code host_cpu} are of this machine; {@code
 * cpu}, {@code pause_millis}, {@code longest_pause_millis}, {@code stopped}, {@code
 * resident_bytes}, {@code collections} and {@code heap_bytes} are of JMeter, and absent before it
 * starts and after it ended, {@code heap_bytes} also before its first garbage collection. Asks
 * nobody over the network, and JMeter notices nothing of it.
 *
 * <p>In a distributed run JMeter on this machine only collects, and {@code cpu}, {@code
 * pause_millis}, {@code longest_pause_millis}, {@code collections}, {@code heap_bytes} and {@code
 * drift_millis} are the worst of it and of all agents.
 */
final class GeneratorProbe implements Probe {
  private final PauseLog log;
  private final Duration period;
  private final Duration patience;
  private final Supplier<Map<String, Double>> agents;
  private final WallClock clock = new WallClock();
  private final int cores = Runtime.getRuntime().availableProcessors();
  private final Optional<OperatingSystemMXBean> host =
      Optional.of(ManagementFactory.getOperatingSystemMXBean())
          .filter(OperatingSystemMXBean.class::isInstance)
          .map(OperatingSystemMXBean.class::cast);
  private Optional<ProcessHandle> jmeter = Optional.empty();
  private long dueNanos;
  private boolean asked;
  private Duration cpuTime;
  private long cpuNanos;

  /**
   * A probe of the generator of one run.
   *
   * @param log the unified log of JMeter's JVM; need not be there yet
   * @param period from one question to the next
   * @param agents the worst of the agents; empty without any
   */
  GeneratorProbe(
      Path log, Duration period, Duration patience, Supplier<Map<String, Double>> agents) {
    this.log = new PauseLog(log);
    this.period = period;
    this.patience = patience;
    this.agents = agents;
  }

  @Override
  public String name() {
    return "generator";
  }

  @Override
  public Map<String, Double> read() throws TargetException, InterruptedException {
    long now = System.nanoTime();
    Map<String, Double> readings = new LinkedHashMap<>();
    try {
      readings.put("drift_millis", clock.driftMillis());
      if (asked) {
        readings.put("late_millis", rounded(Math.max(0, now - dueNanos) / 1e6));
      }
      host.map(OperatingSystemMXBean::getCpuLoad)
          .filter(load -> load >= 0)
          .ifPresent(load -> readings.put("host_cpu", rounded(load)));
      jmeter(readings);
      agents
          .get()
          .forEach(
              (name, value) ->
                  readings.merge(name, value, (a, b) -> Math.abs(a) < Math.abs(b) ? b : a));
      return readings;
    } catch (IOException e) {
      throw new TargetException("generator: " + e);
    } finally {
      asked = true;
      dueNanos = Math.max(now + period.toNanos(), System.nanoTime());
    }
  }

  private void jmeter(Map<String, Double> readings) throws IOException, InterruptedException {
    PauseLog.Pauses pauses = log.advance();
    OptionalLong pid = log.pid();
    if (pid.isPresent() && jmeter.isEmpty()) {
      jmeter = ProcessHandle.of(pid.getAsLong());
    }
    if (jmeter.filter(ProcessHandle::isAlive).isEmpty()) {
      return;
    }
    cpu(jmeter.get()).ifPresent(share -> readings.put("cpu", share));
    readings.put("pause_millis", rounded(pauses.totalMillis()));
    readings.put("longest_pause_millis", rounded(pauses.longestMillis()));
    readings.put("collections", (double) log.collections());
    log.heapBytes().ifPresent(bytes -> readings.put("heap_bytes", (double) bytes));
    ProcessState.residentBytes(pid.getAsLong(), patience)
        .ifPresent(bytes -> readings.put("resident_bytes", (double) bytes));
    ProcessState.stopped(pid.getAsLong(), patience)
        .ifPresent(stopped -> readings.put("stopped", stopped ? 1.0 : 0.0));
  }

  /** The share of all cores that a process used since the last question; empty the first time. */
  private Optional<Double> cpu(ProcessHandle process) {
    Optional<Duration> used = process.info().totalCpuDuration();
    long now = System.nanoTime();
    Optional<Double> share =
        used.filter(time -> cpuTime != null)
            .map(time -> time.minus(cpuTime).toNanos() / (double) (now - cpuNanos) / cores)
            // the operating system counts in ticks of 10 ms
            .map(value -> rounded(Math.max(0, Math.min(1, value))));
    if (used.isPresent()) {
      cpuTime = used.get();
      cpuNanos = now;
    }
    return share;
  }

  private static double rounded(double value) {
    return Math.rint(value * 10_000) / 10_000;
  }
}
