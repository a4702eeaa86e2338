package com.aiagents.loadtest.samples;

import com.aiagents.loadtest.unit.Damage;
import com.aiagents.loadtest.unit.ReadSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the rows of a CSV JTL, whole or while it grows.
 *
 * <p>Columns are found by the names of the header, in any order; a file without a header has
 * JMeter's default columns. A row that cannot be read (wrong number of columns, no number where one
 * must be) is counted and located, never skipped in silence. Memory does not grow with the file.
 * Used by one thread.
 */
public final class SampleReader {
  /** What a file without a header has, and what JMeter writes by default. */
  static final List<String> DEFAULT_COLUMNS =
      List.of(
          "timeStamp",
          "elapsed",
          "label",
          "responseCode",
          "responseMessage",
          "threadName",
          "dataType",
          "success",
          "failureMessage",
          "bytes",
          "sentBytes",
          "grpThreads",
          "allThreads",
          "URL",
          "Latency",
          "IdleTime",
          "Connect");

  private static final long DAY_MILLIS = 86_400_000;
  private static final long UNBOUNDED = Long.MAX_VALUE;
  private static final long NO_NUMBER = Long.MIN_VALUE;

  private final String file;
  private final long shortest;
  private final long longest;
  private final RowHandler<Fields> handler;
  private final CsvSplitter splitter = new CsvSplitter(this::record);
  private Map<String, Integer> columns;
  private int width;
  private long rows;
  private long damaged;
  private Damage firstDamaged;

  /**
   * A reader for bytes that are handed to it.
   *
   * @param file its name, for messages
   */
  public SampleReader(String file, RowHandler<Sample> consumer) {
    this(file, 0, DAY_MILLIS, fields -> consumer.row(fields.sample()));
  }

  private SampleReader(String file, long shortest, long longest, RowHandler<Fields> handler) {
    this.file = file;
    this.shortest = shortest;
    this.longest = longest;
    this.handler = handler;
  }

  /**
   * Reads a whole file; a request that took more than a day is damage.
   *
   * @throws SampleException if it is no JTL
   */
  public static ReadSummary read(Path file, RowHandler<Sample> consumer) throws IOException {
    return new SampleReader(file.toString(), consumer).whole(file);
  }

  /**
   * Reads a whole {@code workflow.jtl}: a ticket may take any time, even a negative one (its end
   * comes from another clock).
   *
   * @throws SampleException if it is no JTL
   */
  public static ReadSummary readWorkflow(Path file, RowHandler<WorkflowRow> consumer)
      throws IOException {
    return new SampleReader(
            file.toString(), -UNBOUNDED, UNBOUNDED, fields -> consumer.row(fields.workflowRow()))
        .whole(file);
  }

  private ReadSummary whole(Path file) throws IOException {
    splitter.feed(file);
    return end();
  }

  /** Takes the next bytes of the file. */
  public void feed(byte[] bytes, int count) throws IOException {
    splitter.feed(bytes, count);
  }

  /** What was found so far; an unfinished last row counts as damaged. */
  public ReadSummary end() {
    boolean cutOff = splitter.isInsideRecord();
    Damage first = firstDamaged;
    if (cutOff && first == null) {
      first = new Damage(splitter.recordLine(), splitter.recordOffset(), "cut off");
    }
    return new ReadSummary(rows, damaged + (cutOff ? 1 : 0), Optional.ofNullable(first), cutOff);
  }

  private void record(CsvSplitter record) throws IOException {
    if (columns == null && readHeader(record)) {
      return;
    }
    String problem = readRow(record);
    if (problem != null) {
      damaged++;
      if (firstDamaged == null) {
        firstDamaged = new Damage(record.recordLine(), record.recordOffset(), problem);
      }
    }
  }

  private boolean readHeader(CsvSplitter record) throws SampleException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < record.fields(); i++) {
      names.add(record.text(i));
    }
    boolean header = names.contains("timeStamp") || names.contains("elapsed");
    boolean number = names.get(0).matches("\\d{10,}");
    if (!header && !number) {
      throw new SampleException(
          file + ": line " + record.recordLine() + ": found no JTL header and no time stamp");
    }
    List<String> found = header ? names : DEFAULT_COLUMNS;
    columns = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      columns.putIfAbsent(found.get(i), i);
    }
    for (String needed : List.of("timeStamp", "elapsed", "label", "success")) {
      if (!columns.containsKey(needed)) {
        throw new SampleException(file + ": line 1: found no column " + needed);
      }
    }
    width = found.size();
    return header;
  }

  private String readRow(CsvSplitter record) throws IOException {
    if (record.fields() != width) {
      return "found " + record.fields() + " columns, allowed is " + width;
    }
    long start = number(record, "timeStamp");
    if (start < 0) {
      return "timeStamp: found no epoch milliseconds";
    }
    long elapsed = number(record, "elapsed");
    if (elapsed == NO_NUMBER || elapsed < shortest || elapsed > longest) {
      return longest == DAY_MILLIS
          ? "elapsed: found no milliseconds between 0 and a day"
          : "elapsed: found no milliseconds";
    }
    String success = text(record, "success");
    if (!success.equals("true") && !success.equals("false")) {
      return "success: found neither true nor false";
    }
    rows++;
    handler.row(new Fields(record, start, elapsed, success.equals("true")));
    return null;
  }

  private String text(CsvSplitter record, String column) {
    Integer index = columns.get(column);
    return index == null ? "" : record.text(index);
  }

  private String id(CsvSplitter record, String column) {
    String text = text(record, column);
    // JMeter writes a variable that is not set as this word
    return text.equals("null") ? "" : text;
  }

  /** A whole number of at most 18 characters. */
  private long number(CsvSplitter record, String column) {
    String text = text(record, column);
    int first = text.startsWith("-") ? 1 : 0;
    if (text.length() == first || text.length() > 18) {
      return NO_NUMBER;
    }
    long value = 0;
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return NO_NUMBER;
      }
      value = value * 10 + (c - '0');
    }
    return first == 0 ? value : -value;
  }

  /** The fields of a row that was found sound. */
  private final class Fields {
    private final CsvSplitter record;
    private final long start;
    private final long elapsed;
    private final boolean success;

    Fields(CsvSplitter record, long start, long elapsed, boolean success) {
      this.record = record;
      this.start = start;
      this.elapsed = elapsed;
      this.success = success;
    }

    Sample sample() {
      return new Sample(
          start,
          elapsed,
          text(record, "label"),
          text(record, "responseCode"),
          success,
          (int) Math.max(0, number(record, "allThreads")),
          id(record, "ticket_id"),
          id(record, "job_id"));
    }

    WorkflowRow workflowRow() {
      return new WorkflowRow(
          start,
          elapsed,
          text(record, "responseCode"),
          success,
          text(record, "failureMessage"),
          id(record, "ticket_id"),
          id(record, "job_id"),
          Math.max(0, number(record, "Latency")),
          optional("queue_ms"),
          optional("processing_ms"));
    }

    private OptionalLong optional(String column) {
      long value = number(record, column);
      return value == NO_NUMBER ? OptionalLong.empty() : OptionalLong.of(value);
    }
  }
}
