package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.run.EnvironmentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/** The file whose Markdown GitHub shows on the page of a job. */
final class StepSummary {
  /** The environment variable that names it, set by GitHub. */
  private static final String VARIABLE = "GITHUB_STEP_SUMMARY";

  private StepSummary() {}

  /** The file; empty where nobody shows one. */
  static Optional<Path> in(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(VARIABLE))
        .filter(name -> !name.isBlank())
        .map(Path::of);
  }

  /** Adds a text at the end: other steps may have written before. */
  static void append(Path file, String markdown) throws EnvironmentException {
    try {
      Files.write(
          file,
          markdown.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new EnvironmentException(
          VARIABLE + ": " + file + ": cannot be written to (" + e.getClass().getSimpleName() + ")");
    }
  }
}
