package com.aiagents.loadtest.samples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into CSV records, as they come.
 *
 * <p>RFC 4180: a field in quotes may hold commas, line ends and doubled quotes. Bytes may arrive in
 * pieces of any size; a record is handed on when its line end has come, so a row that is still
 * being written is never seen. Used by one thread.
 */
final class CsvSplitter {
  /** What {@link #number} answers for a field that is none. */
  static final long NO_NUMBER = Long.MIN_VALUE;

  /** Receives one record; its texts are valid during the call only. */
  interface Handler {
    void record(CsvSplitter record) throws IOException;
  }

  private enum State {
    FIELD_START,
    PLAIN,
    QUOTED,
    QUOTE_IN_QUOTED
  }

  private final Handler handler;
  private byte[] text = new byte[1024];
  private int length;
  private int[] ends = new int[32];
  private int fields;
  private State state = State.FIELD_START;
  private long offset;
  private long line = 1;
  private long recordOffset;
  private long recordLine = 1;

  CsvSplitter(Handler handler) {
    this.handler = handler;
  }

  /** Takes a whole file. */
  void feed(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        feed(buffer, count);
      }
    }
  }

  /** Takes the next bytes of the stream. */
  void feed(byte[] bytes, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      if (state == State.PLAIN) {
        int end = endOfPlain(bytes, i, count);
        append(bytes, i, end - i);
        offset += end - i;
        i = end;
        if (i == count) {
          return;
        }
      }
      byte b = bytes[i];
      offset++;
      if (b == '\n') {
        line++;
      }
      switch (state) {
        case QUOTED -> {
          if (b == '"') {
            state = State.QUOTE_IN_QUOTED;
          } else {
            append(b);
          }
        }
        case QUOTE_IN_QUOTED -> {
          if (b == '"') {
            append(b);
            state = State.QUOTED;
          } else {
            plain(b);
          }
        }
        case FIELD_START -> {
          if (b == '"') {
            state = State.QUOTED;
          } else {
            plain(b);
          }
        }
        default -> plain(b);
      }
    }
  }

  private static int endOfPlain(byte[] bytes, int from, int count) {
    int at = from;
    while (at < count && bytes[at] != ',' && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  private void append(byte[] bytes, int from, int count) {
    while (length + count > text.length) {
      text = Arrays.copyOf(text, text.length * 2);
    }
    System.arraycopy(bytes, from, text, length, count);
    length += count;
  }

  private void plain(byte b) throws IOException {
    if (b == ',') {
      endField();
      state = State.FIELD_START;
    } else if (b == '\n') {
      endField();
      endRecord();
      state = State.FIELD_START;
    } else {
      state = State.PLAIN;
      if (b != '\r') {
        append(b);
      }
    }
  }

  private void append(byte b) {
    if (length == text.length) {
      text = Arrays.copyOf(text, length * 2);
    }
    text[length++] = b;
  }

  private void endField() {
    if (fields == ends.length) {
      ends = Arrays.copyOf(ends, fields * 2);
    }
    ends[fields++] = length;
  }

  private void endRecord() throws IOException {
    boolean blank = fields == 1 && length == 0;
    if (!blank) {
      handler.record(this);
    }
    fields = 0;
    length = 0;
    recordOffset = offset;
    recordLine = line;
  }

  /** Fields of the current record. */
  int fields() {
    return fields;
  }

  /** A field of the current record. */
  String text(int field) {
    int from = field == 0 ? 0 : ends[field - 1];
    return new String(text, from, ends[field] - from, StandardCharsets.UTF_8);
  }

  /** A field of the current record that is likely to be one text: that very text if it is. */
  String text(int field, String likely) {
    int from = field == 0 ? 0 : ends[field - 1];
    if (ends[field] - from != likely.length()) {
      return text(field);
    }
    for (int i = 0; i < likely.length(); i++) {
      if (text[from + i] != likely.charAt(i)) {
        return text(field);
      }
    }
    return likely;
  }

  /**
   * A field of the current record as a whole number.
   *
   * @return {@link #NO_NUMBER} if it is none of at most 18 digits
   */
  long number(int field) {
    int from = field == 0 ? 0 : ends[field - 1];
    int first = from < ends[field] && text[from] == '-' ? from + 1 : from;
    int digits = ends[field] - first;
    if (digits < 1 || digits > 18) {
      return NO_NUMBER;
    }
    long value = 0;
    for (int i = first; i < ends[field]; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return NO_NUMBER;
      }
      value = value * 10 + (text[i] - '0');
    }
    return first == from ? value : -value;
  }

  /** Physical line on which the current record starts, from 1. */
  long recordLine() {
    return recordLine;
  }

  /** Byte at which the current record starts, from 0. */
  long recordOffset() {
    return recordOffset;
  }

  /** Whether bytes came after the last complete record. */
  boolean isInsideRecord() {
    return offset > recordOffset;
  }
}
