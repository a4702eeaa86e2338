package com.aiagents.loadtest.unit;

/** A text of ASCII whose characters can be had eight at a time. */
public interface PackedText extends CharSequence {
  /**
   * Eight characters, the first in the lowest byte; zeros in place of those after the end.
   *
   * @param at of the first, below the length
   */
  long eight(int at);

  /**
   * Eight characters of any text of ASCII, packed as {@link #eight} packs them; behind its end they
   * are 0.
   */
  static long eight(CharSequence text, int at) {
    long word = 0;
    for (int i = Math.min(text.length(), at + 8) - 1; i >= at; i--) {
      word = word << 8 | text.charAt(i);
    }
    return word;
  }
}
