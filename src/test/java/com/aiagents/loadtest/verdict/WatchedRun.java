package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.MonitorRecorder;
import com.aiagents.loadtest.samples.Reading;
import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import com.aiagents.loadtest.verdict.Watched.By;
import com.aiagents.loadtest.verdict.Watched.Log;
import com.aiagents.loadtest.workflow.Fate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * What was seen of a target and its generator during a clean run, second by second, to be spoiled:
 * a load of 60 s from 0 on with a warm-up of 10 s, watched until 80 s, one ticket completed a
 * second.
 */
public final class WatchedRun {
  static final long SECOND = 1_000;
  static final TimeWindow LOAD = new TimeWindow(0, 60 * SECOND);
  static final TimeWindow WINDOW = new TimeWindow(10 * SECOND, 60 * SECOND);

  private final Map<String, Map<Long, Double>> readings = new TreeMap<>();
  Optional<Log> log =
      Optional.of(new Log(Availability.AVAILABLE, 40, 0, Optional.empty(), Optional.empty()));
  By by = By.LAUNCHER;
  boolean withMonitor = true;
  Availability usage = Availability.MISSING;
  final Map<String, String> unwatched = new TreeMap<>();

  /** The tickets that the queue is compared with; one completed a second unless told otherwise. */
  List<WorkflowRow> tickets =
      LongStream.rangeClosed(-20, 80)
          .mapToObj(second -> Clean.ticket("T", second * SECOND - 700, 700, Fate.COMPLETED))
          .toList();

  /** A clean run. */
  public WatchedRun() {
    set("health", "up", 0, 80, 1);
    set("health", "status", 0, 80, 200);
    set("redis", "queue_depth", 0, 80, 0);
    set("database", "connections", 0, 80, 10);
    set("database", "max_connections", 0, 80, 100);
    set("metrics", "process_start_time_seconds", 0, 80, -100);
    set("metrics", "up", 0, 80, 1);
    set("metrics", "machine_cpu_cores", 0, 80, 2);
    set("metrics", "machine_memory_bytes", 0, 80, 1_000);
    set("metrics", "process_resident_memory_bytes", 0, 80, 100);
    for (long second = 0; second <= 80; second++) {
      at("metrics", "process_cpu_seconds_total", second * SECOND, 7 + second * 0.4);
    }
    set("generator", "cpu", 0, 61, 0.2);
    set("generator", "pause_millis", 0, 61, 4);
    set("generator", "longest_pause_millis", 0, 61, 3);
    set("generator", "stopped", 0, 61, 0);
    set("generator", "drift_millis", 0, 80, 0);
    set("generator", "late_millis", 0, 80, 2);
  }

  /** Sets the readings of some seconds, the last one included. */
  WatchedRun set(String probe, String name, long from, long to, double value) {
    for (long second = from; second <= to; second++) {
      at(probe, name, second * SECOND, value);
    }
    return this;
  }

  WatchedRun at(String probe, String name, long millis, double value) {
    readings.computeIfAbsent(probe + "," + name, n -> new TreeMap<>()).put(millis, value);
    return this;
  }

  /** Removes all readings of a probe between two moments, both excluded. */
  WatchedRun gap(String probe, long fromMillis, long toMillis) {
    readings.forEach(
        (name, values) -> {
          if (name.startsWith(probe + ",")) {
            values.keySet().removeIf(millis -> millis > fromMillis && millis < toMillis);
          }
        });
    return this;
  }

  /** Removes all of one reading. */
  WatchedRun remove(String probe, String name) {
    readings.remove(probe + "," + name);
    return this;
  }

  /** Nobody answers in some seconds, the last one included. */
  WatchedRun unanswered(long from, long to) {
    set("health", "up", from, to, 0);
    readings
        .get("health,status")
        .keySet()
        .removeIf(millis -> millis >= from * SECOND && millis <= to * SECOND);
    return this;
  }

  /** What the judge gets of it. */
  public Watched watched() {
    return new Watched(
        by, withMonitor ? Optional.of(analysis()) : Optional.empty(), log, usage, unwatched);
  }

  private MonitorAnalysis analysis() {
    MonitorRecorder recorder = new MonitorRecorder(LOAD, WINDOW);
    readings.forEach(
        (key, values) -> {
          String[] name = key.split(",");
          values.forEach(
              (millis, value) -> recorder.add(new Reading(millis, name[0], name[1], value)));
        });
    tickets.forEach(recorder::addTicket);
    return recorder.analysis();
  }
}
