package com.aiagents.loadtest.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of a page.
 *
 * @param id one word, unique on its page
 * @param caption may be empty
 */
record PageTable(String id, String caption, List<Head> head, List<Row> rows) {
  /** The head of a column; those of numbers stand at the right. */
  record Head(String text, boolean number) {}

  /**
   * A row.
   *
   * @param css its class; may be empty
   */
  record Row(String css, List<Cell> cells) {}

  /**
   * A cell.
   *
   * @param css its class; may be empty
   * @param link where it leads; may be empty
   */
  record Cell(String text, String css, String link) {
    static Cell of(String text) {
      return new Cell(text, "", "");
    }

    static Cell number(String text) {
      return new Cell(text, "n", "");
    }
  }

  /**
   * A table of plain texts.
   *
   * @param numbersFrom the first column of numbers
   * @param numbersTo the first one after them
   */
  static PageTable of(
      String id, String[] head, List<String[]> rows, int numbersFrom, int numbersTo) {
    List<Row> cells = new ArrayList<>();
    for (String[] row : rows) {
      List<Cell> line = new ArrayList<>();
      for (int i = 0; i < row.length; i++) {
        line.add(i >= numbersFrom && i < numbersTo ? Cell.number(row[i]) : Cell.of(row[i]));
      }
      cells.add(new Row("", line));
    }
    return new PageTable(id, "", heads(numbersFrom, numbersTo, head), cells);
  }

  /** The heads of columns, some of them of numbers. */
  static List<Head> heads(int numbersFrom, int numbersTo, String... head) {
    List<Head> heads = new ArrayList<>();
    for (int i = 0; i < head.length; i++) {
      heads.add(new Head(head[i], i >= numbersFrom && i < numbersTo));
    }
    return heads;
  }

  /** A row of cells. */
  static Row row(String css, Cell... cells) {
    return new Row(css, Arrays.asList(cells));
  }
}
