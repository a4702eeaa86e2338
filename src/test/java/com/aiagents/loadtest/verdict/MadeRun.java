package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.LoadAnalysis;
import com.aiagents.loadtest.analysis.Trouble;
import com.aiagents.loadtest.analysis.WorkflowRecorder;
import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.unit.ReadSummary;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.workflow.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run of which nothing stands out, to be spoiled: {@link WatchedRun} with a target that tells of
 * its pool, its workers and its CPU, and whose tickets were followed.
 */
final class MadeRun {
  /** A target of somebody's. */
  static final Place STAGING =
      new Place("staging", "https://staging.example.com", "staging.example.com", "443", "t");

  /** The same behind a port-forward. */
  static final Place FORWARDED =
      new Place("k8s", "http://localhost:8000", "localhost", "8000", "t");

  final WatchedRun watch = new WatchedRun();
  final EvidenceOf parts = new EvidenceOf();
  final List<WorkflowRow> tickets = new ArrayList<>(watch.tickets);
  final List<Trouble> troubles = new ArrayList<>();
  final List<Criterion> criteria = new ArrayList<>();
  private final double[] cores = new double[81];
  boolean followed = true;
  Place place = STAGING;

  MadeRun() {
    pool(0, 80, 3).workers(0, 80, 2).cores(0, 80, 0.1);
    watch.set("metrics", "database_pool_size", 0, 80, 12);
    watch.set("metrics", "process_resident_memory_bytes", 0, 80, 100 << 20);
    parts.read = new ReadSummary(1_000, 0, Optional.empty(), false);
  }

  /** So many of 12 connections of the pool are in use in some seconds. */
  MadeRun pool(long from, long to, int used) {
    watch.set("metrics", "database_pool_in_use", from, to, used);
    return this;
  }

  MadeRun workers(long from, long to, double active) {
    watch.set("metrics", "worker_active_count", from, to, active);
    return this;
  }

  /** So many cores are used in some seconds, the last one included. */
  MadeRun cores(long from, long to, double used) {
    double total = 0;
    for (int second = 0; second < cores.length; second++) {
      cores[second] = second >= from && second <= to ? used : cores[second];
      total += cores[second];
      watch.set("metrics", "process_cpu_seconds_total", second, second, total);
    }
    return this;
  }

  /** More jobs come than are completed from 10 s to 50 s: two a second against one. */
  MadeRun queueGrows() {
    tickets.removeIf(t -> completedAt(t) > 10_000);
    for (int i = 0; i < 80; i++) {
      tickets.add(ticket(10_250 + i * 500L, 0, 250 + i * 500L, 249, Fate.COMPLETED));
    }
    for (long second = 10; second <= 50; second++) {
      watch.set("redis", "queue_depth", second, second, second - 10);
    }
    watch.set("redis", "queue_depth", 51, 80, 0);
    return this;
  }

  /** Nothing is completed any more from a second on, and jobs wait. */
  MadeRun stuck(long from) {
    tickets.removeIf(t -> completedAt(t) > from * WatchedRun.SECOND);
    watch.set("redis", "queue_depth", from, 80, 5);
    return this;
  }

  /** No ticket has an end. */
  MadeRun pending() {
    tickets.replaceAll(
        t ->
            new WorkflowRow(
                t.sentMillis(),
                60_000,
                Fate.PENDING.text(),
                false,
                "its job still waits in the queue",
                t.ticketId(),
                "",
                t.acceptedMillis(),
                OptionalLong.empty(),
                OptionalLong.empty()));
    return this;
  }

  /** Rows that tell nothing but their end. */
  MadeRun withoutStages() {
    tickets.replaceAll(
        t ->
            new WorkflowRow(
                t.sentMillis(),
                t.elapsedMillis(),
                t.fate(),
                true,
                "",
                t.ticketId(),
                "",
                5,
                OptionalLong.empty(),
                OptionalLong.empty()));
    return this;
  }

  /** All tickets with other times: in the queue and in processing, ms. */
  MadeRun times(long queue, long processing) {
    tickets.replaceAll(t -> ticket(t.sentMillis(), 5, queue, processing, Fate.COMPLETED));
    return this;
  }

  MadeRun processing(long fromMillis, long millis) {
    tickets.replaceAll(
        t ->
            t.sentMillis() < fromMillis ? t : ticket(t.sentMillis(), 5, 1, millis, Fate.COMPLETED));
    return this;
  }

  /** Some tickets with another end. */
  MadeRun ended(int count, Fate fate) {
    for (int i = 0; i < count; i++) {
      tickets.add(
          new WorkflowRow(
              20_000 + i,
              40_000,
              fate.text(),
              false,
              "an upstream\nerror",
              "X-" + i,
              "",
              5,
              OptionalLong.empty(),
              OptionalLong.empty()));
    }
    return this;
  }

  MadeRun trouble(Trouble.Kind kind, long count, String message) {
    troubles.add(new Trouble(kind, count, 12_300, 40_000, 30_100, message));
    return this;
  }

  /** Another process from a second on. */
  MadeRun restart(long second) {
    watch.set("metrics", "process_start_time_seconds", second, 80, second - 1);
    watch.set("metrics", "process_resident_memory_bytes", second - 5, second - 1, 900 << 20);
    return this;
  }

  MadeRun outcome(String id, Outcome outcome) {
    return outcome(id, outcome, 70_000, "< 60000");
  }

  MadeRun outcome(String id, Outcome outcome, double observed, String pass) {
    criteria.add(new Draft(id, "", "ms", pass, null).judged(outcome, observed, 100, "message"));
    return this;
  }

  private static long completedAt(WorkflowRow t) {
    return t.sentMillis() + t.elapsedMillis();
  }

  private static WorkflowRow ticket(
      long sent, long accepted, long queue, long processing, Fate fate) {
    return new WorkflowRow(
        sent,
        accepted + queue + processing,
        fate.text(),
        true,
        "",
        "T",
        "",
        accepted,
        OptionalLong.of(queue),
        OptionalLong.of(processing));
  }

  /** What the table says of it. */
  Diagnosis diagnosis(Symptoms symptoms) {
    return Diagnosis.of(new Verdict("baseline", criteria), evidence(), place, symptoms);
  }

  private Evidence evidence() {
    watch.tickets = tickets;
    parts.watched = watch.watched();
    if (followed) {
      WorkflowRecorder rows = new WorkflowRecorder(new TimeWindow(0, 60_000));
      tickets.forEach(rows::add);
      parts.workflow = Optional.of(rows.analysis(0));
    }
    LoadAnalysis load = parts.load;
    parts.load =
        new LoadAnalysis(
            load.labels(),
            load.phases(),
            load.measured(),
            load.windowSamples(),
            load.windowSuccesses(),
            load.submissions(),
            load.series(),
            load.recovery(),
            troubles,
            load.agents());
    return parts.build();
  }
}
