package com.aiagents.loadtest.workflow;

import com.aiagents.loadtest.workflow.HistoryRow.Status;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
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

  static final Comparator<Ticket> BY_TIME =
      Comparator.comparingLong((Ticket t) -> t.submission.sentMillis())
          .thenComparing(t -> t.submission.ticketId(), TicketOrder.INSTANCE);

  static final SortedSpill.Codec<Ticket> CODEC =
      new SortedSpill.Codec<>() {
        @Override
        public void write(Ticket t, DataOutput out) throws IOException {
          Submission.CODEC.write(t.submission, out);
          out.writeBoolean(t.queued);
          out.writeLong(t.rowCount);
          out.writeByte(t.rows.size());
          for (HistoryRow row : t.rows) {
            out.writeByte(row.status().ordinal());
            out.writeByte((row.hasOutput() ? 1 : 0) + (row.hasError() ? 2 : 0));
            writeNullable(row.createdMillis(), out);
            writeNullable(row.completedMillis(), out);
            Integer processing = row.processingMillis();
            writeNullable(processing == null ? null : processing.longValue(), out);
          }
        }

        @Override
        public Ticket read(DataInput in) throws IOException {
          Submission submission = Submission.CODEC.read(in);
          boolean queued = in.readBoolean();
          long rowCount = in.readLong();
          int kept = in.readByte();
          List<HistoryRow> rows = new ArrayList<>(kept);
          for (int i = 0; i < kept; i++) {
            Status status = Status.values()[in.readByte()];
            int has = in.readByte();
            Long created = readNullable(in);
            Long completed = readNullable(in);
            Long processing = readNullable(in);
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

  private static void writeNullable(Long value, DataOutput out) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      out.writeLong(value);
    }
  }

  private static Long readNullable(DataInput in) throws IOException {
    return in.readBoolean() ? in.readLong() : null;
  }

  /** Whether something may still come of it: no row, or one that is pending. */
  boolean isUnfinished() {
    return rowCount == 0 || rows.stream().anyMatch(r -> r.status() == Status.PENDING);
  }
}
