package com.aiagents.loadtest.monitor;

import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.unit.ProcessTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The application log of a target during one run: made when the load begins, read when the drain
 * has ended.
 *
 * <p>Of a file, what was appended in between counts; of a command, what it prints when it is asked
 * for the time from the beginning on. Whatever makes the log incomplete makes it lost, with a
 * reason: a file that vanished, was replaced, shortened or rewritten, or a command that failed,
 * took more than 30 s or printed more than 256 MiB. Used by one thread.
 */
public final class ApplicationLog {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long MOST_BYTES = 256L << 20;
  private static final int CHUNK = 1 << 16;

  /** So much before the end tells whether what is appended follows what was there. */
  private static final int TAIL = 64;

  private static final int POLL_MILLIS = 50;
  private static final int SHORT = 200;

  private final Target.Logs logs;
  private final Instant start;
  private final Duration patience;
  private final List<Mark> marks = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();

  private ApplicationLog(Target.Logs logs, Instant start, Duration patience) {
    this.logs = logs;
    this.start = start.truncatedTo(ChronoUnit.MILLIS);
    this.patience = patience;
  }

  /** Remembers where each file ends now. */
  public static ApplicationLog open(Target.Logs logs) {
    return open(logs, Instant.now(), PATIENCE);
  }

  static ApplicationLog open(Target.Logs logs, Instant start, Duration patience) {
    ApplicationLog log = new ApplicationLog(logs, start, patience);
    for (Path file : logs.files()) {
      try {
        log.marks.add(Mark.of(file));
      } catch (IOException e) {
        log.lost.add(unreadable(file, e));
      }
    }
    return log;
  }

  /**
   * Reads what was logged since.
   *
   * @param errors gets the lines with errors
   * @param secret never to be written
   * @param stop asked while the command runs: whether nobody waits for it any more
   * @throws IOException if the errors cannot be written
   */
  public LogFindings read(Path errors, Secret secret, BooleanSupplier stop)
      throws IOException, InterruptedException {
    try (ErrorLines lines = new ErrorLines(errors, logs.error(), secret)) {
      for (Mark mark : marks) {
        mark.readOn(lines).ifPresent(lost::add);
      }
      if (logs.command().isPresent()) {
        String command = logs.command().get().replace("{start}", start.toString());
        run(command, lines, stop).ifPresent(lost::add);
      }
      return new LogFindings(
          lines.lines(),
          lines.errors(),
          lost.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", lost)));
    }
  }

  private static String unreadable(Path file, IOException e) {
    return e instanceof NoSuchFileException
        ? file + ": vanished"
        : file + ": cannot be read (" + e.getClass().getSimpleName() + ")";
  }

  /**
   * Where a file ended.
   *
   * @param key the file system's identity of the file; null if there was no file yet
   * @param tail its last bytes
   */
  private record Mark(Path file, Object key, long size, byte[] tail) {
    static Mark of(Path file) throws IOException {
      try (FileChannel in = FileChannel.open(file)) {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        long size = in.size();
        return new Mark(file, key, size, bytes(in, Math.max(0, size - TAIL), size));
      } catch (NoSuchFileException e) {
        // an application that logs nothing yet; if it never does, the file is missing at the end
        return new Mark(file, null, 0, new byte[0]);
      }
    }

    /** Reads what was appended; returns why that is not all, if so. */
    Optional<String> readOn(ErrorLines lines) {
      try (FileChannel in = FileChannel.open(file)) {
        Object now = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        if (key != null && !key.equals(now)) {
          return Optional.of(file + ": was replaced by another file during the run");
        }
        long end = in.size();
        if (end < size) {
          return Optional.of(file + ": was shortened during the run");
        }
        if (!Arrays.equals(tail, bytes(in, size - tail.length, size))) {
          return Optional.of(file + ": was rewritten during the run");
        }
        // to the end as it is now: an application that goes on to log must not keep us
        for (long at = size; at < end; at += CHUNK) {
          byte[] chunk = bytes(in, at, Math.min(end, at + CHUNK));
          lines.feed(chunk, chunk.length);
        }
        lines.endLog();
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(unreadable(file, e));
      }
    }

    /** The bytes between two places, fewer if the file ends before. */
    private static byte[] bytes(FileChannel in, long from, long to) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate((int) (to - from));
      int count = 0;
      while (buffer.hasRemaining() && count >= 0) {
        count = in.read(buffer, from + buffer.position());
      }
      return Arrays.copyOf(buffer.array(), buffer.position());
    }
  }

  /** Reads what a command prints; returns why that is not all, if so. */
  private Optional<String> run(String command, ErrorLines lines, BooleanSupplier stop)
      throws IOException, InterruptedException {
    // through a file that only its owner may read: a pipe that fills up would stop the command
    Path printed = Files.createTempFile("load-test-log-", ".out");
    try {
      ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
      builder.redirectErrorStream(true).redirectOutput(printed.toFile());
      builder.environment().remove(Secret.VARIABLE);
      Process process = builder.start();
      try {
        process.getOutputStream().close();
        Optional<String> cut = await(process, printed, stop);
        if (cut.isPresent()) {
          return cut;
        }
      } finally {
        ProcessTree.kill(process);
      }
      new Mark(printed, null, 0, new byte[0]).readOn(lines);
      return process.exitValue() == 0
          ? Optional.empty()
          : Optional.of(
              "the log command ended with status "
                  + process.exitValue()
                  + lastLine(lines.masked(tail(printed))));
    } finally {
      Files.delete(printed);
    }
  }

  /** Waits for the end of the command; returns why nobody waits any more, if so. */
  private Optional<String> await(Process process, Path printed, BooleanSupplier stop)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      if (stop.getAsBoolean()) {
        return Optional.of("the log command was stopped by the user");
      }
      if (System.nanoTime() > end) {
        return Optional.of(
            "the log command did not end within " + patience.toMillis() / 1000.0 + " s");
      }
      if (Files.size(printed) > MOST_BYTES) {
        break;
      }
    }
    return Files.size(printed) > MOST_BYTES
        ? Optional.of("the log command printed more than " + (MOST_BYTES >> 20) + " MiB")
        : Optional.empty();
  }

  private static String tail(Path file) throws IOException {
    try (FileChannel in = FileChannel.open(file)) {
      return new String(
          Mark.bytes(in, Math.max(0, in.size() - CHUNK), in.size()), StandardCharsets.UTF_8);
    }
  }

  private static String lastLine(String text) {
    List<String> all = text.lines().filter(line -> !line.isBlank()).toList();
    if (all.isEmpty()) {
      return "";
    }
    String line = all.get(all.size() - 1).strip();
    return ": " + (line.length() > SHORT ? line.substring(0, SHORT) + "…" : line);
  }
}
