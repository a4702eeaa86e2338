package com.aiagents.loadtest.unit;

/** A text as one word of a shell's command line. */
public final class ShellWord {
  private ShellWord() {}

  /** The text as it is, or in single quotes if the shell would read more into it. */
  public static String of(String text) {
    return text.matches("[A-Za-z0-9_./:@%+=,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
