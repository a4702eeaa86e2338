package com.aiagents.loadtest.samples;

import com.aiagents.loadtest.unit.PackedText;
import java.nio.charset.StandardCharsets;

/**
 * Characters that stand in a buffer, one byte each; the same object shows one text after another.
 */
final class AsciiText implements PackedText {
  private byte[] bytes;
  private int from;
  private int to;

  /** Shows other bytes. */
  AsciiText of(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    return this;
  }

  @Override
  public int length() {
    return to - from;
  }

  @Override
  public char charAt(int index) {
    return (char) bytes[from + index];
  }

  @Override
  public long eight(int at) {
    int left = to - from - at;
    long word = EightBytes.at(bytes, from + at);
    return left >= 8 ? word : word & (1L << 8 * left) - 1;
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return toString().subSequence(start, end);
  }

  @Override
  public String toString() {
    return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
  }
}
