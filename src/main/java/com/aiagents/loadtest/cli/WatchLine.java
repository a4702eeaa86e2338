package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.samples.LatestReadings;
import com.aiagents.loadtest.samples.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The latest readings of a target as one line for the screen. Used by one thread. */
final class WatchLine {
  private final LatestReadings readings = new LatestReadings();

  void add(Reading reading) {
    readings.add(reading);
  }

  /** What is known; what is not is left out. */
  String text() {
    Map<String, Double> latest = readings.values();
    List<String> parts = new ArrayList<>();
    if (latest.containsKey("health.up")) {
      parts.add(
          latest.get("health.up") == 0
              ? "health: no answer"
              : String.format(
                  Locale.ROOT,
                  "health %.0f in %.1f ms",
                  latest.getOrDefault("health.status", 0.0),
                  latest.getOrDefault("health.millis", 0.0)));
    }
    part(parts, latest, "redis.queue_depth", "queue %.0f");
    part(parts, latest, "metrics.worker_active_count", "workers %.0f");
    if (latest.containsKey("database.connections")) {
      parts.add(
          String.format(
              Locale.ROOT,
              "connections %.0f of %.0f",
              latest.get("database.connections"),
              latest.getOrDefault("database.max_connections", Double.NaN)));
    }
    for (String probe : List.of("metrics", "redis", "database")) {
      if (latest.getOrDefault(probe + ".up", 1.0) == 0) {
        parts.add(probe + ": no answer");
      }
    }
    return parts.isEmpty() ? "nothing is known yet" : String.join("  ", parts);
  }

  private static void part(
      List<String> parts, Map<String, Double> latest, String reading, String format) {
    if (latest.containsKey(reading)) {
      parts.add(String.format(Locale.ROOT, format, latest.get(reading)));
    }
  }
}
