package com.aiagents.loadtest.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * The bytes of a CSV file in the making: fields one after another, quoted where JMeter quotes them.
 */
final class JtlText implements AutoCloseable {
  private static final int BUFFER = 1 << 20;
  private static final int LONGEST_FIELD = 1 << 12;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER + LONGEST_FIELD];
  private int filled;
  private boolean rowBegun;

  JtlText(OutputStream out) {
    this.out = out;
  }

  /** The bytes of a text as JMeter writes it: in quotes if it holds a comma, a quote or a line. */
  static byte[] quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return (plain ? text : '"' + text.replace("\"", "\"\"") + '"').getBytes(StandardCharsets.UTF_8);
  }

  /** Adds a field that is written already. */
  JtlText field(byte[] bytes) {
    separate();
    raw(bytes);
    return this;
  }

  /** Adds a whole number from 0. */
  JtlText field(long number) {
    separate();
    digits(number);
    return this;
  }

  /** Adds a field that begins with a text and ends with a number. */
  JtlText field(byte[] text, long number) {
    separate();
    raw(text);
    digits(number);
    return this;
  }

  /** Adds a field that holds a random UUID. */
  JtlText uuid(SplittableRandom random) {
    separate();
    for (int part = 0; part < 2; part++) {
      long bits = random.nextLong();
      for (int i = 0; i < 16; i++) {
        int at = part * 16 + i;
        if (at == 8 || at == 12 || at == 16 || at == 20) {
          buffer[filled++] = '-';
        }
        buffer[filled++] = HEX[(int) (bits >>> 60)];
        bits <<= 4;
      }
    }
    return this;
  }

  /** Ends the row. */
  void end() throws IOException {
    buffer[filled++] = '\n';
    rowBegun = false;
    if (filled >= BUFFER) {
      flush();
    }
  }

  private void separate() {
    if (rowBegun) {
      buffer[filled++] = ',';
    }
    rowBegun = true;
  }

  private void raw(byte[] bytes) {
    System.arraycopy(bytes, 0, buffer, filled, bytes.length);
    filled += bytes.length;
  }

  private void digits(long number) {
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = number;
    for (int at = filled + digits - 1; at >= filled; at--) {
      buffer[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    filled += digits;
  }

  private void flush() throws IOException {
    out.write(buffer, 0, filled);
    filled = 0;
  }

  @Override
  public void close() throws IOException {
    flush();
    out.close();
  }
}
