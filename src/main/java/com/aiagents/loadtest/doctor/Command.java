package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.target.EncryptionKey;
import com.aiagents.loadtest.target.Secret;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A command of the system that is asked something and ends by itself. */
final class Command {
  /** What holds a secret or a password. */
  private static final Set<String> PRIVATE =
      Set.of(
          Secret.VARIABLE,
          EncryptionKey.VARIABLE,
          "LOAD_TEST_API_KEY",
          "AI_AGENTS_DATABASE_URL",
          "AI_AGENTS_REDIS_URL");

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
    builder.environment().keySet().removeAll(PRIVATE);
    Process process = null;
    try {
      process = builder.start();
      int status = process.waitFor();
      return new Output(status, Files.readString(printed, StandardCharsets.ISO_8859_1));
    } finally {
      if (process != null) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      Files.deleteIfExists(printed);
    }
  }
}
