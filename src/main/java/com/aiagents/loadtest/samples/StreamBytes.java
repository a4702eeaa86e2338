package com.aiagents.loadtest.samples;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a stream; a compressed one that is cut off or broken just ends there, and says so.
 */
final class StreamBytes implements ByteSource {
  private final InputStream in;
  private boolean broken;

  StreamBytes(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(byte[] into, int at, int most) throws IOException {
    try {
      return broken ? -1 : in.read(into, at, most);
    } catch (EOFException | ZipException e) {
      broken = true;
      return -1;
    }
  }

  @Override
  public boolean isBroken() {
    return broken;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
