package com.aiagents.loadtest.workflow;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/**
 * One ticket as it was sent.
 *
 * @param ticketId the id that it carried
 * @param jobId the job that was answered; empty if none was
 * @param sentMillis when the webhook was sent, epoch ms of the generator
 * @param answerMillis from there to its answer
 * @param responseCode as the sample tells it
 */
public record Submission(
    String ticketId, String jobId, long sentMillis, long answerMillis, String responseCode) {
  static final Comparator<Submission> BY_TICKET =
      Comparator.comparing(Submission::ticketId, TicketOrder.INSTANCE)
          .thenComparingLong(Submission::sentMillis);

  static final SortedSpill.Codec<Submission> CODEC =
      new SortedSpill.Codec<>() {
        @Override
        public void write(Submission s, DataOutput out) throws IOException {
          out.writeUTF(s.ticketId);
          out.writeUTF(s.jobId);
          out.writeLong(s.sentMillis);
          out.writeLong(s.answerMillis);
          out.writeUTF(s.responseCode);
        }

        @Override
        public Submission read(DataInput in) throws IOException {
          return new Submission(
              in.readUTF(), in.readUTF(), in.readLong(), in.readLong(), in.readUTF());
        }
      };

  /** How the target answered. */
  public Answer answer() {
    return Answer.of(responseCode);
  }
}
