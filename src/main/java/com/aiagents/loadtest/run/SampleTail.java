package com.aiagents.loadtest.run;

import com.aiagents.loadtest.samples.JtlTail;
import com.aiagents.loadtest.samples.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads a JTL while JMeter writes it: what the progress shows. Used by one thread. */
final class SampleTail {
  private final JtlTail tail;
  private final Consumer<Sample> also;
  private long samples;
  private long errors;
  private int users;
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
    users = sample.allThreads();
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

  /** Active users when the last sample ended. */
  int users() {
    return users;
  }

  /** When the first request was sent, epoch ms; 0 before it. */
  long firstMillis() {
    return firstMillis;
  }
}
