package com.aiagents.loadtest.workflow;

import com.aiagents.loadtest.samples.Problem;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How the ids of waiting jobs, and strays, stand in a working file. */
final class SpillCodecs {
  static final SortedSpill.Codec<String> TEXT =
      new SortedSpill.Codec<>() {
        @Override
        public void write(String text, DataOutput out) throws IOException {
          out.writeUTF(text);
        }

        @Override
        public String read(DataInput in) throws IOException {
          return in.readUTF();
        }
      };

  static final SortedSpill.Codec<Problem> PROBLEM =
      new SortedSpill.Codec<>() {
        @Override
        public void write(Problem p, DataOutput out) throws IOException {
          out.writeUTF(p.ticketId());
          out.writeUTF(p.jobId());
          out.writeLong(p.sentMillis() == null ? Long.MIN_VALUE : p.sentMillis());
          out.writeUTF(p.detail());
        }

        @Override
        public Problem read(DataInput in) throws IOException {
          String ticket = in.readUTF();
          String job = in.readUTF();
          long sent = in.readLong();
          return new Problem(
              Problem.Kind.STRAY, ticket, job, sent == Long.MIN_VALUE ? null : sent, in.readUTF());
        }
      };

  private SpillCodecs() {}
}
