package com.aiagents.loadtest.workflow;

import com.aiagents.loadtest.samples.Problem;
import java.nio.ByteBuffer;

/** How what has no submission stands in a working file: ids of waiting jobs, and strays. */
final class Strays {
  static final SortedSpill.Codec<String> ID =
      new SortedSpill.Codec<>() {
        @Override
        public void write(String id, ByteBuffer out) {
          SpillBytes.key(id, out);
        }

        @Override
        public String read(ByteBuffer in) {
          return SpillBytes.key(in);
        }
      };

  static final SortedSpill.Codec<Problem> BY_TICKET =
      new SortedSpill.Codec<>() {
        @Override
        public void write(Problem p, ByteBuffer out) {
          SpillBytes.key(p.ticketId(), out);
          SpillBytes.text(p.jobId(), out);
          SpillBytes.nullable(p.sentMillis(), out);
          SpillBytes.text(p.detail(), out);
        }

        @Override
        public Problem read(ByteBuffer in) {
          String ticket = SpillBytes.key(in);
          String job = SpillBytes.text(in);
          Long sent = SpillBytes.nullable(in);
          return new Problem(Problem.Kind.STRAY, ticket, job, sent, SpillBytes.text(in));
        }
      };

  private Strays() {}
}
