package com.aiagents.loadtest.monitor;

import com.aiagents.loadtest.target.QueueGauge;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import java.time.Duration;
import java.util.Map;

/** Asks Redis for {@code queue_depth}, the jobs that wait. */
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
    return Map.of("queue_depth", (double) gauge.depth());
  }

  @Override
  public void close() {
    gauge.close();
  }
}
