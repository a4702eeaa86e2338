package com.aiagents.loadtest.monitor;

import com.aiagents.loadtest.target.HistoryGauge;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts rows of the history: {@code pending}, {@code completed} and {@code failed}, as the tenant
 * sees them. The target gets four times as much rest as it had work.
 */
final class HistoryProbe implements Probe {
  private static final int REST = 4;

  private final HistoryGauge gauge;

  /**
   * A probe of the history.
   *
   * @param ticketPrefix begins the ticket ids that count; empty counts all of the tenant's rows
   */
  HistoryProbe(Target target, String ticketPrefix, Duration patience) {
    this.gauge = new HistoryGauge(target, ticketPrefix, patience);
  }

  @Override
  public String name() {
    return "history";
  }

  @Override
  public Duration rest(Duration took) {
    return took.multipliedBy(REST);
  }

  @Override
  public Map<String, Double> read() throws TargetException {
    HistoryGauge.Rows rows = gauge.rows();
    Map<String, Double> readings = new LinkedHashMap<>();
    readings.put("pending", (double) rows.pending());
    readings.put("completed", (double) rows.completed());
    readings.put("failed", (double) rows.failed());
    return readings;
  }

  @Override
  public void close() {
    gauge.close();
  }
}
