package com.aiagents.loadtest.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The resident memory of this process where the metrics library cannot tell it: not on Linux. */
final class ResidentMemory {
  private static final Path TOLD_BY_LINUX = Path.of("/proc/self/status");
  private static final long PATIENCE_SECONDS = 1;
  private static final int KIBIBYTE = 1_024;

  private ResidentMemory() {}

  /** Whether the library tells it by itself. */
  static boolean isTold() {
    return Files.isReadable(TOLD_BY_LINUX);
  }

  /** Bytes as {@code ps} tells them; NaN if it does not. */
  static double ofPs() {
    try {
      String pid = Long.toString(ProcessHandle.current().pid());
      Process ps =
          new ProcessBuilder("ps", "-o", "rss=", "-p", pid).redirectError(Redirect.DISCARD).start();
      try {
        return ps.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
            ? bytes(new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
            : Double.NaN;
      } finally {
        ps.destroyForcibly();
      }
    } catch (IOException e) {
      return Double.NaN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Double.NaN;
    }
  }

  private static double bytes(String kibibytes) {
    String number = kibibytes.strip();
    return number.matches("\\d{1,15}") ? Double.parseDouble(number) * KIBIBYTE : Double.NaN;
  }
}
