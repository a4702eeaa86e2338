package com.aiagents.loadtest.live;

import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.analysis.LoadWindows;
import com.aiagents.loadtest.analysis.WorkflowRecorder;
import com.aiagents.loadtest.samples.LatestReadings;
import com.aiagents.loadtest.samples.Reading;
import com.aiagents.loadtest.samples.RowException;
import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.scenario.Phase;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Diagnosis;
import com.aiagents.loadtest.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the page shows. Its memory does not grow with the run: the seconds of half an hour, and
 * counts by the millisecond. Safe for many threads.
 */
final class LiveModel {
  private static final int MOST_STEPS = 50;

  private Shown shown;
  private State state;
  private final Deque<String> steps = new ArrayDeque<>();
  private Timeline timeline;
  private Seconds seconds;
  private LoadRecorder load;
  private WorkflowRecorder workflow;
  private final LatestReadings latest = new LatestReadings();
  private Optional<Verdict> verdict = Optional.empty();
  private Diagnosis diagnosis = Diagnosis.NONE;
  private long firstMillis;

  LiveModel(Shown shown, State state) {
    begin(shown, state);
  }

  /** Forgets the run before and shows another. */
  synchronized void begin(Shown shown, State state) {
    this.shown = shown;
    this.state = state;
    timeline =
        new Timeline(
            List.of(
                Seconds.TIME,
                Seconds.USERS,
                Seconds.PLANNED,
                Seconds.REQUESTS,
                Seconds.ERRORS,
                Seconds.COMPLETED,
                Seconds.WORKFLOW_P95));
    seconds = new Seconds();
    load = new LoadRecorder(LoadWindows.of(TimeWindow.ALWAYS));
    workflow = new WorkflowRecorder(TimeWindow.ALWAYS);
    latest.clear();
    verdict = Optional.empty();
    diagnosis = Diagnosis.NONE;
    firstMillis = 0;
  }

  synchronized void state(State state) {
    this.state = state;
  }

  /** Says what is being done. */
  synchronized void step(String text) {
    steps.addLast(text);
    if (steps.size() > MOST_STEPS) {
      steps.removeFirst();
    }
  }

  synchronized void phases(List<Phase> phases) {
    shown = shown.withPhases(phases);
  }

  synchronized void add(Sample sample) {
    if (firstMillis == 0) {
      firstMillis = sample.startMillis();
    }
    seconds.add(sample);
    try {
      load.row(sample);
    } catch (RowException e) {
      // too many labels for the table: the gate says it; the page goes on with those it has
    }
  }

  synchronized void add(WorkflowRow ticket, long nowMillis) {
    seconds.add(ticket, nowMillis);
    workflow.add(ticket);
  }

  synchronized void add(Reading reading) {
    seconds.add(reading);
    latest.add(reading);
  }

  synchronized void verdict(Verdict verdict, Diagnosis diagnosis) {
    this.verdict = Optional.of(verdict);
    this.diagnosis = diagnosis;
  }

  /**
   * Ends a second.
   *
   * @return whether it brought a quantity that was not there
   */
  synchronized boolean close(long second) {
    Map<String, Double> values = seconds.close(second);
    values.put(Seconds.PLANNED, planned(second));
    return timeline.add(values);
  }

  private double planned(long second) {
    if (firstMillis == 0) {
      return Double.NaN;
    }
    Duration elapsed = Duration.ofMillis(second * 1_000 - firstMillis);
    return shown.phases().stream()
        .filter(p -> !elapsed.minus(p.from()).isNegative() && elapsed.compareTo(p.to()) < 0)
        .findFirst()
        .map(p -> p.usersAt(elapsed))
        .orElse(Double.NaN);
  }

  /** Everything, for a page that has just opened. */
  synchronized String all(Controls.Allowed allowed) {
    return LiveJson.all(this, allowed);
  }

  /** The last second, for a page that has what was before. */
  synchronized String second(Controls.Allowed allowed) {
    return LiveJson.second(this, allowed);
  }

  Shown shown() {
    return shown;
  }

  State state() {
    return state;
  }

  List<String> steps() {
    return List.copyOf(steps);
  }

  Timeline timeline() {
    return timeline;
  }

  LoadRecorder load() {
    return load;
  }

  WorkflowRecorder workflow() {
    return workflow;
  }

  Map<String, Double> latest() {
    return latest.values();
  }

  Optional<Verdict> verdict() {
    return verdict;
  }

  Diagnosis diagnosis() {
    return diagnosis;
  }

  /** From the first request to the planned end; empty before it. */
  Optional<Duration> elapsed(long nowMillis) {
    return firstMillis == 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.max(0, nowMillis - firstMillis)));
  }
}
