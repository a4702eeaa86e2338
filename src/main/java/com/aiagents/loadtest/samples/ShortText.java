package com.aiagents.loadtest.samples;

/**
 * A text of at most eight ASCII characters, as it is compared with a field: all at once.
 *
 * @param packed its characters, the first in the lowest byte
 * @param mask the bytes that hold one
 */
record ShortText(String text, int length, long packed, long mask) {
  /** A text of one to eight characters. */
  static ShortText of(String text) {
    return new ShortText(text, text.length(), pack(text), -1L >>> 64 - 8 * text.length());
  }

  /** The first eight characters of a text. */
  static long pack(String text) {
    long packed = 0;
    for (int i = Math.min(8, text.length()) - 1; i >= 0; i--) {
      packed = packed << 8 | text.charAt(i);
    }
    return packed;
  }
}
