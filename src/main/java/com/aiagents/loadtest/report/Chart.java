package com.aiagents.loadtest.report;

import java.util.List;
import java.util.Locale;

/**
 * One chart of a page.
 *
 * @param id one word, unique on its page
 * @param title for people
 * @param unit of all its values
 * @param axis what runs from left to right
 * @param lines what is drawn, at least one
 * @param limits what the lines are compared with
 * @param note how to read it; may be empty
 */
record Chart(
    String id,
    String title,
    ChartUnit unit,
    Axis axis,
    List<Line> lines,
    List<LimitLine> limits,
    String note) {
  Chart {
    lines = List.copyOf(lines);
    limits = List.copyOf(limits);
  }

  /** What runs from left to right. */
  enum Axis {
    /** Seconds after the first request. */
    TIME,
    /** Percent of the values that are not above. */
    PERCENTILE,
    /** Runs, from 0, the oldest first. */
    RUN;

    /** The word in the data of a page. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a line looks. */
  enum Style {
    LINE,
    /** Of what was planned or is allowed. */
    DASHED,
    /** The lines of a chart that lie on top of each other, their sum being the uppermost. */
    STACKED;

    /** The word in the data of a page. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One line.
   *
   * @param x ascending, as the axis says; lines with the very same array are stored together
   * @param y as long as {@code x}; NaN where there is no value, {@code +∞} where it has no bound
   */
  record Line(String name, Style style, double[] x, double[] y) {
    Line {
      if (x.length != y.length) {
        throw new IllegalArgumentException(name + ": " + x.length + " x, " + y.length + " y");
      }
    }
  }

  /** A limit, drawn across. */
  record LimitLine(String label, double value) {}
}
