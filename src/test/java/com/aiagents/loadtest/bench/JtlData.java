package com.aiagents.loadtest.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Makes a JTL of a peak: {@code JtlData FILE ROWS}, about 190 bytes a row and 1 % of errors.
 *
 * <p>Rows stand in the order of their end, as JMeter writes them, so their starts are slightly out
 * of order. The load takes 30 minutes whatever the rows. The same rows make the same bytes on the
 * same JDK.
 */
public final class JtlData {
  private static final String HEADER =
      "timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,"
          + "failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect,"
          + "\"ticket_id\",\"job_id\"";
  private static final long START = 1_795_000_000_000L;
  private static final long SPAN = 1_800_000;
  private static final long RAMP_UP = 10_000;
  private static final int USERS = 100;
  private static final int ROWS_PER_ERROR = 100;
  private static final int ROWS_PER_CONNECT = 50;

  private static final byte[] NOTHING = {};
  private static final byte[] TEXT = bytes("text");
  private static final byte[] TRUE = bytes("true");
  private static final byte[] FALSE = bytes("false");
  private static final byte[] THREAD = bytes("Users 1-");
  private static final byte[] TICKET = bytes("B-PEAK-");

  private final SplittableRandom random = new SplittableRandom(42);
  private final JtlText out;
  private final long rows;
  private long tickets;

  private JtlData(JtlText out, long rows) {
    this.out = out;
    this.rows = rows;
  }

  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), Long.parseLong(args[1]));
  }

  /** Makes the file; one that is there is overwritten. */
  static void write(Path file, long rows) throws IOException {
    try (JtlText out = new JtlText(Files.newOutputStream(file))) {
      new JtlData(out, rows).write();
    }
  }

  private void write() throws IOException {
    out.field(bytes(HEADER)).end();
    for (long i = 0; i < rows; i++) {
      long end = (long) ((double) SPAN * i / rows);
      JtlRequest request = i < USERS ? JtlRequest.FIRST_CONTACT : JtlRequest.any(random);
      row(request, end);
    }
  }

  private void row(JtlRequest request, long end) throws IOException {
    JtlFault fault = random.nextInt(ROWS_PER_ERROR) == 0 ? JtlFault.any(random) : null;
    long likely = request.elapsed(random) + (fault == null ? 0 : fault.millis());
    // nothing begins before the load
    long elapsed = Math.min(likely, end);
    int users = (int) Math.min(USERS, 1 + end * USERS / RAMP_UP);
    out.field(START + end - elapsed).field(elapsed).field(request.label());
    if (fault == null) {
      out.field(request.answer());
    } else {
      out.field(fault.code()).field(fault.message());
    }
    out.field(THREAD, 1 + random.nextInt(users)).field(TEXT).field(fault == null ? TRUE : FALSE);
    out.field(fault == null ? NOTHING : fault.failure());
    out.field(request.received() + random.nextInt(request.more()));
    out.field(request.sent() + (request.ticket() ? random.nextInt(300) : 0));
    out.field(users).field(users).field(request.url());
    out.field(elapsed - elapsed / 8).field(0);
    out.field(random.nextInt(ROWS_PER_CONNECT) == 0 ? 1 + random.nextInt(3) : 0);
    ids(request, fault);
    out.end();
  }

  private void ids(JtlRequest request, JtlFault fault) {
    if (!request.ticket()) {
      out.field(NOTHING).field(NOTHING);
      return;
    }
    out.field(TICKET, ++tickets);
    if (fault == null) {
      out.uuid(random);
    } else {
      out.field(NOTHING);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
