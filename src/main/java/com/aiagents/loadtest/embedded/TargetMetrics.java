package com.aiagents.loadtest.embedded;

import com.sun.management.OperatingSystemMXBean;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;

/** The Prometheus metrics of the target, under the real system's names. Safe for many threads. */
final class TargetMetrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final AtomicLong completed = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Counter requests;
  private final Histogram duration;
  private final Gauge activeWorkers;

  TargetMetrics(JobQueue queue, String queueName) {
    requests =
        Counter.builder()
            .name("enhancement_requests_total")
            .help("Enhancements by tenant and status")
            .labelNames("tenant_id", "status")
            .register(registry);
    duration =
        Histogram.builder()
            .name("enhancement_duration_seconds")
            .help("Processing time of a job")
            .classicOnly()
            .classicUpperBounds(0.5, 1, 2, 5, 10, 30, 60, 90)
            .register(registry);
    activeWorkers =
        Gauge.builder()
            .name("worker_active_count")
            .help("Workers that hold a job")
            .labelNames("worker_type")
            .register(registry);
    activeWorkers.labelValues("enhancement").set(0);
    GaugeWithCallback.builder()
        .name("queue_depth")
        .help("Jobs that wait")
        .labelNames("queue_name")
        .callback(callback -> callback.call(queue.depth(), queueName))
        .register(registry);
    GaugeWithCallback.builder()
        .name("enhancement_success_rate")
        .help("Completed over finished enhancements")
        .callback(callback -> callback.call(successRate()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("machine_cpu_cores")
        .help("Cores that the process may use")
        .callback(callback -> callback.call(Runtime.getRuntime().availableProcessors()))
        .register(registry);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine) {
      GaugeWithCallback.builder()
          .name("machine_memory_bytes")
          .help("Memory that the process may use")
          .callback(callback -> callback.call(machine.getTotalMemorySize()))
          .register(registry);
    }
    ProcessMetrics.builder().register(registry);
    if (!ResidentMemory.isTold()) {
      GaugeWithCallback.builder()
          .name("process_resident_memory_bytes")
          .help("Resident memory size in bytes.")
          .callback(callback -> callback.call(ResidentMemory.ofPs()))
          .register(registry);
    }
  }

  /** Adds the connection pool, which starts later than the rest. */
  void watch(Database database) {
    GaugeWithCallback.builder()
        .name("database_pool_size")
        .help("Connections that the pool may open")
        .callback(callback -> callback.call(database.poolSize()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("database_pool_in_use")
        .help("Connections of the pool that are in use")
        .callback(callback -> callback.call(database.poolInUse()))
        .register(registry);
  }

  void received(String tenant) {
    requests.labelValues(tenant, "received").inc();
  }

  void picked() {
    activeWorkers.labelValues("enhancement").inc();
  }

  void finished(String tenant, boolean success, double seconds) {
    activeWorkers.labelValues("enhancement").dec();
    requests.labelValues(tenant, success ? "completed" : "failed").inc();
    (success ? completed : failed).incrementAndGet();
    duration.observe(seconds);
  }

  private double successRate() {
    long good = completed.get();
    long all = good + failed.get();
    return all == 0 ? 1.0 : (double) good / all;
  }

  /** All metrics in Prometheus text format 0.0.4. */
  byte[] text() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new PrometheusTextFormatWriter(false).write(out, registry.scrape());
    return out.toByteArray();
  }
}
