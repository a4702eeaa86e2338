package com.aiagents.loadtest.monitor;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** What the operating system says of a process: Linux in a file, others by {@code ps}. */
final class ProcessState {
  private static final String RESIDENT = "\nVmRSS:";
  private static final Path PROC = Path.of("/proc");

  private ProcessState() {}

  /**
   * Whether a process is stopped (SIGSTOP, Ctrl-Z, a debugger); empty if it is gone or nobody says.
   *
   * @param patience how long {@code ps} may take
   */
  static Optional<Boolean> stopped(long pid, Duration patience)
      throws IOException, InterruptedException {
    return stopped(pid, patience, PROC);
  }

  /**
   * The same by another folder.
   *
   * @param proc where Linux tells of processes; {@code ps} is asked if it does not exist
   */
  static Optional<Boolean> stopped(long pid, Duration patience, Path proc)
      throws IOException, InterruptedException {
    String text = Files.isDirectory(proc) ? ofFile(proc, pid) : ofPs("stat=", pid, patience);
    return text.isEmpty() ? Optional.empty() : Optional.of("Tt".indexOf(text.charAt(0)) >= 0);
  }

  /**
   * The memory of a process that is resident; empty if it is gone or nobody says.
   *
   * @param patience how long {@code ps} may take
   */
  static OptionalLong residentBytes(long pid, Duration patience)
      throws IOException, InterruptedException {
    return residentBytes(pid, patience, PROC);
  }

  /**
   * The same by another folder.
   *
   * @param proc where Linux tells of processes; {@code ps} is asked if it does not exist
   */
  static OptionalLong residentBytes(long pid, Duration patience, Path proc)
      throws IOException, InterruptedException {
    String kibibytes =
        Files.isDirectory(proc) ? residentOfFile(proc, pid) : ofPs("rss=", pid, patience);
    return kibibytes.matches("\\d{1,15}")
        ? OptionalLong.of(Long.parseLong(kibibytes) << 10)
        : OptionalLong.empty();
  }

  private static String residentOfFile(Path proc, long pid) throws IOException {
    try {
      String status = Files.readString(proc.resolve(pid + "/status"), StandardCharsets.ISO_8859_1);
      int from = status.indexOf(RESIDENT) + RESIDENT.length();
      // a process that ended and was not waited for has no memory any more
      return from < RESIDENT.length()
          ? ""
          : status.substring(from, status.indexOf(" kB", from)).strip();
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private static String ofFile(Path proc, long pid) throws IOException {
    try {
      String stat = Files.readString(proc.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
      // pid (name) state …, and a name may hold anything
      return stat.substring(stat.lastIndexOf(')') + 1).strip();
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private static String ofPs(String column, long pid, Duration patience)
      throws IOException, InterruptedException {
    Process ps =
        new ProcessBuilder("ps", "-o", column, "-p", Long.toString(pid))
            .redirectError(Redirect.DISCARD)
            .start();
    try {
      return ps.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
          ? new String(ps.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1).strip()
          : "";
    } finally {
      ps.destroyForcibly();
    }
  }
}
