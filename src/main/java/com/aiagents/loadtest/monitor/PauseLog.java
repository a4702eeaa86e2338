package com.aiagents.loadtest.monitor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pauses and garbage collections of a HotSpot JVM, read from its unified log while it is
 * written ({@code -Xlog:gc,safepoint:file=…:utctime,pid,tags:filecount=0}).
 *
 * <p>A pause is a safepoint: the time from the request that all threads stop until they go on. All
 * collectors stop the threads in no other way, and not only collectors do. Lines of anything else
 * are passed over. Used by one thread.
 */
final class PauseLog {
  private static final Pattern LINE = Pattern.compile("\\[[^]]*]\\[(\\d{1,18})]\\[([^]]*)] (.*)");
  private static final Pattern PAUSE =
      Pattern.compile("Safepoint \".*\", .*Total: +(\\d{1,18}) ns.*");

  /** {@code GC(3) Pause Young (…) 24M->4M(256M) 2.5ms}, {@code GC(0) Major … 8M(12%)->22M(34%)}. */
  private static final Pattern COLLECTION =
      Pattern.compile("GC\\(\\d+\\) .* \\d+[KMG](?:\\(\\d+%\\))?->(\\d{1,9})([KMG])\\(.*");

  /** Steps of G1's concurrent cycle, which collects nothing by itself. */
  private static final Pattern NO_COLLECTION =
      Pattern.compile("GC\\(\\d+\\) Pause (Remark|Cleanup) .*");

  private static final double NANOS_PER_MILLI = 1e6;
  private static final int LONGEST_LINE = 4_096;

  /**
   * What was paused since the last question.
   *
   * @param totalMillis all pauses, ms
   * @param longestMillis the longest of them, ms; 0 if there was none
   */
  record Pauses(double totalMillis, double longestMillis) {}

  private final Path file;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long position;
  private long pid;
  private long totalNanos;
  private long longestNanos;
  private long collections;
  private OptionalLong heapBytes = OptionalLong.empty();

  /** A log that need not be there yet. */
  PauseLog(Path file) {
    this.file = file;
  }

  /** The process that writes it; empty while nothing is written. */
  OptionalLong pid() {
    return pid == 0 ? OptionalLong.empty() : OptionalLong.of(pid);
  }

  /** Reads what was written since the last call. */
  Pauses advance() throws IOException {
    totalNanos = 0;
    longestNanos = 0;
    collections = 0;
    try (SeekableByteChannel in = Files.newByteChannel(file)) {
      in.position(position);
      ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        feed(buffer.array(), count);
        position += count;
        buffer.clear();
      }
    } catch (NoSuchFileException e) {
      // the JVM has not started
    }
    return new Pauses(totalNanos / NANOS_PER_MILLI, longestNanos / NANOS_PER_MILLI);
  }

  /** Garbage collections that the last {@link #advance} read. */
  long collections() {
    return collections;
  }

  /** The heap in use after the last collection of all, to a MiB; empty before the first. */
  OptionalLong heapBytes() {
    return heapBytes;
  }

  private void feed(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        take(line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else if (line.size() < LONGEST_LINE) {
        line.write(bytes[i]);
      }
    }
  }

  private void take(String text) {
    Matcher all = LINE.matcher(text);
    if (!all.matches()) {
      return;
    }
    pid = Long.parseLong(all.group(1));
    if (all.group(2).strip().equals("gc")) {
      heapAfter(all.group(3))
          .ifPresent(
              bytes -> {
                collections++;
                heapBytes = OptionalLong.of(bytes);
              });
    } else if (all.group(2).strip().equals("safepoint")) {
      Matcher pause = PAUSE.matcher(all.group(3));
      if (pause.matches()) {
        long nanos = Long.parseLong(pause.group(1));
        totalNanos += nanos;
        longestNanos = Math.max(longestNanos, nanos);
      }
    }
  }

  private static Optional<Long> heapAfter(String text) {
    Matcher collection = COLLECTION.matcher(text);
    if (NO_COLLECTION.matcher(text).matches() || !collection.matches()) {
      return Optional.empty();
    }
    int shift = 10 * ("KMG".indexOf(collection.group(2)) + 1);
    return Optional.of(Long.parseLong(collection.group(1)) << shift);
  }
}
