package com.aiagents.loadtest.agent;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How the JVM does in which this runs, in the words of monitor.csv: {@code cpu} (share of all
 * cores), {@code pause_millis}, {@code longest_pause_millis}, {@code collections}, {@code
 * heap_bytes} and {@code drift_millis} (this machine's wall clock against its monotonic one).
 *
 * <p>Pauses are safepoints, whose total the JVM counts; they are looked at every 100 ms, so the
 * longest is told too long if several fell into one look. Where the JVM does not tell of them,
 * pauses are absent. Safe for many threads.
 */
final class GeneratorState {
  private static final long LOOK_MILLIS = 100;
  private static final double DIGITS = 10_000;

  private final int cores = Runtime.getRuntime().availableProcessors();
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final LongSupplier safepointMillis = safepoints();
  private final long startMillis = System.currentTimeMillis();
  private final long startNanos = System.nanoTime();
  private long cpuTime = system.getProcessCpuTime();
  private long cpuNanos = startNanos;
  private long collected = collections();
  private long lastSafepoints;
  private long pauseMillis;
  private long longestMillis;

  GeneratorState() {
    if (safepointMillis != null) {
      lastSafepoints = safepointMillis.getAsLong();
      Thread looking = new Thread(this::look, "load-test pauses");
      looking.setDaemon(true);
      looking.start();
    }
  }

  /** Whether the readings tell of pauses. */
  boolean tellsPauses() {
    return safepointMillis != null;
  }

  /** What happened since the last call. */
  synchronized Map<String, Double> readings() {
    Map<String, Double> readings = new LinkedHashMap<>();
    long now = System.nanoTime();
    long used = system.getProcessCpuTime();
    double share = (used - cpuTime) / (double) Math.max(1, now - cpuNanos) / cores;
    readings.put("cpu", rounded(Math.max(0, Math.min(1, share))));
    cpuTime = used;
    cpuNanos = now;
    if (safepointMillis != null) {
      add();
      readings.put("pause_millis", (double) pauseMillis);
      readings.put("longest_pause_millis", (double) longestMillis);
      pauseMillis = 0;
      longestMillis = 0;
    }
    long collections = collections();
    readings.put("collections", (double) (collections - collected));
    collected = collections;
    readings.put("heap_bytes", (double) heapAfterCollection());
    double drift = System.currentTimeMillis() - startMillis - (now - startNanos) / 1e6;
    readings.put("drift_millis", rounded(drift));
    return readings;
  }

  private void look() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        synchronized (this) {
          add();
        }
      }
    } catch (InterruptedException e) {
      // it ends with the JVM
    }
  }

  private void add() {
    long all = safepointMillis.getAsLong();
    long paused = all - lastSafepoints;
    lastSafepoints = all;
    pauseMillis += paused;
    longestMillis = Math.max(longestMillis, paused);
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .filter(count -> count > 0)
        .sum();
  }

  /** What the last collection of each part of the heap left there. */
  private static long heapAfterCollection() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getCollectionUsage)
        .filter(Objects::nonNull)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }

  /** The JVM's own count; null where it has none, or was started without access to it. */
  private static LongSupplier safepoints() {
    try {
      Object bean =
          Class.forName("sun.management.ManagementFactoryHelper")
              .getMethod("getHotspotRuntimeMBean")
              .invoke(null);
      Method total =
          Class.forName("sun.management.HotspotRuntimeMBean").getMethod("getTotalSafepointTime");
      total.invoke(bean);
      return () -> {
        try {
          return (long) total.invoke(bean);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      };
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  private static double rounded(double value) {
    return Math.rint(value * DIGITS) / DIGITS;
  }
}
