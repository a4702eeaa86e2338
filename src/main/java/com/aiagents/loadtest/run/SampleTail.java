package com.aiagents.loadtest.run;

import com.aiagents.loadtest.samples.ActiveUsers;
import com.aiagents.loadtest.samples.JtlTail;
import com.aiagents.loadtest.samples.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads a JTL while JMeter writes it: what the progress shows. Used by one thread. */
final class SampleTail {
  /** Longer than any user thinks. */
  private static final long SILENT_MILLIS = 10_000;

  private final JtlTail tail;
  private final Consumer<Sample> also;
  private long samples;
  private long errors;
  private final ActiveUsers users = new ActiveUsers();
  private long lastMillis;
  private long firstMillis;

  /**
   * A tail.
   *
   * @param also takes every sample too
   */
  SampleTail(Path file, Consumer<Sample> also) {
    this.also = also;
    this.tail = new JtlTail(file, this::add);
  }

  private void add(Sample sample) {
    samples++;
    errors += sample.success() ? 0 : 1;
    lastMillis = sample.startMillis() + sample.elapsedMillis();
    users.add(sample, lastMillis);
    if (firstMillis == 0) {
      firstMillis = sample.startMillis();
    }
    also.accept(sample);
  }

  /** Takes what was written since the last call. */
  void advance() throws IOException {
    tail.advance();
  }

  long samples() {
    return samples;
  }

  long errors() {
    return errors;
  }

  /**
   * Active users when the last sample ended; of an agent that has told nothing for 10 s before it,
   * none.
   */
  int users() {
    return (int) Math.min(Integer.MAX_VALUE, users.after(lastMillis - SILENT_MILLIS).orElse(0));
  }

  /** When the first request was sent, epoch ms; 0 before it. */
  long firstMillis() {
    return firstMillis;
  }
}
