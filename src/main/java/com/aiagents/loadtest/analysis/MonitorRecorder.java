package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.analysis.Series.Point;
import com.aiagents.loadtest.samples.Reading;
import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.workflow.Fate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Records the readings of {@code monitor.csv}, and the completions that the queue's depth is
 * compared with, in any order; used by one thread.
 */
public final class MonitorRecorder {
  /** Completions of so long before a reading make the completion rate. */
  private static final long RATE_MILLIS = 10_000;

  private final TimeWindow load;
  private final TimeWindow window;
  private final Map<String, Map<Long, Double>> readings = new HashMap<>();
  private long[] completions = new long[1024];
  private int completed;

  /**
   * A recorder.
   *
   * @param load from the first request to the planned end
   * @param window the measurement window
   */
  public MonitorRecorder(TimeWindow load, TimeWindow window) {
    this.load = load;
    this.window = window;
  }

  /** Takes a row of monitor.csv. */
  public void add(Reading reading) {
    of(reading.probe() + "." + reading.name()).put(reading.askedMillis(), reading.value());
  }

  /** Takes a row of workflow.jtl: a completed ticket counts when it was completed. */
  public void addWorkflow(WorkflowRow row) {
    if (row.fate().equals(Fate.COMPLETED.text())) {
      if (completed == completions.length) {
        completions = Arrays.copyOf(completions, completed * 2);
      }
      completions[completed++] = row.sentMillis() + row.elapsedMillis();
    }
  }

  /**
   * Takes the end of the drain, which is the last reading of the queue's depth; after all readings.
   */
  public void drained(long endedMillis, long queueDepth) {
    if (endedMillis < load.fromMillis()) {
      // the drain of something else
      return;
    }
    Map<Long, Double> depths = of("redis.queue_depth");
    depths.keySet().removeIf(millis -> millis > endedMillis);
    depths.put(endedMillis, (double) queueDepth);
  }

  /** What was recorded. */
  public MonitorAnalysis analysis() {
    Series depth = series("redis.queue_depth");
    return new MonitorAnalysis(
        load,
        window,
        health(),
        series("metrics.process_start_time_seconds"),
        depth,
        backlog(depth),
        share("database.connections", "database.max_connections"),
        share("metrics.database_pool_in_use", "metrics.database_pool_size"),
        series("metrics.process_resident_memory_bytes"));
  }

  private Map<Long, Double> of(String reading) {
    return readings.computeIfAbsent(reading, name -> new TreeMap<>());
  }

  private Series series(String reading) {
    List<Point> points = new ArrayList<>();
    of(reading).forEach((millis, value) -> points.add(new Point(millis, value)));
    return new Series(points);
  }

  /** Every attempt, with the status of the answer or, without one, 0. */
  private Series health() {
    List<Point> points = new ArrayList<>();
    Map<Long, Double> statuses = of("health.status");
    of("health.up")
        .keySet()
        .forEach(millis -> points.add(new Point(millis, statuses.getOrDefault(millis, 0.0))));
    return new Series(points);
  }

  /** Part ÷ whole where both were read in one attempt and there is a whole. */
  private Series share(String part, String whole) {
    List<Point> points = new ArrayList<>();
    Map<Long, Double> wholes = of(whole);
    of(part)
        .forEach(
            (millis, value) -> {
              double all = wholes.getOrDefault(millis, 0.0);
              if (all > 0) {
                points.add(new Point(millis, value / all));
              }
            });
    return new Series(points);
  }

  private Series backlog(Series depth) {
    long[] ends = Arrays.copyOf(completions, completed);
    Arrays.sort(ends);
    List<Point> points = new ArrayList<>();
    for (Point reading : depth.points()) {
      long count =
          countUpTo(ends, reading.millis()) - countUpTo(ends, reading.millis() - RATE_MILLIS);
      double seconds = reading.value() == 0 ? 0 : reading.value() * (RATE_MILLIS / 1000.0) / count;
      points.add(new Point(reading.millis(), seconds));
    }
    return new Series(points);
  }

  /** How many of the sorted moments are not later than another one. */
  private static long countUpTo(long[] sorted, long millis) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= millis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
