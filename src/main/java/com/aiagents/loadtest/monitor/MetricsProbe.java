package com.aiagents.loadtest.monitor;

import com.aiagents.loadtest.target.StatusClient;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks {@code GET /metrics} and keeps the metrics that matter, each under its own name.
 *
 * <p>Samples of one metric that differ in labels are added up; of {@code
 * process_start_time_seconds} the latest counts, of {@code enhancement_success_rate} the lowest:
 * shares of different wholes have no mean. {@code enhancement_requests_total} is added up for each
 * status: {@code enhancement_requests_total.completed}, and the histogram {@code
 * enhancement_duration_seconds} for each bound: {@code enhancement_duration_seconds_bucket.0.5},
 * {@code enhancement_duration_seconds_bucket.Inf}. What is no finite number is absent.
 */
public final class MetricsProbe implements Probe {
  private static final List<String> SUMMED =
      List.of(
          "queue_depth",
          "worker_active_count",
          "process_resident_memory_bytes",
          "process_cpu_seconds_total",
          "database_pool_size",
          "database_pool_in_use",
          "machine_cpu_cores",
          "machine_memory_bytes",
          "enhancement_duration_seconds_count",
          "enhancement_duration_seconds_sum");
  private static final String START = "process_start_time_seconds";
  private static final String SUCCESS = "enhancement_success_rate";
  private static final String REQUESTS = "enhancement_requests_total";
  private static final String BUCKETS = "enhancement_duration_seconds_bucket";

  private final StatusClient client;

  /**
   * The metrics of a target.
   *
   * @param patience for the whole answer
   */
  public MetricsProbe(Target target, Duration patience) {
    this.client = new StatusClient(target, patience);
  }

  @Override
  public String name() {
    return "metrics";
  }

  @Override
  public Map<String, Double> read() throws TargetException {
    StatusClient.Answer answer = client.get("/metrics");
    if (answer.status() != 200) {
      throw new TargetException("GET /metrics: found " + answer.status() + ", allowed is 200");
    }
    return readings(PrometheusText.parse(answer.body()));
  }

  @Override
  public void close() {
    client.close();
  }

  /** What matters of the samples. */
  static Map<String, Double> readings(List<PrometheusText.Sample> samples) {
    Map<String, Double> readings = new LinkedHashMap<>();
    for (PrometheusText.Sample sample : samples) {
      if (SUMMED.contains(sample.name())) {
        readings.merge(sample.name(), sample.value(), Double::sum);
      } else if (sample.name().equals(START)) {
        readings.merge(START, sample.value(), Math::max);
      } else if (sample.name().equals(SUCCESS)) {
        readings.merge(SUCCESS, sample.value(), Math::min);
      } else if (sample.name().equals(BUCKETS) && sample.labels().containsKey("le")) {
        // +Inf and 1e+06 without the sign
        String bound = sample.labels().get("le").replaceAll("[^A-Za-z0-9_.-]", "");
        readings.merge(BUCKETS + "." + bound, sample.value(), Double::sum);
      } else if (sample.name().equals(REQUESTS) && sample.labels().containsKey("status")) {
        // a label's value may be any text, a reading's name is one word
        String status = sample.labels().get("status").replaceAll("[^A-Za-z0-9_-]", "_");
        readings.merge(REQUESTS + "." + status, sample.value(), Double::sum);
      }
    }
    readings.values().removeIf(value -> !Double.isFinite(value));
    return readings;
  }
}
