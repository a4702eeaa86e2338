package com.aiagents.loadtest.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was seen in each of the last seconds: one row a second, one column a quantity.
 *
 * <p>At most {@value #MOST_SECONDS} rows (30 min) and {@value #MOST_COLUMNS} columns; older rows
 * are forgotten, further columns are not made. What is not known is NaN. Used under the lock of its
 * owner.
 */
final class Timeline {
  static final int MOST_SECONDS = 1_800;
  static final int MOST_COLUMNS = 64;

  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final Deque<double[]> rows = new ArrayDeque<>();

  Timeline(List<String> first) {
    first.forEach(this::column);
  }

  /** The place of a column, made when it is new; -1 if there is no room. */
  private int column(String name) {
    Integer place = columns.get(name);
    if (place == null && columns.size() < MOST_COLUMNS) {
      place = columns.size();
      columns.put(name, place);
    }
    return place == null ? -1 : place;
  }

  /**
   * Adds a second.
   *
   * @return whether it brought a column that was not there
   */
  boolean add(Map<String, Double> values) {
    int before = columns.size();
    values.keySet().forEach(this::column);
    double[] row = new double[columns.size()];
    Arrays.fill(row, Double.NaN);
    values.forEach(
        (name, value) -> {
          int place = column(name);
          if (place >= 0) {
            row[place] = value;
          }
        });
    rows.addLast(row);
    if (rows.size() > MOST_SECONDS) {
      rows.removeFirst();
    }
    return columns.size() > before;
  }

  List<String> columns() {
    return List.copyOf(columns.keySet());
  }

  /** The rows in the order of time; a row that is older than a column is shorter. */
  List<double[]> rows() {
    return new ArrayList<>(rows);
  }

  /** The last row; empty before the first. */
  double[] last() {
    return rows.isEmpty() ? new double[0] : rows.getLast();
  }
}
