package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.unit.TimeWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/** One reading over time, in the order of time; immutable. */
public final class Series {
  /**
   * A value at a moment.
   *
   * @param millis epoch ms
   */
  public record Point(long millis, double value) {}

  private final Point[] points;

  /** A series of points in any order. */
  public Series(List<Point> points) {
    this.points = points.toArray(new Point[0]);
    Arrays.sort(this.points, Comparator.comparingLong(Point::millis));
  }

  /** All points. */
  public List<Point> points() {
    return List.of(points);
  }

  /** How many points there are. */
  public int size() {
    return points.length;
  }

  /** The last point; empty for an empty series. */
  public Optional<Point> last() {
    return points.length == 0 ? Optional.empty() : Optional.of(points[points.length - 1]);
  }

  /** The points inside a window. */
  public Series within(TimeWindow window) {
    return new Series(
        Arrays.stream(points).filter(point -> window.contains(point.millis())).toList());
  }

  /** The longest time inside a window without a point; the whole window for an empty series. */
  public Span longestGap(TimeWindow window) {
    Span longest = new Span(window.fromMillis(), window.fromMillis());
    long last = window.fromMillis();
    for (Point point : points) {
      if (point.millis() > last) {
        long until = Math.min(point.millis(), window.toMillis());
        longest = longer(longest, new Span(last, Math.max(last, until)));
        last = Math.max(last, until);
      }
    }
    return longer(longest, new Span(last, window.toMillis()));
  }

  private static Span longer(Span a, Span b) {
    return b.millis() > a.millis() ? b : a;
  }

  /**
   * The times during which a condition held at every point.
   *
   * @param longestGapMillis points that are further apart do not belong together: nobody saw what
   *     was between them
   */
  public List<Span> spans(DoublePredicate condition, long longestGapMillis) {
    List<Span> spans = new ArrayList<>();
    Span open = null;
    for (Point point : points) {
      boolean holds = condition.test(point.value());
      if (open != null && (!holds || point.millis() - open.toMillis() > longestGapMillis)) {
        spans.add(open);
        open = null;
      }
      if (holds) {
        open = new Span(open == null ? point.millis() : open.fromMillis(), point.millis());
      }
    }
    if (open != null) {
      spans.add(open);
    }
    return spans;
  }

  /**
   * The highest value that was held for some time: no point of that time is lower; empty if no
   * points span so much.
   */
  public OptionalDouble held(long millis, long longestGapMillis) {
    double[] values = Arrays.stream(points).mapToDouble(Point::value).sorted().distinct().toArray();
    int low = -1;
    int high = values.length;
    // what is held is held at every lower value too
    while (high - low > 1) {
      int middle = (low + high) / 2;
      double floor = values[middle];
      boolean held =
          longestSpan(value -> value >= floor, longestGapMillis)
              .filter(span -> span.millis() >= millis)
              .isPresent();
      low = held ? middle : low;
      high = held ? high : middle;
    }
    return low < 0 ? OptionalDouble.empty() : OptionalDouble.of(values[low]);
  }

  /** The longest of those times, the first of several; empty if there is none. */
  public Optional<Span> longestSpan(DoublePredicate condition, long longestGapMillis) {
    return spans(condition, longestGapMillis).stream().reduce(Series::longer);
  }
}
