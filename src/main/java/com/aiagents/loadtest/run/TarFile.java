package com.aiagents.loadtest.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a tar.gz in the form that POSIX calls ustar; all entries are plain files. Names have at
 * most 100 bytes of ASCII. Used by one thread.
 */
final class TarFile implements AutoCloseable {
  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_LENGTH = 8;

  private final OutputStream out;

  TarFile(OutputStream out) throws IOException {
    this.out = new GZIPOutputStream(out);
  }

  /**
   * Adds a file.
   *
   * @param mode 0644 or 0755
   * @param seconds when it was last changed, epoch seconds
   */
  void add(String name, int mode, long seconds, byte[] bytes) throws IOException {
    byte[] header = new byte[BLOCK];
    if (name.length() > NAME) {
      throw new IOException("the name " + name + " is too long for a tar");
    }
    put(header, 0, name);
    put(header, 100, octal(mode, 7));
    put(header, 108, octal(0, 7));
    put(header, 116, octal(0, 7));
    put(header, 124, octal(bytes.length, 11));
    put(header, 136, octal(seconds, 11));
    header[156] = '0';
    put(header, 257, "ustar\00000");
    Arrays.fill(header, CHECKSUM, CHECKSUM + CHECKSUM_LENGTH, (byte) ' ');
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, CHECKSUM, octal(sum, 6) + "\0");
    out.write(header);
    out.write(bytes);
    out.write(new byte[(BLOCK - bytes.length % BLOCK) % BLOCK]);
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static String octal(long value, int digits) {
    String text = Long.toOctalString(value);
    return "0".repeat(digits - text.length()) + text;
  }

  /** Ends it. */
  @Override
  public void close() throws IOException {
    out.write(new byte[2 * BLOCK]);
    out.close();
  }
}
