package com.aiagents.loadtest.samples;

import com.aiagents.loadtest.samples.Records.Found;
import com.aiagents.loadtest.unit.Damage;
import com.aiagents.loadtest.unit.ReadSummary;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads the rows of CSV from one place to another.
 *
 * <p>Where a record makes no sense, reading goes on at the next line that is a sound row, or after
 * the record, whichever comes first: a quote that is never closed costs one row, not the rest of
 * the file. What is read next depends on the place and the bytes after it only, so a reader that
 * starts at a row which another one would reach reads what that one would have read. Used by one
 * thread.
 */
final class RowReader implements AutoCloseable {
  private static final String CUT_OFF = "cut off";

  private final Records records;
  private final Row row;
  private final RowHandler<Row> handler;
  private long rows;
  private long damaged;
  private Damage firstDamaged;
  private boolean cutOff;

  RowReader(Records records, Row row, RowHandler<Row> handler) {
    this.records = records;
    this.row = row;
    this.handler = handler;
  }

  /**
   * Goes to the first line that is a sound row.
   *
   * @return its place, or {@code end} if none begins before it
   */
  long firstRowBefore(long end) throws IOException {
    records.skipLine();
    while (records.offset() < end) {
      if (isSound(records.cut())) {
        return records.offset();
      }
      records.skipLine();
    }
    return end;
  }

  /** Reads all rows that begin before a place. */
  void readUntil(long end) throws IOException {
    while (records.offset() < end) {
      Found found = records.cut();
      if (found == Found.END) {
        return;
      }
      take(found);
    }
  }

  /**
   * Reads the rows that are complete, and leaves one that is still being written.
   *
   * @return the place after the last of them
   */
  long readComplete() throws IOException {
    while (true) {
      Found found = records.cut();
      if (found == Found.END || found == Found.CUT_OFF) {
        return records.offset();
      }
      take(found);
    }
  }

  /** Takes what was cut at the current place, and goes past it. */
  private void take(Found found) throws IOException {
    if (found != Found.RECORD) {
      passOver(
          found == Found.CUT_OFF ? CUT_OFF : "more than " + Records.LONGEST + " bytes",
          Long.MAX_VALUE);
    } else if (records.record().isBlank()) {
      records.accept();
    } else {
      String problem = row.problem(records.record());
      if (problem == null) {
        rows++;
        handler.row(row);
        records.accept();
      } else if (row.isHeaderAgain()) {
        records.accept();
      } else {
        passOver(problem, records.endOffset());
      }
    }
  }

  /** Counts a damaged row and goes to where reading can go on. */
  private void passOver(String problem, long end) throws IOException {
    damaged++;
    if (firstDamaged == null) {
      firstDamaged = new Damage(records.line(), records.offset(), problem);
    }
    boolean inLine = false;
    while (records.offset() < end) {
      inLine |= !records.skipLine();
      Found found = records.cut();
      if (found == Found.END) {
        cutOff |= inLine || problem.equals(CUT_OFF);
        return;
      }
      if (records.offset() < end && isSound(found)) {
        return;
      }
    }
  }

  private boolean isSound(Found found) {
    return found == Found.RECORD
        && !records.record().isBlank()
        && row.problem(records.record()) == null;
  }

  /** Where reading goes on. */
  long offset() {
    return records.offset();
  }

  /** Line ends that were passed, and one. */
  long line() {
    return records.line();
  }

  /** What was read; lines are counted from the reader's own beginning. */
  ReadSummary summary() {
    if (records.isBroken() && !cutOff) {
      Damage end = new Damage(records.line(), records.offset(), "the compressed file is cut off");
      return new ReadSummary(
          rows, damaged + 1, Optional.of(firstDamaged == null ? end : firstDamaged), true);
    }
    return new ReadSummary(rows, damaged, Optional.ofNullable(firstDamaged), cutOff);
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
