package com.aiagents.loadtest.verdict;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A limit of a criterion that a thresholds file may change, with its default.
 *
 * <p>What must be 0 in any run (lost, duplicated, corrupted, stray tickets, jobs left over, errors
 * in the log) and what was silent or restarted has no setting: {@link #FIXED}.
 */
enum Setting {
  REQUESTS_SUCCESS_PASS("requests.success", "pass", Measure.SHARE, "> 99%"),
  REQUESTS_SUCCESS_FAIL("requests.success", "fail", Measure.SHARE, "< 95%"),
  WORKFLOW_SUCCESS_PASS("workflow.success", "pass", Measure.SHARE, "> 99%"),
  WORKFLOW_SUCCESS_FAIL("workflow.success", "fail", Measure.SHARE, "< 95%"),
  WORKFLOW_P95_PASS("workflow.p95", "pass", Measure.TIME, "< 60s"),
  WORKFLOW_P95_FAIL("workflow.p95", "fail", Measure.TIME, "> 90s"),
  /** Jobs that wait ÷ completion rate. */
  QUEUE_BUILDUP("queue.buildup", "pass", Measure.TIME, "<= 5s"),
  STABILITY_LATENCY("stability.latency", "pass", Measure.GROWTH, "<= 20%"),
  /** Growth that matters, of the median webhook answer. */
  STABILITY_ANSWERS("stability.latency", "answers", Measure.TIME, ">= 20ms"),
  /** Growth that matters, of the median complete workflow. */
  STABILITY_WORKFLOW("stability.latency", "workflow", Measure.TIME, ">= 500ms"),
  STABILITY_ERRORS("stability.errors", "pass", Measure.GROWTH, "<= 20%"),
  /** Growth that matters, in points of the error share. */
  STABILITY_POINTS("stability.errors", "points", Measure.SHARE, ">= 0.5%"),
  STABILITY_MEMORY("stability.memory", "pass", Measure.GROWTH, "<= 20%"),
  /** Growth that matters, of the target's memory. */
  STABILITY_BYTES("stability.memory", "bytes", Measure.BYTES, ">= 50MiB"),
  ALARM_CPU("alarm.cpu", "pass", Measure.SHARE, "<= 80%"),
  ALARM_MEMORY("alarm.memory", "pass", Measure.SHARE, "<= 90%"),
  ALARM_QUEUE("alarm.queue", "pass", Measure.COUNT, "<= 1000"),
  ALARM_CONNECTIONS("alarm.connections", "pass", Measure.SHARE, "<= 90%");

  /** Criteria that no file may change. */
  static final List<String> FIXED =
      List.of(
          "workflow.lost",
          "workflow.duplicated",
          "workflow.corrupted",
          "workflow.stray",
          "queue.drained",
          "logs.errors",
          "system.responsive",
          "burst.recovery",
          "load.delivered",
          "generator.healthy");

  private static final String PASS = "pass";
  private static final String FAIL = "fail";

  private final String criterion;
  private final String key;
  private final Limit standard;

  Setting(String criterion, String key, Measure measure, String standard) {
    this.criterion = criterion;
    this.key = key;
    this.standard = Limit.parse(standard, measure, standard.startsWith("<"));
  }

  /** The ids of all criteria that stand in every verdict, the fixed ones last. */
  static List<String> allCriteria() {
    return Stream.concat(Arrays.stream(values()).map(Setting::criterion).distinct(), FIXED.stream())
        .toList();
  }

  /** The criterion that it belongs to. */
  String criterion() {
    return criterion;
  }

  /** Its key below the criterion's. */
  String key() {
    return key;
  }

  /** What counts unless a file says otherwise. */
  Limit standard() {
    return standard;
  }

  /** Reads another value; see {@link Limit#parse}. */
  Limit parse(String text) {
    return Limit.parse(text, standard.measure(), standard.sign().isUpper());
  }

  /** Whether it says when the criterion passes or fails, and not what matters at all. */
  boolean judges() {
    return isPass() || key.equals(FAIL);
  }

  /** Whether it says when the criterion passes. */
  boolean isPass() {
    return key.equals(PASS);
  }

  /** The other side of the same criterion: its fail for a pass, and the reverse. */
  Optional<Setting> otherSide() {
    return judges() ? find(criterion, isPass() ? FAIL : PASS) : Optional.empty();
  }

  /** The settings of a criterion. */
  static List<Setting> of(String criterion) {
    return Arrays.stream(values()).filter(s -> s.criterion.equals(criterion)).toList();
  }

  /** The setting of a key. */
  static Optional<Setting> find(String criterion, String key) {
    return of(criterion).stream().filter(s -> s.key.equals(key)).findFirst();
  }
}
