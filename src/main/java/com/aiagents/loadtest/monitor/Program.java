package com.aiagents.loadtest.monitor;

import com.aiagents.loadtest.target.SecretVariables;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.unit.ProcessTree;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A program of this machine that is asked again and again: without a shell, without our secrets in
 * its environment, and never for longer than it is given.
 *
 * <p>It is looked for on the PATH anew each time. At most {@value #MOST_BYTES} bytes of what it
 * prints are kept in memory, and none elsewhere. Used by one thread.
 */
final class Program {
  static final int MOST_BYTES = 1 << 20;
  private static final int POLL_MILLIS = 25;

  private final String name;
  private final Map<String, String> environment;

  /**
   * A program that need not be there.
   *
   * @param environment what it gets, {@link SecretVariables} taken out
   */
  Program(String name, Map<String, String> environment) {
    this.name = name;
    this.environment = new TreeMap<>(environment);
    SecretVariables.removeFrom(this.environment);
  }

  /**
   * Runs it to its end and returns what it printed on its standard output.
   *
   * @param patience after which it is killed with all that it started
   * @throws TargetException if there is no such program, or it fails, takes too long or prints too
   *     much; what it said may hold a secret, and is for {@link Mask} first
   */
  String run(Duration patience, List<String> arguments)
      throws TargetException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(path().toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    String what = name + " " + arguments.get(0);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new TargetException(name + ": cannot be started");
    }
    try {
      process.getOutputStream().close();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream errors = new ByteArrayOutputStream();
      long end = System.nanoTime() + patience.toNanos();
      boolean ended;
      do {
        ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        // what is there and no more: a process that it left behind may keep the pipe open
        if (overflows(process.getInputStream(), out)
            || overflows(process.getErrorStream(), errors)) {
          throw new TargetException(what + ": printed more than " + (MOST_BYTES >> 20) + " MiB");
        }
        if (!ended && System.nanoTime() > end) {
          throw new TargetException(
              what + ": did not end within " + (patience.toMillis() + 999) / 1_000 + " s");
        }
      } while (!ended);
      if (process.exitValue() != 0) {
        throw new TargetException(
            what + ": ended with status " + process.exitValue() + reason(errors));
      }
      return out.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new TargetException(what + ": its output cannot be read");
    } finally {
      ProcessTree.kill(process);
    }
  }

  /** ProcessBuilder would look on our own PATH and not on that of the environment it is given. */
  private Path path() throws TargetException {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path file = Path.of(folder, name);
      if (!folder.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file)) {
        return file;
      }
    }
    throw new TargetException(name + ": not found on the PATH");
  }

  private static boolean overflows(InputStream in, ByteArrayOutputStream kept) throws IOException {
    for (int there = in.available(); there > 0; there = in.available()) {
      kept.writeBytes(in.readNBytes(Math.min(there, MOST_BYTES + 1 - kept.size())));
      if (kept.size() > MOST_BYTES) {
        return true;
      }
    }
    return false;
  }

  /** Its last words. */
  private static String reason(ByteArrayOutputStream errors) {
    return errors
        .toString(StandardCharsets.UTF_8)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce((first, second) -> second)
        .map(line -> ": " + line)
        .orElse("");
  }
}
