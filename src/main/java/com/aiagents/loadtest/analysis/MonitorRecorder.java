package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.analysis.Series.Point;
import com.aiagents.loadtest.samples.Reading;
import com.aiagents.loadtest.samples.WorkflowSample;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.workflow.Fate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Records the readings of {@code monitor.csv} and then the completions that the queue's depth is
 * compared with, both in any order; used by one thread. Its memory is that of the readings, however
 * many tickets there are.
 */
public final class MonitorRecorder {
  private static final String DEPTH = "redis.queue_depth";

  private final TimeWindow load;
  private final TimeWindow window;
  private final Map<String, Map<Long, Double>> readings;
  private Backlog backlog;
  private FlowRecorder flow;

  /**
   * A recorder.
   *
   * @param load from the first request to the planned end
   * @param window the measurement window
   */
  public MonitorRecorder(TimeWindow load, TimeWindow window) {
    this(load, window, new HashMap<>());
  }

  private MonitorRecorder(
      TimeWindow load, TimeWindow window, Map<String, Map<Long, Double>> readings) {
    this.load = load;
    this.window = window;
    this.readings = readings;
  }

  /** One of the same readings, which are all there, that takes some of the tickets. */
  MonitorRecorder ofSomeTickets() {
    MonitorRecorder some = new MonitorRecorder(load, window, readings);
    // both are made now: the readings are shared with others, in other threads
    some.backlog();
    some.flow();
    return some;
  }

  /** Takes all tickets that another one of the same readings took. */
  void merge(MonitorRecorder other) {
    backlog().merge(other.backlog());
    flow().merge(other.flow());
  }

  /** Takes a row of monitor.csv; before all tickets. */
  public void add(Reading reading) {
    if (backlog != null || flow != null) {
      throw new IllegalStateException("readings come before tickets");
    }
    of(reading.probe() + "." + reading.name()).put(reading.askedMillis(), reading.value());
  }

  /** Takes a row of workflow.jtl: a completed ticket counts when it was completed. */
  public void addTicket(WorkflowSample row) {
    flow().add(row);
    if (row.fate().equals(Fate.COMPLETED.text())) {
      backlog().completed(row.sentMillis() + row.elapsedMillis());
    }
  }

  /**
   * Takes the end of the drain, which is the last reading of the queue's depth; after all readings
   * and before all tickets.
   */
  public void drained(long endedMillis, long queueDepth) {
    if (endedMillis < load.fromMillis()) {
      // the drain of something else
      return;
    }
    Map<Long, Double> depths = of(DEPTH);
    depths.keySet().removeIf(millis -> millis > endedMillis);
    depths.put(endedMillis, (double) queueDepth);
  }

  /** What was recorded. */
  public MonitorAnalysis analysis() {
    return new MonitorAnalysis(
        load,
        window,
        health(),
        series("metrics.process_start_time_seconds"),
        series(DEPTH),
        backlog().seconds(),
        share("database.connections", "database.max_connections"),
        share("metrics.database_pool_in_use", "metrics.database_pool_size"),
        series("metrics.process_resident_memory_bytes"),
        usage("docker", "memory_bytes."),
        usage("kubectl", "cpu_cores."),
        processes(),
        generator(),
        target());
  }

  private TargetAnalysis target() {
    return new TargetAnalysis(
        series("metrics.worker_active_count"),
        series("metrics.database_pool_in_use"),
        series("metrics.database_pool_size"),
        series("database.connections"),
        series("database.max_connections"),
        growth("metrics.process_cpu_seconds_total"),
        flow().accepted(),
        backlog().completions(),
        flow().processing());
  }

  private FlowRecorder flow() {
    if (flow == null) {
      flow = new FlowRecorder(load, series(DEPTH));
    }
    return flow;
  }

  /** By how much a counter grew a second since its reading before; a new process begins anew. */
  private Series growth(String counter) {
    List<Point> points = new ArrayList<>();
    Point before = null;
    for (Point reading : series(counter).points()) {
      if (before != null && reading.value() >= before.value()) {
        double seconds = (reading.millis() - before.millis()) / 1000.0;
        points.add(new Point(reading.millis(), (reading.value() - before.value()) / seconds));
      }
      before = reading;
    }
    return new Series(points);
  }

  private Usage usage(String probe, String seen) {
    return new Usage(
        readings.containsKey(probe + ".up"),
        parts(probe + "." + seen),
        parts(probe + ".cpu."),
        parts(probe + ".memory."));
  }

  private Map<String, Series> parts(String prefix) {
    Map<String, Series> parts = new TreeMap<>();
    for (String reading : List.copyOf(readings.keySet())) {
      if (reading.startsWith(prefix)) {
        parts.put(reading.substring(prefix.length()), series(reading));
      }
    }
    return parts;
  }

  /**
   * Each process by itself: behind one URL there may be several, and their counters have nothing to
   * do with each other. A restart makes a new one.
   */
  private Usage processes() {
    Map<Long, Double> starts = of("metrics.process_start_time_seconds");
    Map<Long, Double> cores = of("metrics.machine_cpu_cores");
    Map<String, List<Point>> cpu = new TreeMap<>();
    Map<String, Point> last = new HashMap<>();
    of("metrics.process_cpu_seconds_total")
        .forEach(
            (millis, seconds) -> {
              String process = process(starts, millis);
              Point before = last.put(process, new Point(millis, seconds));
              double most = cores.getOrDefault(millis, 0.0);
              if (before != null && seconds >= before.value() && most > 0) {
                double rate = (seconds - before.value()) * 1_000 / (millis - before.millis());
                cpu.computeIfAbsent(process, p -> new ArrayList<>())
                    .add(new Point(millis, rounded(rate / most)));
              }
            });
    Map<String, List<Point>> memory = new TreeMap<>();
    share("metrics.process_resident_memory_bytes", "metrics.machine_memory_bytes")
        .points()
        .forEach(
            point ->
                memory
                    .computeIfAbsent(process(starts, point.millis()), p -> new ArrayList<>())
                    .add(point));
    return new Usage(readings.containsKey("metrics.up"), Map.of(), seriesOf(cpu), seriesOf(memory));
  }

  private static String process(Map<Long, Double> starts, long millis) {
    return starts.containsKey(millis) ? starts.get(millis).toString() : "";
  }

  /** The difference of two decimals is not their decimal difference: 80 % must not be above it. */
  private static double rounded(double share) {
    return Math.rint(share * 1e9) / 1e9;
  }

  private static Map<String, Series> seriesOf(Map<String, List<Point>> points) {
    Map<String, Series> series = new TreeMap<>();
    points.forEach((name, of) -> series.put(name, new Series(of)));
    return series;
  }

  private GeneratorAnalysis generator() {
    return new GeneratorAnalysis(
        series("generator.cpu"),
        series("generator.pause_millis"),
        series("generator.longest_pause_millis"),
        series("generator.stopped"),
        series("generator.drift_millis"),
        series("generator.late_millis"));
  }

  private Backlog backlog() {
    if (backlog == null) {
      backlog = new Backlog(series(DEPTH));
    }
    return backlog;
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
}
