package com.aiagents.loadtest.embedded;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Memory that is taken and never given back, outside of the heap. Used by one thread at a time. */
final class Leak {
  private static final int PAGE = 4_096;

  private final List<ByteBuffer> lost = new ArrayList<>();
  private final int bytesPerStep;
  private final long most;
  private long bytes;

  /**
   * @param bytesPerStep taken with each step
   * @param most no more than so many bytes in all
   */
  Leak(int bytesPerStep, long most) {
    this.bytesPerStep = bytesPerStep;
    this.most = most;
  }

  /** Takes some more, up to the bound. */
  void step() {
    if (bytes + bytesPerStep > most) {
      return;
    }
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytesPerStep);
    // a page that nobody wrote to is not resident
    for (int i = 0; i < bytesPerStep; i += PAGE) {
      buffer.put(i, (byte) 1);
    }
    lost.add(buffer);
    bytes += bytesPerStep;
  }

  /** Bytes that were taken. */
  long bytes() {
    return bytes;
  }
}
