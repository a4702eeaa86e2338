package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.workflow.Answer;
import com.aiagents.loadtest.workflow.Fingerprint;
import java.util.Arrays;
import java.util.EnumMap;
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
  private final Map<Answer, Long> answers = new EnumMap<>(Answer.class);
  private final Fingerprint acceptedIds = new Fingerprint();
  private long withoutId;
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
    if (sample.label().equals(Task.SUBMIT.label())) {
      addSubmission(sample);
    }
    if (TASK_LABELS.contains(sample.label()) && window.contains(sample.startMillis())) {
      windowSamples++;
      windowSuccesses += sample.success() ? 1 : 0;
    }
  }

  private void addSubmission(Sample sample) {
    if (sample.ticketId().isEmpty()) {
      withoutId++;
      return;
    }
    Answer answer = Answer.of(sample.responseCode());
    answers.merge(answer, 1L, Long::sum);
    if (answer == Answer.ACCEPTED) {
      acceptedIds.add(sample.ticketId());
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
        new LoadAnalysis.Submissions(
            answers.getOrDefault(Answer.ACCEPTED, 0L),
            answers.getOrDefault(Answer.REFUSED, 0L),
            answers.getOrDefault(Answer.UNKNOWN, 0L),
            withoutId,
            acceptedIds.value()));
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
