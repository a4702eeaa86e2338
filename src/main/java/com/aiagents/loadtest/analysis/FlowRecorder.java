package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.analysis.Series.Point;
import com.aiagents.loadtest.samples.WorkflowSample;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.workflow.Fate;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the tickets that came between the readings of a queue's depth, and how long their
 * processing took; in any order, in memory that does not grow with their number. Used by one
 * thread.
 */
final class FlowRecorder {
  private static final int FIFTHS = 5;

  private final EqualParts fifths;
  private final Moments accepted;
  private final TimesByWindow processing = new TimesByWindow(FIFTHS);

  /**
   * A recorder.
   *
   * @param load whose fifths are told apart
   * @param depth readings of the queue's depth
   */
  FlowRecorder(TimeWindow load, Series depth) {
    this.fifths = new EqualParts(load, FIFTHS);
    this.accepted = new Moments(depth.points().stream().mapToLong(Point::millis).toArray());
  }

  void add(WorkflowSample row) {
    accepted.count(row.sentMillis() + row.acceptedMillis());
    if (!row.fate().equals(Fate.COMPLETED.text()) || row.elapsedMillis() < 0) {
      return;
    }
    int fifth = fifths.of(row.sentMillis());
    if (fifth != EqualParts.OUTSIDE && row.processingMillis().isPresent()) {
      processing.add(fifth, true, Math.max(0, row.processingMillis().getAsLong()));
    }
  }

  /** Takes all that another one of the same readings took. */
  void merge(FlowRecorder other) {
    accepted.merge(other.accepted);
    processing.merge(other.processing);
  }

  /** Tickets that were accepted after the reading before, and not after this one. */
  Series accepted() {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < accepted.size(); i++) {
      points.add(new Point(accepted.millis(i), accepted.count(i)));
    }
    return new Series(points);
  }

  WindowedSeries processing() {
    return processing.medians();
  }
}
