package com.aiagents.loadtest.samples;

import com.aiagents.loadtest.unit.PackedText;

/**
 * A text of at most eight ASCII characters, as it is compared with a field: all at once.
 *
 * @param packed its characters, the first in the lowest byte
 * @param mask the bytes that hold one
 */
record ShortText(String text, int length, long packed, long mask) {
  /** A text of one to eight characters. */
  static ShortText of(String text) {
    long packed = PackedText.eight(text, 0);
    return new ShortText(text, text.length(), packed, -1L >>> 64 - 8 * text.length());
  }
}
