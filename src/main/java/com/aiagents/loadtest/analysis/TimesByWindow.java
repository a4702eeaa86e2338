package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.unit.Percentile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Times by window, of which some never ended: those count as slower than anything. Used by one
 * thread.
 */
final class TimesByWindow {
  private final LatencyRecorder[] ended;
  private final long[] all;

  TimesByWindow(int windows) {
    ended = new LatencyRecorder[windows];
    // all of them now: whether there is one yet need not be asked for each time
    Arrays.setAll(ended, window -> new LatencyRecorder());
    all = new long[windows];
  }

  void add(int window, boolean success, long millis) {
    all[window]++;
    if (success) {
      ended[window].record(millis);
    }
  }

  void merge(TimesByWindow other) {
    for (int i = 0; i < all.length; i++) {
      all[i] += other.all[i];
      ended[i].merge(other.ended[i]);
    }
  }

  /** How many there are in a window. */
  long count(int window) {
    return all[window];
  }

  /** A percentile of a window; {@code +∞} if it falls on one that never ended. */
  OptionalDouble percentile(int window, Percentile percentile) {
    if (all[window] == 0) {
      return OptionalDouble.empty();
    }
    OptionalLong value = ended[window].snapshot().atRank(percentile.rank(all[window]));
    return OptionalDouble.of(value.isPresent() ? value.getAsLong() : Double.POSITIVE_INFINITY);
  }

  /** The medians of all windows that hold a time. */
  WindowedSeries medians() {
    List<WindowedSeries.Point> points = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      OptionalDouble median = percentile(i, Percentile.P50);
      if (median.isPresent()) {
        points.add(new WindowedSeries.Point(i, median.getAsDouble(), all[i]));
      }
    }
    return new WindowedSeries(all.length, points);
  }
}
