package com.aiagents.loadtest.workflow;

import com.aiagents.loadtest.workflow.HistoryRow.Status;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A submission and all that was found of it.
 *
 * @param rows its rows, the first {@link #ROWS_KEPT} of them
 * @param rowCount how many rows it has
 * @param queued whether its job still waits
 */
record Ticket(Submission submission, List<HistoryRow> rows, long rowCount, boolean queued) {
  /** More rows of one ticket say nothing more, and must not fill the memory. */
  static final int ROWS_KEPT = 16;

  /** Sorted by the time it was sent, then by the ticket id. */
  static final SortedSpill.Codec<Ticket> BY_TIME =
      new SortedSpill.Codec<>() {
        @Override
        public void write(Ticket t, ByteBuffer out) {
          SpillBytes.key(t.submission.sentMillis(), out);
          Submission.BY_TICKET.write(t.submission, out);
          out.put((byte) (t.queued ? 1 : 0));
          out.putLong(t.rowCount);
          out.put((byte) t.rows.size());
          for (HistoryRow row : t.rows) {
            out.put((byte) row.status().ordinal());
            out.put((byte) ((row.hasOutput() ? 1 : 0) + (row.hasError() ? 2 : 0)));
            SpillBytes.nullable(row.createdMillis(), out);
            SpillBytes.nullable(row.completedMillis(), out);
            Integer processing = row.processingMillis();
            SpillBytes.nullable(processing == null ? null : processing.longValue(), out);
          }
        }

        @Override
        public Ticket read(ByteBuffer in) {
          SpillBytes.longKey(in);
          Submission submission = Submission.BY_TICKET.read(in);
          boolean queued = in.get() == 1;
          long rowCount = in.getLong();
          int kept = in.get();
          List<HistoryRow> rows = new ArrayList<>(kept);
          for (int i = 0; i < kept; i++) {
            Status status = STATUSES[in.get()];
            int has = in.get();
            Long created = SpillBytes.nullable(in);
            Long completed = SpillBytes.nullable(in);
            Long processing = SpillBytes.nullable(in);
            rows.add(
                new HistoryRow(
                    submission.ticketId(),
                    status,
                    created,
                    completed,
                    processing == null ? null : processing.intValue(),
                    (has & 1) != 0,
                    (has & 2) != 0));
          }
          return new Ticket(submission, rows, rowCount, queued);
        }
      };

  private static final Status[] STATUSES = Status.values();

  /** Whether something may still come of it: no row, or one that is pending. */
  boolean isUnfinished() {
    return rowCount == 0 || rows.stream().anyMatch(r -> r.status() == Status.PENDING);
  }
}
