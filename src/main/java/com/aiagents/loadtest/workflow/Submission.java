package com.aiagents.loadtest.workflow;

import java.nio.ByteBuffer;

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
  /** Sorted by the ticket id, then by the time it was sent. */
  static final SortedSpill.Codec<Submission> BY_TICKET =
      new SortedSpill.Codec<>() {
        @Override
        public void write(Submission s, ByteBuffer out) {
          SpillBytes.key(s.ticketId, out);
          SpillBytes.key(s.sentMillis, out);
          SpillBytes.text(s.jobId, out);
          out.putLong(s.answerMillis);
          SpillBytes.text(s.responseCode, out);
        }

        @Override
        public Submission read(ByteBuffer in) {
          String ticket = SpillBytes.key(in);
          long sent = SpillBytes.longKey(in);
          return new Submission(
              ticket, SpillBytes.text(in), sent, in.getLong(), SpillBytes.text(in));
        }
      };

  /** How the target answered. */
  public Answer answer() {
    return Answer.of(responseCode);
  }
}
