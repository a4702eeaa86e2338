package com.aiagents.loadtest.samples;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * The bytes of a file from one place to another. What is appended later is not seen; a file that
 * has become shorter just ends.
 */
final class FileBytes implements ByteSource {
  private final RandomAccessFile file;
  private final long end;
  private long position;

  FileBytes(Path path, long from, long end) throws IOException {
    // a channel takes ten times the code, and that long until it is compiled
    this.file = new RandomAccessFile(path.toFile(), "r");
    file.seek(from);
    this.position = from;
    this.end = end;
  }

  @Override
  public int read(byte[] into, int at, int most) throws IOException {
    int length = (int) Math.min(most, end - position);
    if (length <= 0) {
      return -1;
    }
    int count = file.read(into, at, length);
    position += Math.max(0, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
