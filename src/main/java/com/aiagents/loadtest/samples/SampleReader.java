package com.aiagents.loadtest.samples;

import com.aiagents.loadtest.unit.Damage;
import com.aiagents.loadtest.unit.ReadSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private static final int ABSENT = -1;

  private final String file;
  private final long shortest;
  private final long longest;
  private final RowHandler<Fields> handler;
  private final CsvSplitter splitter = new CsvSplitter(this::record);
  private Columns columns;
  private String lastLabel = "";
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
    for (String needed : List.of("timeStamp", "elapsed", "label", "success")) {
      if (!found.contains(needed)) {
        throw new SampleException(file + ": line 1: found no column " + needed);
      }
    }
    columns = new Columns(found);
    return header;
  }

  private String readRow(CsvSplitter record) throws IOException {
    if (record.fields() != columns.width) {
      return "found " + record.fields() + " columns, allowed is " + columns.width;
    }
    long start = number(record, columns.timeStamp);
    if (start < 0) {
      return "timeStamp: found no epoch milliseconds";
    }
    long elapsed = number(record, columns.elapsed);
    if (elapsed == CsvSplitter.NO_NUMBER || elapsed < shortest || elapsed > longest) {
      return longest == DAY_MILLIS
          ? "elapsed: found no milliseconds between 0 and a day"
          : "elapsed: found no milliseconds";
    }
    String success = text(record, columns.success, "true");
    if (!success.equals("true") && !success.equals("false")) {
      return "success: found neither true nor false";
    }
    rows++;
    handler.row(new Fields(record, start, elapsed, success.equals("true")));
    return null;
  }

  private static String text(CsvSplitter record, int column, String likely) {
    return column == ABSENT ? "" : record.text(column, likely);
  }

  private static String id(CsvSplitter record, int column) {
    String text = text(record, column, "");
    // JMeter writes a variable that is not set as this word
    return text.equals("null") ? "" : text;
  }

  private static long number(CsvSplitter record, int column) {
    return column == ABSENT ? CsvSplitter.NO_NUMBER : record.number(column);
  }

  /** Where the columns of a file stand; {@link #ABSENT} for those it has not. */
  private static final class Columns {
    private final int width;
    private final int timeStamp;
    private final int elapsed;
    private final int label;
    private final int responseCode;
    private final int success;
    private final int failureMessage;
    private final int allThreads;
    private final int latency;
    private final int ticketId;
    private final int jobId;
    private final int queueMillis;
    private final int processingMillis;

    Columns(List<String> names) {
      width = names.size();
      timeStamp = names.indexOf("timeStamp");
      elapsed = names.indexOf("elapsed");
      label = names.indexOf("label");
      responseCode = names.indexOf("responseCode");
      success = names.indexOf("success");
      failureMessage = names.indexOf("failureMessage");
      allThreads = names.indexOf("allThreads");
      latency = names.indexOf("Latency");
      ticketId = names.indexOf("ticket_id");
      jobId = names.indexOf("job_id");
      queueMillis = names.indexOf("queue_ms");
      processingMillis = names.indexOf("processing_ms");
    }
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
          lastLabel = text(record, columns.label, lastLabel),
          text(record, columns.responseCode, "202"),
          success,
          (int) Math.max(0, number(record, columns.allThreads)),
          id(record, columns.ticketId),
          id(record, columns.jobId));
    }

    WorkflowRow workflowRow() {
      return new WorkflowRow(
          start,
          elapsed,
          text(record, columns.responseCode, "completed"),
          success,
          text(record, columns.failureMessage, ""),
          id(record, columns.ticketId),
          id(record, columns.jobId),
          Math.max(0, number(record, columns.latency)),
          optional(columns.queueMillis),
          optional(columns.processingMillis));
    }

    private OptionalLong optional(int column) {
      long value = number(record, column);
      return value == CsvSplitter.NO_NUMBER ? OptionalLong.empty() : OptionalLong.of(value);
    }
  }
}
