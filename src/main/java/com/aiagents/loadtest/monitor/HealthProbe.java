package com.aiagents.loadtest.monitor;

import com.aiagents.loadtest.target.StatusClient;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks {@code GET /health}: {@code status} of the answer and {@code millis} until it was there. */
final class HealthProbe implements Probe {
  private final StatusClient client;

  HealthProbe(Target target, Duration patience) {
    this.client = new StatusClient(target, patience);
  }

  @Override
  public String name() {
    return "health";
  }

  @Override
  public Map<String, Double> read() throws TargetException {
    StatusClient.Answer answer = client.get("/health");
    Map<String, Double> readings = new LinkedHashMap<>();
    readings.put("status", (double) answer.status());
    readings.put("millis", answer.micros() / 1000.0);
    return readings;
  }

  @Override
  public void close() {
    client.close();
  }
}
