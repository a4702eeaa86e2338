package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.unit.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The target that the doctor is asked about.
 *
 * @param target empty if it cannot be used
 * @param problem why it cannot be used; empty if it can
 * @param file the target file, if one was named
 * @param options the words that named it, for other command lines; with a space before them
 */
public record Asked(Optional<Target> target, String problem, Optional<Path> file, String options) {
  /** A command of the launcher for the same target. */
  String command(String words) {
    return "scripts/load-test " + words + options;
  }

  /**
   * How to name what the target lacks.
   *
   * @param variable in the environment, if the target is made of it
   * @param example its value
   * @param key in the target file, if that does not read the variable
   */
  String naming(String variable, String example, String key) {
    return file.isEmpty() || mentions(file.get(), variable)
        ? "export " + variable + "=" + example
        : "${EDITOR:-vi} " + ShellWord.of(file.get().toString()) + "   # " + key;
  }

  private static boolean mentions(Path file, String variable) {
    try {
      return Files.readString(file).contains("${" + variable);
    } catch (IOException e) {
      // it was read a moment ago; whatever became of it, the file is the place to look
      return false;
    }
  }
}
