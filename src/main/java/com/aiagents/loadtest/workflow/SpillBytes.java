package com.aiagents.loadtest.workflow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Texts and numbers as bytes of a working file; keys sort as their values do. */
final class SpillBytes {
  private static final long ABSENT = Long.MIN_VALUE;

  private SpillBytes() {}

  /** A text to sort by: UTF-8 and a zero, so that a shorter one comes first. It holds no zero. */
  static void key(String text, ByteBuffer out) {
    out.put(text.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
  }

  /** Reads a {@link #key}. */
  static String key(ByteBuffer in) {
    int from = in.position();
    while (in.get() != 0) {
      // goes to the end
    }
    return new String(in.array(), from, in.position() - 1 - from, StandardCharsets.UTF_8);
  }

  /** A number to sort by: negative ones come first. */
  static void key(long number, ByteBuffer out) {
    out.putLong(number ^ Long.MIN_VALUE);
  }

  /** Reads a {@link #key(long, ByteBuffer)}. */
  static long longKey(ByteBuffer in) {
    return in.getLong() ^ Long.MIN_VALUE;
  }

  static void text(String text, ByteBuffer out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.putShort((short) bytes.length).put(bytes);
  }

  static String text(ByteBuffer in) {
    int length = in.getShort();
    String text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
    in.position(in.position() + length);
    return text;
  }

  static void nullable(Long value, ByteBuffer out) {
    out.putLong(value == null ? ABSENT : value);
  }

  static Long nullable(ByteBuffer in) {
    long value = in.getLong();
    return value == ABSENT ? null : (Long) value;
  }
}
