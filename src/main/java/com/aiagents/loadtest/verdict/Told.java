package com.aiagents.loadtest.verdict;

/** Texts of the target's in sentences of ours. */
final class Told {
  private static final int LONGEST = 120;

  private Told() {}

  /** A text as one line, not too long. */
  static String line(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    if (line.length() <= LONGEST) {
      return line;
    }
    // never half of a character
    int end = Character.isHighSurrogate(line.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
    return line.substring(0, end) + "…";
  }
}
