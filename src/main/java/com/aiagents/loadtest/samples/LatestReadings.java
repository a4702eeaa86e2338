package com.aiagents.loadtest.samples;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What every probe said last, by {@code probe.reading}; of a probe that fell silent nothing but
 * that. At most {@value #MOST} different ones are kept. Used by one thread.
 */
public final class LatestReadings {
  /** A probe has some ten readings, a target some probes; containers may add to that. */
  private static final int MOST = 500;

  private final Map<String, Double> values = new TreeMap<>();

  /** Takes a reading. */
  public void add(Reading reading) {
    if (reading.name().equals("up") && reading.value() == 0) {
      // what it said before is not what is
      values.keySet().removeIf(key -> key.startsWith(reading.probe() + "."));
    }
    String name = reading.probe() + "." + reading.name();
    if (values.containsKey(name) || values.size() < MOST) {
      values.put(name, reading.value());
    }
  }

  /** All of them, sorted by name. */
  public Map<String, Double> values() {
    return Collections.unmodifiableMap(values);
  }

  /** Forgets them. */
  public void clear() {
    values.clear();
  }
}
