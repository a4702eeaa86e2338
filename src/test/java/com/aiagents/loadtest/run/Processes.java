package com.aiagents.loadtest.run;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Looks for processes by what stands in their command line, and waits for conditions.
 *
 * <p>Java shows the first 4,096 bytes of a command line only: look for what stands before a class
 * path.
 */
public final class Processes {
  private Processes() {}

  /** Living processes other than this one whose command line holds a text. */
  public static List<ProcessHandle> with(String text) {
    return ProcessHandle.allProcesses()
        .filter(p -> p.pid() != ProcessHandle.current().pid())
        .filter(p -> p.info().commandLine().orElse("").contains(text))
        .toList();
  }

  /** The folder that an embedded target works in, found by its log file. */
  public static String workOf(String log) {
    return with("-Dembedded.log=" + log).stream()
        .map(p -> p.info().commandLine().orElse(""))
        .map(line -> line.replaceFirst("(?s).*-Djava.io.tmpdir=(\\S+)/tmp .*", "$1"))
        .findFirst()
        .orElseThrow();
  }

  /** Waits until something is so; fails when it does not become so in time. */
  public static void await(String what, Duration timeout, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("not within " + timeout.toSeconds() + " s: " + what);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Waits until no process has a text in its command line. */
  public static void awaitNone(String text) throws InterruptedException {
    await("no process with " + text, Duration.ofSeconds(40), () -> with(text).isEmpty());
  }
}
