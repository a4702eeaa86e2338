package com.aiagents.loadtest.samples;

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

  private final byte[][] keys = new byte[SLOTS][];
  private final String[] texts = new String[SLOTS];
  private int size;

  /** The text of a field. */
  String of(Record record, int field) {
    if (record.isEmpty(field)) {
      return "";
    }
    int slot = record.hash(field) & SLOTS - 1;
    while (keys[slot] != null) {
      if (record.is(field, keys[slot])) {
        return texts[slot];
      }
      slot = slot + 1 & SLOTS - 1;
    }
    String text = record.text(field);
    if (size < MOST && record.length(field) <= LONGEST) {
      size++;
      keys[slot] = record.copy(field);
      texts[slot] = text;
    }
    return text;
  }
}
