package com.aiagents.loadtest.live;

import com.aiagents.loadtest.analysis.LatencySnapshot;
import com.aiagents.loadtest.analysis.RecentTimes;
import com.aiagents.loadtest.samples.ActiveUsers;
import com.aiagents.loadtest.samples.Reading;
import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.unit.Percentile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Collects samples, readings and tickets by the second and closes one second after another. A
 * sample counts in the second in which it ended, or, if that is closed already, in the next one.
 * Used under the lock of its owner.
 */
final class Seconds {
  static final String TIME = "time";
  static final String USERS = "users";
  static final String PLANNED = "planned users";
  static final String REQUESTS = "requests";
  static final String ERRORS = "errors";
  static final String COMPLETED = "completed workflows";
  static final String WORKFLOW_P95 = "workflow p95";
  static final String TARGET_CPU = "target cpu";

  /** Readings that are shown over time, and the columns that they fill. */
  private static final Map<String, String> SHOWN =
      Map.of(
          "redis.queue_depth", "queue depth",
          "database.connections", "connections",
          "database.max_connections", "max connections",
          "metrics.database_pool_in_use", "pool in use",
          "metrics.worker_active_count", "workers",
          "metrics.process_resident_memory_bytes", "target memory",
          "generator.host_cpu", "host cpu",
          "generator.cpu", "generator cpu",
          "generator.resident_bytes", "generator memory",
          "health.millis", "health");

  /** Readings of each container or pod. */
  private static final Pattern OF_PARTS = Pattern.compile("(docker|kubectl)\\.(cpu|memory)\\..+");

  /** Percentiles are those of so many seconds: of one alone there may be no sample. */
  static final int RECENT = 10;

  /** Kinds of requests that are told apart; a plan has five. */
  private static final int MOST_LABELS = 20;

  private final Map<Long, long[]> counts = new HashMap<>();
  private final Map<Long, Map<String, Double>> readings = new HashMap<>();
  private final Map<String, RecentTimes> labels = new LinkedHashMap<>();
  private final RecentTimes workflows = new RecentTimes(RECENT);
  private final ActiveUsers users = new ActiveUsers();
  private long closed = Long.MIN_VALUE;
  private Reading cpuSeconds;

  /** Takes a sample. */
  void add(Sample sample) {
    if (sample.transaction()) {
      return;
    }
    long second = open(sample.startMillis() + sample.elapsedMillis());
    long[] count = counts.computeIfAbsent(second, s -> new long[3]);
    count[0]++;
    count[1] += sample.success() ? 0 : 1;
    users.add(sample, second);
    RecentTimes times = labels.get(sample.label());
    if (times == null && labels.size() < MOST_LABELS) {
      times = new RecentTimes(RECENT);
      labels.put(sample.label(), times);
    }
    if (times != null) {
      times.add(second, sample.elapsedMillis());
    }
  }

  /** Takes a ticket that came to an end, in the second in which that was seen. */
  void add(WorkflowRow ticket, long nowMillis) {
    long second = open(nowMillis);
    if (ticket.success()) {
      counts.computeIfAbsent(second, s -> new long[3])[2]++;
      workflows.add(second, ticket.elapsedMillis());
    }
  }

  /** Takes a reading: what is shown over time of it, if anything. */
  void add(Reading reading) {
    String name = reading.probe() + "." + reading.name();
    String column = SHOWN.get(name);
    if (column == null && OF_PARTS.matcher(name).matches()) {
      // "cpu api": the share that a container or a pod uses
      column = reading.name().replaceFirst("\\.", " ");
    }
    if (column != null) {
      put(reading.askedMillis(), column, reading.value());
    } else if (name.equals("metrics.process_cpu_seconds_total")) {
      cpu(reading);
    }
  }

  private void put(long millis, String column, double value) {
    readings.computeIfAbsent(open(millis), s -> new HashMap<>()).put(column, value);
  }

  /** A counter that falls belongs to another process. */
  private void cpu(Reading now) {
    if (cpuSeconds != null
        && now.value() >= cpuSeconds.value()
        && now.askedMillis() > cpuSeconds.askedMillis()) {
      double seconds = (now.askedMillis() - cpuSeconds.askedMillis()) / 1000.0;
      put(now.askedMillis(), TARGET_CPU, (now.value() - cpuSeconds.value()) / seconds);
    }
    cpuSeconds = now;
  }

  private long open(long millis) {
    return Math.max(closed + 1, Math.floorDiv(millis, 1_000));
  }

  /** Ends a second: what was seen in it and before. */
  Map<String, Double> close(long second) {
    closed = second;
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(TIME, (double) second);
    long requests = 0;
    long errors = 0;
    long completed = 0;
    for (var it = counts.entrySet().iterator(); it.hasNext(); ) {
      Map.Entry<Long, long[]> entry = it.next();
      if (entry.getKey() <= second) {
        requests += entry.getValue()[0];
        errors += entry.getValue()[1];
        completed += entry.getValue()[2];
        it.remove();
      }
    }
    OptionalLong active = users.after(second - RECENT);
    values.put(USERS, active.isPresent() ? active.getAsLong() : Double.NaN);
    values.put(REQUESTS, (double) requests);
    values.put(ERRORS, (double) errors);
    values.put(COMPLETED, (double) completed);
    percentile(values, WORKFLOW_P95, workflows.upTo(second), Percentile.P95);
    labels.forEach(
        (label, times) -> {
          LatencySnapshot recent = times.upTo(second);
          percentile(values, "p50 " + label, recent, Percentile.P50);
          percentile(values, "p95 " + label, recent, Percentile.P95);
        });
    for (var it = readings.entrySet().iterator(); it.hasNext(); ) {
      Map.Entry<Long, Map<String, Double>> entry = it.next();
      if (entry.getKey() <= second) {
        values.putAll(entry.getValue());
        it.remove();
      }
    }
    return values;
  }

  private static void percentile(
      Map<String, Double> values, String column, LatencySnapshot times, Percentile percentile) {
    OptionalLong value = times.percentile(percentile);
    values.put(column, value.isPresent() ? value.getAsLong() : Double.NaN);
  }
}
