package com.aiagents.loadtest.samples;

import com.aiagents.loadtest.unit.PackedText;
import java.util.OptionalLong;

/** The row that a reader is at: a record, and what its columns mean. Used by one thread. */
final class Row implements Sample, WorkflowSample {
  private static final long DAY_MILLIS = 86_400_000;
  private static final long YEAR_10000 = 253_402_300_800_000L;

  /** How JMeter begins the message of a transaction controller's row. */
  static final String TRANSACTION = "Number of samples in transaction : ";

  private static final long BEGINNING = PackedText.eight(TRANSACTION, 0);
  private static final long QUOTED_BEGINNING = PackedText.eight('"' + TRANSACTION, 0);

  private static final ShortText TRUE = ShortText.of("true");
  private static final ShortText FALSE = ShortText.of("false");

  /** How JMeter writes a variable that is not set. */
  private static final ShortText NULL = ShortText.of("null");

  private final Columns columns;
  private final boolean workflow;
  private final Words words = new Words();
  private final Agents agents = new Agents();
  private final AsciiText ticketText = new AsciiText();
  private final AsciiText jobText = new AsciiText();
  private Record record;
  private long start;
  private long elapsed;
  private boolean success;

  private String fate;
  private long accepted;
  private OptionalLong queue;
  private OptionalLong processing;

  /**
   * A row.
   *
   * @param workflow whether it is one of {@code workflow.jtl}, where a ticket may take any time,
   *     even a negative one: its end comes from another clock
   */
  Row(Columns columns, boolean workflow) {
    this.columns = columns;
    this.workflow = workflow;
  }

  /** Takes a record; answers what is wrong with it, or null if it is sound. */
  String problem(Record record) {
    this.record = record;
    if (record.fields() != columns.width) {
      return "found " + record.fields() + " columns, allowed is " + columns.width;
    }
    start = record.millis(columns.timeStamp);
    if (start == Record.NO_NUMBER && record.length(columns.timeStamp) <= TimeStamps.LONGEST) {
      start = TimeStamps.millis(record.text(columns.timeStamp));
    }
    elapsed = record.number(columns.elapsed);
    success = record.is(columns.success, TRUE);
    boolean told = success || record.is(columns.success, FALSE);
    if (!workflow) {
      return problem(start, elapsed, told);
    }
    lookUpTicket();
    return problem(start, elapsed == Record.NO_NUMBER ? elapsed : 0, told);
  }

  /**
   * Several will ask for each of these: looked up once and here, they are not compiled into
   * everybody who asks.
   */
  private void lookUpTicket() {
    fate = word(columns.responseCode);
    accepted = columns.latency == Columns.ABSENT ? 0 : Math.max(0, record.number(columns.latency));
    queue = optional(columns.queueMillis);
    processing = optional(columns.processingMillis);
  }

  /**
   * What is wrong with the values of a row, or null.
   *
   * @param told whether its success is
   */
  static String problem(long start, long elapsed, boolean told) {
    if (start < 0 || start >= YEAR_10000) {
      return "timeStamp: found no epoch milliseconds and no yyyy/MM/dd HH:mm:ss.SSS";
    }
    if (elapsed < 0 || elapsed > DAY_MILLIS) {
      return "elapsed: found no milliseconds between 0 and a day";
    }
    return told ? null : "success: found neither true nor false";
  }

  /** Whether the record is the header once more: files that were put together. */
  boolean isHeaderAgain() {
    return record.fields() == columns.width
        && record.text(columns.timeStamp).equals("timeStamp")
        && record.text(columns.elapsed).equals("elapsed");
  }

  @Override
  public long startMillis() {
    return start;
  }

  @Override
  public long elapsedMillis() {
    return elapsed;
  }

  @Override
  public String label() {
    return words.of(record, columns.label);
  }

  @Override
  public String responseCode() {
    return word(columns.responseCode);
  }

  @Override
  public String message() {
    if (columns.failureMessage == Columns.ABSENT) {
      return word(columns.responseMessage);
    }
    // without a branch: one that was not taken yet is left out of compiled code, and when the first
    // failed assertion comes, all that takes rows would be compiled once more
    int told = Integer.signum(record.length(columns.failureMessage));
    return word(told * columns.failureMessage + (1 - told) * columns.responseMessage);
  }

  @Override
  public String answer() {
    return word(columns.responseMessage);
  }

  @Override
  public boolean success() {
    return success;
  }

  @Override
  public boolean transaction() {
    if (columns.responseMessage == Columns.ABSENT) {
      return false;
    }
    // almost every message begins with other characters
    long beginning = record.firstEight(columns.responseMessage);
    return (beginning == BEGINNING || beginning == QUOTED_BEGINNING)
        && record.startsWith(columns.responseMessage, TRANSACTION);
  }

  @Override
  public int allThreads() {
    return columns.allThreads == Columns.ABSENT
        ? 0
        : (int) Math.min(Integer.MAX_VALUE, Math.max(0, record.number(columns.allThreads)));
  }

  @Override
  public String agent() {
    return columns.threadName == Columns.ABSENT ? "" : agents.of(record, columns.threadName);
  }

  @Override
  public CharSequence ticketId() {
    return id(columns.ticketId, ticketText);
  }

  @Override
  public CharSequence jobId() {
    return id(columns.jobId, jobText);
  }

  /** This row as one of {@code workflow.jtl}, for keeping. */
  WorkflowRow workflowRow() {
    return new WorkflowRow(
        sentMillis(),
        elapsed,
        fate(),
        success,
        detail(),
        ticketId().toString(),
        jobId().toString(),
        acceptedMillis(),
        queueMillis(),
        processingMillis());
  }

  @Override
  public long sentMillis() {
    return start;
  }

  @Override
  public String fate() {
    return fate;
  }

  @Override
  public String detail() {
    return word(columns.failureMessage);
  }

  @Override
  public long acceptedMillis() {
    return accepted;
  }

  @Override
  public OptionalLong queueMillis() {
    return queue;
  }

  @Override
  public OptionalLong processingMillis() {
    return processing;
  }

  private String word(int column) {
    return column == Columns.ABSENT ? "" : words.of(record, column);
  }

  private CharSequence id(int column, AsciiText view) {
    return column == Columns.ABSENT || record.is(column, NULL)
        ? ""
        : record.characters(column, view);
  }

  private OptionalLong optional(int column) {
    long value = column == Columns.ABSENT ? Record.NO_NUMBER : record.number(column);
    return value == Record.NO_NUMBER ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
