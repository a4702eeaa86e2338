package com.aiagents.loadtest.samples;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of a file from one place to another. What is appended later is not seen; a file that
 * has become shorter just ends.
 */
final class FileBytes implements ByteSource {
  private final FileChannel channel;
  private final long end;
  private long position;

  FileBytes(Path file, long from, long end) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
    this.position = from;
    this.end = end;
  }

  @Override
  public int read(byte[] into, int at, int most) throws IOException {
    int length = (int) Math.min(most, end - position);
    if (length <= 0) {
      return -1;
    }
    int count = channel.read(ByteBuffer.wrap(into, at, length), position);
    position += Math.max(0, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
