package com.aiagents.loadtest.monitor;

import com.aiagents.loadtest.target.ConnectionGauge;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks PostgreSQL for its {@code connections} (ours among them) and {@code max_connections}; {@code
 * connections_active}, {@code connections_idle} and {@code connections_idle_in_transaction} only
 * where our role may see the state of all.
 */
final class DatabaseProbe implements Probe {
  private final ConnectionGauge gauge;

  DatabaseProbe(Target target, Duration patience) {
    this.gauge = new ConnectionGauge(target, patience);
  }

  @Override
  public String name() {
    return "database";
  }

  @Override
  public Map<String, Double> read() throws TargetException {
    ConnectionGauge.Connections found = gauge.connections();
    Map<String, Double> readings = new LinkedHashMap<>();
    readings.put("connections", (double) found.open());
    readings.put("max_connections", (double) found.most());
    found
        .states()
        .ifPresent(
            states -> {
              readings.put("connections_active", (double) states.active());
              readings.put("connections_idle", (double) states.idle());
              readings.put("connections_idle_in_transaction", (double) states.idleInTransaction());
            });
    return readings;
  }

  @Override
  public void close() {
    gauge.close();
  }
}
