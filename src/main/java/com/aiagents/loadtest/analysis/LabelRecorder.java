package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.analysis.LabelStatistics.Kind;
import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.scenario.Task;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Records the samples of one label by phase; used by one thread. */
final class LabelRecorder {
  private final Task task;
  private final Part[] parts;

  /**
   * A recorder.
   *
   * @param task whose samples these are; null for any others
   */
  LabelRecorder(Task task, int phases) {
    this.task = task;
    this.parts = new Part[phases];
    // all of them now: whether there is one yet need not be asked for each sample
    Arrays.setAll(parts, phase -> new Part());
  }

  /** Whose samples these are; null for any others. */
  Task task() {
    return task;
  }

  void add(int phase, Sample sample) {
    parts[phase].add(sample);
  }

  void merge(LabelRecorder other) {
    for (int i = 0; i < parts.length; i++) {
      parts[i].merge(other.parts[i]);
    }
  }

  /** All samples of some phases; with a count of 0 if there is none. */
  static LabelStatistics statistics(
      String label, Kind kind, List<LabelRecorder> recorders, IntPredicate phases) {
    Part sum = new Part();
    for (LabelRecorder recorder : recorders) {
      for (int i = 0; i < recorder.parts.length; i++) {
        if (phases.test(i)) {
          sum.merge(recorder.parts[i]);
        }
      }
    }
    return sum.statistics(label, kind);
  }

  /** One phase. */
  private static final class Part {
    private final LatencyRecorder latency = new LatencyRecorder();
    private final ErrorRecorder kinds = new ErrorRecorder();
    private long count;
    private long errors;
    private long firstStart = Long.MAX_VALUE;
    private long lastEnd = Long.MIN_VALUE;

    void add(Sample sample) {
      long start = sample.startMillis();
      long elapsed = sample.elapsedMillis();
      latency.record(elapsed);
      count++;
      if (!sample.success()) {
        errors++;
        kinds.add(sample.responseCode(), sample.message());
      }
      firstStart = Math.min(firstStart, start);
      lastEnd = Math.max(lastEnd, start + elapsed);
    }

    void merge(Part other) {
      latency.merge(other.latency);
      kinds.merge(other.kinds);
      count += other.count;
      errors += other.errors;
      firstStart = Math.min(firstStart, other.firstStart);
      lastEnd = Math.max(lastEnd, other.lastEnd);
    }

    LabelStatistics statistics(String label, Kind kind) {
      double seconds = count == 0 ? 0 : (lastEnd - firstStart) / 1000.0;
      return new LabelStatistics(
          label,
          kind,
          count,
          errors,
          latency.snapshot(),
          seconds > 0 ? count / seconds : 0,
          kinds.top(LabelStatistics.TOP));
    }
  }
}
