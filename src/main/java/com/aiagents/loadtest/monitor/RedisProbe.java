package com.aiagents.loadtest.monitor;

import com.aiagents.loadtest.target.QueueGauge;
import com.aiagents.loadtest.target.QueueState;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks Redis for {@code queue_depth}, the jobs that wait, and for {@code used_memory_bytes}, {@code
 * maxmemory_bytes} and {@code connected_clients} where it tells them.
 */
final class RedisProbe implements Probe {
  private final QueueGauge gauge;

  RedisProbe(Target target, Duration patience) {
    this.gauge = new QueueGauge(target, patience);
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public Map<String, Double> read() throws TargetException {
    QueueState state = gauge.state();
    Map<String, Double> readings = new LinkedHashMap<>();
    readings.put("queue_depth", (double) state.depth());
    state.usedMemory().ifPresent(v -> readings.put("used_memory_bytes", (double) v));
    state.maxMemory().ifPresent(v -> readings.put("maxmemory_bytes", (double) v));
    state.clients().ifPresent(v -> readings.put("connected_clients", (double) v));
    return readings;
  }

  @Override
  public void close() {
    gauge.close();
  }
}
