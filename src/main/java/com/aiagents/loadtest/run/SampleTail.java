package com.aiagents.loadtest.run;

import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.samples.SampleReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a JTL while JMeter writes it: what the progress shows. Used by one thread. */
final class SampleTail {
  private final Path file;
  private final SampleReader reader;
  private long position;
  private long samples;
  private long errors;
  private int users;
  private long firstMillis;

  SampleTail(Path file) {
    this.file = file;
    this.reader = new SampleReader(file.toString(), this::add);
  }

  private void add(Sample sample) {
    samples++;
    errors += sample.success() ? 0 : 1;
    users = sample.allThreads();
    if (firstMillis == 0) {
      firstMillis = sample.startMillis();
    }
  }

  /** Takes what was written since the last call. */
  void advance() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(position);
      ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
      for (int count = channel.read(buffer); count > 0; count = channel.read(buffer)) {
        reader.feed(buffer.array(), count);
        position += count;
        buffer.clear();
      }
    } catch (NoSuchFileException e) {
      // JMeter has not started to write
    }
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
