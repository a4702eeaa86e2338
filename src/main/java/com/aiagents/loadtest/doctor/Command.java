package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.target.SecretVariables;
import com.aiagents.loadtest.unit.ProcessTree;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A command of the system that is asked something and ends by itself. */
final class Command {
  private Command() {}

  /** What it printed, errors included, and its exit status. */
  record Output(int status, String text) {}

  /**
   * Runs it until it ends, or until this thread is interrupted.
   *
   * @param environment of the command; the secrets in it are not handed over
   */
  static Output run(Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    // through a file: reading a pipe cannot be interrupted
    Path printed = Files.createTempFile("load-test-doctor-", ".out");
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.redirectErrorStream(true).redirectOutput(printed.toFile());
    builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    SecretVariables.removeFrom(builder.environment());
    Process process = null;
    try {
      process = builder.start();
      int status = process.waitFor();
      return new Output(status, Files.readString(printed, StandardCharsets.ISO_8859_1));
    } finally {
      if (process != null) {
        ProcessTree.kill(process);
      }
      Files.deleteIfExists(printed);
    }
  }
}
