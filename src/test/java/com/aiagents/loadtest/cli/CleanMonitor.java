package com.aiagents.loadtest.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** A {@code monitor.csv} in which nothing is wrong. */
final class CleanMonitor {
  private static final Map<String, Integer> READINGS = new LinkedHashMap<>();

  static {
    READINGS.put("health,up", 1);
    READINGS.put("health,status", 200);
    READINGS.put("redis,up", 1);
    READINGS.put("redis,queue_depth", 0);
    READINGS.put("database,up", 1);
    READINGS.put("database,connections", 12);
    READINGS.put("database,max_connections", 100);
    READINGS.put("metrics,up", 1);
    READINGS.put("metrics,process_cpu_seconds_total", 9);
    READINGS.put("metrics,machine_cpu_cores", 2);
    READINGS.put("metrics,process_resident_memory_bytes", 100);
    READINGS.put("metrics,machine_memory_bytes", 1_000);
    READINGS.put("generator,cpu", 0);
    READINGS.put("generator,pause_millis", 4);
    READINGS.put("generator,longest_pause_millis", 3);
    READINGS.put("generator,stopped", 0);
    READINGS.put("generator,drift_millis", 0);
    READINGS.put("generator,late_millis", 1);
  }

  private CleanMonitor() {}

  /** A reading of everything each second, from 2 s before a load of a minute to 3 s after it. */
  static StringBuilder of(long startMillis) {
    StringBuilder monitor = new StringBuilder("timeStamp,probe,reading,value\n");
    for (int i = -2; i < 63; i++) {
      long at = startMillis + i * 1_000L;
      READINGS.forEach(
          (reading, value) ->
              monitor
                  .append(at)
                  .append(',')
                  .append(reading)
                  .append(',')
                  .append(value)
                  .append('\n'));
    }
    return monitor;
  }
}
