package com.aiagents.loadtest.samples;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes {@code workflow.jtl}: a CSV JTL with one row an accepted ticket, which any JMeter tool
 * opens.
 *
 * <p>Columns: {@code timeStamp} (webhook sent, epoch ms), {@code elapsed} (ms from there to the
 * end), {@code label} (always {@link #LABEL}), {@code responseCode} (what became of the ticket),
 * {@code responseMessage} (empty), {@code threadName} (empty), {@code success} (completed or not),
 * {@code ticket_id}, {@code job_id}. Rows go to a file beside, which gets its name when it is
 * complete.
 */
public final class WorkflowJtl implements AutoCloseable {
  public static final String LABEL = "Complete enhancement workflow";
  private static final String HEADER =
      "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,ticket_id,job_id\n";

  private final Path file;
  private final Path beside;
  private final BufferedWriter out;
  private boolean complete;

  public WorkflowJtl(Path file) throws IOException {
    this.file = file;
    this.beside = file.resolveSibling("." + file.getFileName() + ".new");
    this.out = Files.newBufferedWriter(beside, StandardCharsets.UTF_8);
    out.write(HEADER);
  }

  /**
   * Adds a ticket.
   *
   * @param elapsedMillis negative if its row says that it was completed before it was sent
   * @param job as the target answered it
   */
  public void add(
      long sentMillis, long elapsedMillis, String fate, boolean success, String ticket, String job)
      throws IOException {
    out.write(
        sentMillis
            + ","
            + elapsedMillis
            + ","
            + LABEL
            + ","
            + fate
            + ",,,"
            + success
            + ","
            + quoted(ticket)
            + ","
            + quoted(job)
            + "\n");
  }

  /** A text of somebody else's as one CSV field. */
  private static String quoted(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (",\"\r\n".indexOf(text.charAt(i)) >= 0) {
        return '"' + text.replace("\"", "\"\"") + '"';
      }
    }
    return text;
  }

  /** Says that all rows are there: the file gets its name. */
  public void finish() throws IOException {
    out.close();
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    complete = true;
  }

  @Override
  public void close() throws IOException {
    if (!complete) {
      out.close();
      Files.deleteIfExists(beside);
    }
  }
}
