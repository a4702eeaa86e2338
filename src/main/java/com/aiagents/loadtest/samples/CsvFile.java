package com.aiagents.loadtest.samples;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a CSV file whole or not at all: rows go to a file beside, which gets its name when it is
 * complete. Fields are separated here and quoted where they must be; UTF-8. Used by one thread.
 */
final class CsvFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_NUMBER = 20;

  private final Path file;
  private final Path beside;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private int filled;
  private boolean rowBegun;
  private boolean complete;

  CsvFile(Path file, String header) throws IOException {
    this.file = file;
    this.beside = file.resolveSibling("." + file.getFileName() + ".new");
    this.out = Files.newOutputStream(beside);
    raw(header);
    endRow();
  }

  /** Adds a field. */
  CsvFile field(String text) throws IOException {
    separate();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' || c == '"' || c == '\r' || c == '\n') {
        raw('"' + text.replace("\"", "\"\"") + '"');
        return this;
      }
    }
    raw(text);
    return this;
  }

  /** Adds a field that holds a whole number. */
  CsvFile field(long number) throws IOException {
    separate();
    if (number == Long.MIN_VALUE) {
      raw(Long.toString(number));
      return this;
    }
    room(LONGEST_NUMBER);
    long rest = Math.abs(number);
    if (number < 0) {
      buffer[filled++] = '-';
    }
    int digits = 1;
    for (long power = 10; digits < LONGEST_NUMBER - 1 && rest >= power; power *= 10) {
      digits++;
    }
    for (int at = filled + digits - 1; at >= filled; at--) {
      buffer[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    filled += digits;
    return this;
  }

  /** Ends the row. */
  void endRow() throws IOException {
    room(1);
    buffer[filled++] = '\n';
    rowBegun = false;
  }

  private void separate() throws IOException {
    if (rowBegun) {
      room(1);
      buffer[filled++] = ',';
    }
    rowBegun = true;
  }

  private void raw(String text) throws IOException {
    int length = text.length();
    if (length <= BUFFER) {
      room(length);
      int at = filled;
      int i = 0;
      while (i < length && text.charAt(i) < 0x80) {
        buffer[at++] = (byte) text.charAt(i++);
      }
      if (i == length) {
        filled = at;
        return;
      }
    }
    flush();
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private void room(int bytes) throws IOException {
    if (filled + bytes > BUFFER) {
      flush();
    }
  }

  private void flush() throws IOException {
    out.write(buffer, 0, filled);
    filled = 0;
  }

  /** Says that all rows are there: the file gets its name. */
  void finish() throws IOException {
    flush();
    out.close();
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    complete = true;
  }

  @Override
  public void close() throws IOException {
    if (!complete) {
      out.close();
      Files.deleteIfExists(beside);
    }
  }
}
