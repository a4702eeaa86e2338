package com.aiagents.loadtest.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.run.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessStateTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  @TempDir private Path folder;

  @Test
  void tellsByWhateverTheSystemHas() throws Exception {
    Path none = folder.resolve("none");
    Process process = new ProcessBuilder("sleep", "600").start();
    try {
      for (Path proc : new Path[] {Path.of("/proc"), none}) {
        assertThat(ProcessState.stopped(process.pid(), PATIENCE, proc)).contains(false);
        signal(process, "-STOP");
        await(process.pid(), proc, true);
        signal(process, "-CONT");
        await(process.pid(), proc, false);
        assertThat(ProcessState.residentBytes(process.pid(), PATIENCE, proc).orElseThrow())
            .isBetween(64L << 10, 64L << 20);
      }
    } finally {
      process.destroyForcibly();
    }
    process.waitFor();
    assertThat(ProcessState.stopped(process.pid(), PATIENCE)).isEmpty();
    assertThat(ProcessState.residentBytes(process.pid(), PATIENCE)).isEmpty();
    assertThat(ProcessState.residentBytes(process.pid(), PATIENCE, none)).isEmpty();
    assertThat(ProcessState.stopped(process.pid(), PATIENCE, none)).isEmpty();
  }

  private static void signal(Process process, String signal) throws Exception {
    int code = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    assertThat(code).isZero();
  }

  private static void await(long pid, Path proc, boolean stopped) throws InterruptedException {
    Processes.await(
        "stopped: " + stopped,
        PATIENCE,
        () -> {
          try {
            return ProcessState.stopped(pid, PATIENCE, proc).equals(Optional.of(stopped));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
