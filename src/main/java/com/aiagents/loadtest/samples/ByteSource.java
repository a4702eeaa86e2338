package com.aiagents.loadtest.samples;

import java.io.Closeable;
import java.io.IOException;

/** Bytes one after another. */
interface ByteSource extends Closeable {
  /**
   * Reads what there is.
   *
   * @return how many bytes were read, at least 1; -1 at the end
   */
  int read(byte[] into, int at, int most) throws IOException;

  /** Whether the bytes ended before their own end: a compressed file that was cut off. */
  default boolean isBroken() {
    return false;
  }
}
