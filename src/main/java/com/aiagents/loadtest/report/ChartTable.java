package com.aiagents.loadtest.report;

import com.aiagents.loadtest.report.Chart.Axis;
import com.aiagents.loadtest.report.Chart.Line;
import com.aiagents.loadtest.report.Chart.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * A chart as a table, for those who cannot see it: of each of a few equal stretches the highest
 * value of each line, or of a distribution its percentiles.
 *
 * @param caption what the cells are
 * @param head of the columns, the first one that of the rows
 * @param rows as many cells each; {@code -} where a line has no value, {@code never} where it has
 *     no bound
 */
record ChartTable(String caption, List<String> head, List<Row> rows) {
  private static final int STRETCHES = 20;
  private static final double[] PERCENTS = {10, 25, 50, 75, 90, 95, 99, 99.9, 100};

  /**
   * One row.
   *
   * @param name of the stretch or percentile
   */
  record Row(String name, List<String> cells) {}

  /** The table of a chart over time or of a distribution. */
  static ChartTable of(Chart chart) {
    List<String> head = new ArrayList<>();
    head.add(chart.axis() == Axis.PERCENTILE ? "percentile" : "from");
    chart.lines().forEach(line -> head.add(line.name()));
    return chart.axis() == Axis.PERCENTILE
        ? new ChartTable("nearest rank", head, percentiles(chart))
        : new ChartTable("highest value of each stretch", head, stretches(chart));
  }

  private static List<Row> percentiles(Chart chart) {
    List<Row> rows = new ArrayList<>();
    for (double percent : PERCENTS) {
      List<String> cells = new ArrayList<>();
      for (Line line : chart.lines()) {
        double value = at(line, percent);
        cells.add(text(chart, value));
      }
      rows.add(
          new Row(
              percent == 100 ? "max" : String.format(Locale.ROOT, "p%s", plain(percent)), cells));
    }
    return rows;
  }

  /** A line has a point at each percent that its values can tell, and then that of the largest. */
  private static double at(Line line, double percent) {
    int last = line.x().length - 1;
    for (int i = 0; i <= last; i++) {
      if (line.x()[i] >= percent || i == last) {
        return line.y()[i];
      }
    }
    return Double.NaN;
  }

  private static String plain(double percent) {
    return percent == Math.rint(percent)
        ? String.format(Locale.ROOT, "%.0f", percent)
        : Double.toString(percent);
  }

  private static List<Row> stretches(Chart chart) {
    TreeSet<Double> ends = new TreeSet<>();
    for (Line line : chart.lines()) {
      if (line.x().length > 0) {
        ends.add(line.x()[0]);
        ends.add(line.x()[line.x().length - 1]);
      }
    }
    List<Row> rows = new ArrayList<>();
    if (ends.isEmpty()) {
      return rows;
    }
    // what was read before the first request is in no chart
    double from = Math.max(0, Math.floor(ends.first()));
    // whole seconds read better
    double length = Math.max(1, Math.ceil((ends.last() - from) / STRETCHES));
    for (double start = from; start <= ends.last(); start += length) {
      List<String> cells = new ArrayList<>();
      for (Line line : chart.lines()) {
        cells.add(text(chart, highest(line, start, start + length)));
      }
      rows.add(new Row(clock(start), cells));
    }
    return rows;
  }

  private static double highest(Line line, double from, double to) {
    int first = Arrays.binarySearch(line.x(), from);
    double highest = Double.NaN;
    for (int i = first < 0 ? -first - 1 : first; i < line.x().length && line.x()[i] < to; i++) {
      highest = higher(highest, line.y()[i]);
    }
    // what was planned is told by its corners, and goes straight between them
    return line.style() == Style.DASHED
        ? higher(higher(highest, between(line, from)), between(line, to))
        : highest;
  }

  private static double higher(double a, double b) {
    return Double.isNaN(a) || b > a ? b : a;
  }

  private static double between(Line line, double x) {
    for (int i = 1; i < line.x().length; i++) {
      double before = line.x()[i - 1];
      double after = line.x()[i];
      if (before <= x && x <= after && after > before) {
        return line.y()[i - 1] + (line.y()[i] - line.y()[i - 1]) * (x - before) / (after - before);
      }
    }
    return Double.NaN;
  }

  private static String text(Chart chart, double value) {
    return Double.isNaN(value)
        ? "-"
        : Double.isInfinite(value) ? "never" : chart.unit().text(value);
  }

  /** Minutes and seconds, rounded down. */
  static String clock(double seconds) {
    long whole = (long) Math.floor(Math.max(0, seconds));
    return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }
}
