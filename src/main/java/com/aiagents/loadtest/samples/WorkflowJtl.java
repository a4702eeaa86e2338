package com.aiagents.loadtest.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Writes {@code workflow.jtl}: a CSV JTL with JMeter's default columns and one row an accepted
 * ticket, in the order in which they were sent, which any JMeter tool opens.
 *
 * <p>{@code timeStamp} webhook sent, epoch ms · {@code elapsed} ms from there to the end · {@code
 * label} always {@link #LABEL} · {@code responseCode} what became of the ticket · {@code
 * failureMessage} why it is no success · {@code success} completed or not · {@code Latency} ms to
 * the answer · variables {@code ticket_id}, {@code job_id}, {@code queue_ms} (from the answer to
 * the pick-up) and {@code processing_ms} (from there to the completion). The other columns hold
 * nothing or 0.
 */
public final class WorkflowJtl implements AutoCloseable {
  public static final String LABEL = "Complete enhancement workflow";

  // JMeter knows a column that is not its own only if its name stands in quotes
  private static final String HEADER =
      String.join(",", Columns.DEFAULT)
          + ",\"ticket_id\",\"job_id\",\"queue_ms\",\"processing_ms\"";

  private final CsvFile file;

  /** Begins to write a file, which gets its name at {@link #finish}. */
  public WorkflowJtl(Path file) throws IOException {
    this.file = new CsvFile(file, HEADER);
  }

  /** Adds a ticket. */
  public void add(WorkflowRow row) throws IOException {
    file.field(row.sentMillis())
        .field(row.elapsedMillis())
        .field(LABEL)
        .field(row.fate())
        .field("")
        .field("")
        .field("text")
        .field(row.success() ? "true" : "false")
        .field(row.detail())
        .field(0)
        .field(0)
        .field(0)
        .field(0)
        .field("")
        .field(row.acceptedMillis())
        .field(0)
        .field(0)
        .field(row.ticketId())
        .field(row.jobId());
    optional(row.queueMillis());
    optional(row.processingMillis());
    file.endRow();
  }

  private void optional(OptionalLong value) throws IOException {
    if (value.isPresent()) {
      file.field(value.getAsLong());
    } else {
      file.field("");
    }
  }

  /** Says that all rows are there: the file gets its name. */
  public void finish() throws IOException {
    file.finish();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
