package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.workflow.Ledger;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Records the samples of a load; one pass, used by one thread. */
public final class LoadRecorder {
  public static final String TOTAL = "TOTAL";
  private static final Set<String> TASK_LABELS =
      Arrays.stream(Task.values()).map(Task::label).collect(Collectors.toUnmodifiableSet());

  private final TimeWindow window;
  private final Map<String, LabelRecorder> labels = new TreeMap<>();
  private final LabelRecorder total = new LabelRecorder();
  private final Ledger ledger = new Ledger();
  private long windowSamples;
  private long windowSuccesses;

  /**
   * A recorder.
   *
   * @param window when a sample must have been sent to count in rates
   */
  public LoadRecorder(TimeWindow window) {
    this.window = window;
  }

  /** Takes a sample. */
  public void add(Sample sample) {
    labels.computeIfAbsent(sample.label(), label -> new LabelRecorder()).add(sample);
    total.add(sample);
    ledger.add(sample);
    if (TASK_LABELS.contains(sample.label()) && window.contains(sample.startMillis())) {
      windowSamples++;
      windowSuccesses += sample.success() ? 1 : 0;
    }
  }

  /** What was recorded. */
  public LoadAnalysis analysis() {
    return new LoadAnalysis(
        Stream.concat(
                labels.entrySet().stream().map(e -> e.getValue().statistics(e.getKey())),
                Stream.of(total.statistics(TOTAL)))
            .toList(),
        windowSamples,
        windowSuccesses,
        ledger.count(Ledger.Answer.ACCEPTED),
        ledger.repeated(),
        ledger.withoutId());
  }

  private static final class LabelRecorder {
    private final LatencyRecorder latency = new LatencyRecorder();
    private long errors;
    private long firstStart = Long.MAX_VALUE;
    private long lastEnd = Long.MIN_VALUE;

    void add(Sample sample) {
      latency.record(sample.elapsedMillis());
      errors += sample.success() ? 0 : 1;
      firstStart = Math.min(firstStart, sample.startMillis());
      lastEnd = Math.max(lastEnd, sample.startMillis() + sample.elapsedMillis());
    }

    LabelStatistics statistics(String label) {
      LatencySnapshot snapshot = latency.snapshot();
      double seconds = snapshot.count() == 0 ? 0 : (lastEnd - firstStart) / 1000.0;
      return new LabelStatistics(
          label, snapshot.count(), errors, snapshot, seconds > 0 ? snapshot.count() / seconds : 0);
    }
  }
}
