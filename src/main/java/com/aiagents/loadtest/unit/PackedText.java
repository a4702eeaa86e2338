package com.aiagents.loadtest.unit;

/** A text of ASCII whose characters can be had eight at a time. */
public interface PackedText extends CharSequence {
  /**
   * Eight characters, the first in the lowest byte; zeros in place of those after the end.
   *
   * @param at of the first, below the length
   */
  long eight(int at);
}
