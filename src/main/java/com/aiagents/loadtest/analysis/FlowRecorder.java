package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.analysis.Series.Point;
import com.aiagents.loadtest.samples.WorkflowSample;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.workflow.Fate;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the tickets that came and went between the readings of a queue's depth, and how long their
 * processing took; in any order, in memory that does not grow with their number. Used by one
 * thread.
 */
final class FlowRecorder {
  private static final int FIFTHS = 5;

  private final TimeWindow load;
  private final Moments accepted;
  private final Moments completed;
  private final TimesByWindow processing = new TimesByWindow(FIFTHS);

  /**
   * A recorder.
   *
   * @param load whose fifths are told apart
   * @param depth readings of the queue's depth
   */
  FlowRecorder(TimeWindow load, Series depth) {
    this.load = load;
    long[] moments = depth.points().stream().mapToLong(Point::millis).toArray();
    this.accepted = new Moments(moments);
    this.completed = new Moments(moments);
  }

  void add(WorkflowSample row) {
    accepted.count(row.sentMillis() + row.acceptedMillis());
    if (!row.fate().equals(Fate.COMPLETED.text()) || row.elapsedMillis() < 0) {
      return;
    }
    completed.count(row.sentMillis() + row.elapsedMillis());
    if (row.processingMillis().isPresent() && load.contains(row.sentMillis())) {
      long length = Math.subtractExact(load.toMillis(), load.fromMillis());
      int fifth = (int) ((row.sentMillis() - load.fromMillis()) * FIFTHS / length);
      processing.add(fifth, true, Math.max(0, row.processingMillis().getAsLong()));
    }
  }

  /** Takes all that another one of the same readings took. */
  void merge(FlowRecorder other) {
    accepted.merge(other.accepted);
    completed.merge(other.completed);
    processing.merge(other.processing);
  }

  Series accepted() {
    return series(accepted);
  }

  Series completed() {
    return series(completed);
  }

  WindowedSeries processing() {
    return processing.medians();
  }

  private static Series series(Moments counted) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < counted.size(); i++) {
      points.add(new Point(counted.millis(i), counted.count(i)));
    }
    return new Series(points);
  }
}
