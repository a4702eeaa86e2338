package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.samples.WorkflowSample;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.workflow.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records samples and tickets in equal windows of the measurement window; one pass, any order, used
 * by one thread.
 *
 * <p>Times are kept by the exact millisecond and window, so the memory depends on how different
 * they are and not on how many. A window's statistic is its median by nearest rank; docs/verdict.md
 * tells why, and why there are {@value #WINDOWS}.
 */
public final class StabilityRecorder {
  /** Windows of the measured time. */
  public static final int WINDOWS = 20;

  private final TimeWindow measured;
  private final EqualParts windows;
  private final TimesByWindow submits = new TimesByWindow(WINDOWS);
  private final TimesByWindow workflow = new TimesByWindow(WINDOWS);
  private final long[] requests = new long[WINDOWS];
  private final long[] errors = new long[WINDOWS];
  private boolean followed;

  /**
   * A recorder.
   *
   * @param measured after the warm-up until the planned end; bounded, at least {@value #WINDOWS} ms
   */
  public StabilityRecorder(TimeWindow measured) {
    if (!divides(measured)) {
      throw new IllegalArgumentException("too short for " + WINDOWS + " windows: " + measured);
    }
    this.measured = measured;
    this.windows = new EqualParts(measured, WINDOWS);
  }

  /** One of the same time that takes some of the tickets. */
  StabilityRecorder ofSomeTickets() {
    return new StabilityRecorder(measured);
  }

  /** Whether a bounded time is long enough for so many windows. */
  static boolean divides(TimeWindow measured) {
    return Math.subtractExact(measured.toMillis(), measured.fromMillis()) >= WINDOWS;
  }

  /** Takes a sample of the load. */
  public void add(Sample sample) {
    Task.ofLabel(sample.label()).ifPresent(task -> add(sample, task));
  }

  /** Takes a sample of a task. */
  void add(Sample sample, Task task) {
    int at = windows.of(sample.startMillis());
    if (at == EqualParts.OUTSIDE) {
      return;
    }
    requests[at]++;
    errors[at] += sample.success() ? 0 : 1;
    if (task == Task.SUBMIT) {
      submits.add(at, sample.success(), sample.elapsedMillis());
    }
  }

  /** Takes all that another one took. */
  void merge(StabilityRecorder other) {
    submits.merge(other.submits);
    workflow.merge(other.workflow);
    for (int i = 0; i < WINDOWS; i++) {
      requests[i] += other.requests[i];
      errors[i] += other.errors[i];
    }
    followed |= other.followed;
  }

  /** Says that the tickets were followed: that there is a {@code workflow.jtl}. */
  public void followed() {
    followed = true;
  }

  /** Takes a row of {@code workflow.jtl}. */
  public void addTicket(WorkflowSample row) {
    int window = windows.of(row.sentMillis());
    Optional<Fate> fate = Fate.of(row.fate());
    // a ticket that ended before it was sent has no time; the verdict is INVALID for it elsewhere
    if (window != EqualParts.OUTSIDE && fate.isPresent() && row.elapsedMillis() >= 0) {
      workflow.add(window, fate.get() == Fate.COMPLETED, row.elapsedMillis());
    }
  }

  /**
   * What was recorded.
   *
   * @param memory the target's memory in bytes, all its processes together; empty if nobody
   *     observed it
   * @param watched whether the launcher made the run and so should have observed the memory
   */
  public Stability stability(Optional<Series> memory, boolean watched) {
    List<WindowedSeries.Point> shares = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      if (requests[i] > 0) {
        shares.add(new WindowedSeries.Point(i, (double) errors[i] / requests[i], requests[i]));
      }
    }
    return new Stability(
        Duration.ofMillis(measured.toMillis() - measured.fromMillis()),
        submits.medians(),
        followed ? Optional.of(workflow.medians()) : Optional.empty(),
        new WindowedSeries(WINDOWS, shares),
        memory.map(this::medians),
        watched);
  }

  private WindowedSeries medians(Series series) {
    List<List<Double>> byWindow = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      byWindow.add(new ArrayList<>());
    }
    for (Series.Point point : series.points()) {
      int window = windows.of(point.millis());
      if (window != EqualParts.OUTSIDE) {
        byWindow.get(window).add(point.value());
      }
    }
    List<WindowedSeries.Point> points = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      List<Double> inside = byWindow.get(i);
      if (!inside.isEmpty()) {
        inside.sort(null);
        double median = inside.get((int) Percentile.P50.rank(inside.size()) - 1);
        points.add(new WindowedSeries.Point(i, median, inside.size()));
      }
    }
    return new WindowedSeries(WINDOWS, points);
  }
}
