package com.aiagents.loadtest.samples;

import java.util.Arrays;

/**
 * The texts that stand in many rows, each made once: a field that was seen before becomes the same
 * object, without a copy of its bytes.
 *
 * <p>Holds at most {@value #MOST} texts of at most {@value #LONGEST} bytes; any other is made anew
 * each time. Used by one thread.
 */
final class Words {
  private static final int MOST = 1_024;
  private static final int LONGEST = 1_024;
  private static final int SLOTS = 4 * MOST;

  private final Word[] words = new Word[SLOTS];
  private int size;

  /**
   * A text.
   *
   * @param bytes as they stand in the file, and eight more
   */
  private record Word(byte[] bytes, int length, String text) {}

  /** The text of a field. */
  String of(Record record, int field) {
    if (record.isEmpty(field)) {
      return "";
    }
    int slot = record.hash(field) & SLOTS - 1;
    for (Word word = words[slot]; word != null; word = words[slot]) {
      if (record.is(field, word.bytes, word.length)) {
        return word.text;
      }
      slot = slot + 1 & SLOTS - 1;
    }
    String text = record.text(field);
    int length = record.length(field);
    if (size < MOST && length <= LONGEST) {
      size++;
      // the same object as a constant of that text: comparing the two ends at once
      text = text.intern();
      words[slot] = new Word(Arrays.copyOf(record.copy(field), length + 8), length, text);
    }
    return text;
  }
}
