package com.aiagents.loadtest.bench;

import com.aiagents.loadtest.monitor.Monitor;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.TargetFile;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Watches a target and prints what that costs, in percent of one core: {@code ProbeCost TARGET_FILE
 * FOLDER SECONDS}. The start is told apart: until every probe was asked once, and 30 s more, the
 * warm-up of a baseline.
 */
public final class ProbeCost {
  private static final int SETTLE_SECONDS = 30;

  private ProbeCost() {}

  public static void main(String[] args)
      throws IOException, DefinitionException, InterruptedException {
    Path folder = Path.of(args[1]);
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try (Monitor monitor =
        Monitor.start(
            folder.resolve("monitor.csv"),
            TargetFile.read(Path.of(args[0]), System.getenv()),
            folder.resolve("generator-gc.log"))) {
      if (!monitor.awaitFirst().isEmpty()) {
        throw new IOException("not all probes can run: " + monitor.awaitFirst());
      }
      TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
      long cpuBefore = process.getProcessCpuTime();
      long before = System.nanoTime();
      TimeUnit.SECONDS.sleep(Long.parseLong(args[2]));
      double used = process.getProcessCpuTime() - cpuBefore;
      System.out.println(
          String.format(
              Locale.ROOT,
              "%.2f %.2f",
              100 * used / (System.nanoTime() - before),
              cpuBefore / 1e9));
    }
  }
}
