package com.aiagents.loadtest.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aiagents.loadtest.target.TargetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorProbeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  @TempDir private Path folder;

  @Test
  void beforeJMeterThereIsOnlyTheMachine() throws Exception {
    GeneratorProbe probe = probe(Duration.ofSeconds(1));
    assertThat(probe.read()).containsEntry("drift_millis", 0.0).doesNotContainKey("late_millis");
    assertThat(probe.read())
        .containsKeys("drift_millis", "late_millis")
        .doesNotContainKeys("cpu", "pause_millis", "longest_pause_millis", "stopped");
  }

  @Test
  void looksAtTheProcessThatWritesTheLog() throws Exception {
    GeneratorProbe probe = probe(Duration.ofMillis(1));
    log(ProcessHandle.current().pid(), 3_000_000);
    log(ProcessHandle.current().pid(), 4_000_000);
    assertThat(probe.read())
        .containsEntry("pause_millis", 7.0)
        .containsEntry("longest_pause_millis", 4.0)
        .containsEntry("stopped", 0.0)
        .containsEntry("collections", 0.0)
        .containsKey("resident_bytes")
        .doesNotContainKeys("cpu", "heap_bytes");
    Files.writeString(
        file(),
        "[t]["
            + ProcessHandle.current().pid()
            + "][gc      ] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->4M(256M) 2.5ms\n",
        StandardOpenOption.APPEND);
    long end = System.nanoTime() + 300_000_000;
    while (System.nanoTime() < end) {
      // uses a core
      Thread.onSpinWait();
    }
    Map<String, Double> readings = probe.read();
    assertThat(readings.get("cpu")).isGreaterThan(0).isLessThanOrEqualTo(1);
    assertThat(readings.get("late_millis")).isGreaterThan(290);
    assertThat(readings)
        .containsEntry("pause_millis", 0.0)
        .containsEntry("collections", 1.0)
        .containsEntry("heap_bytes", 4.0 * (1 << 20));
  }

  @Test
  void theWorstOfJMeterHereAndOfAgentsIsTold() throws Exception {
    Map<String, Double> agents =
        Map.of(
            "cpu", 0.9, "pause_millis", 2.0, "longest_pause_millis", 9.0, "drift_millis", -700.0);
    GeneratorProbe probe =
        new GeneratorProbe(file(), Duration.ofSeconds(1), PATIENCE, () -> agents);
    log(ProcessHandle.current().pid(), 5_000_000);
    assertThat(probe.read())
        .containsEntry("cpu", 0.9)
        .containsEntry("pause_millis", 5.0)
        .containsEntry("longest_pause_millis", 9.0)
        .containsEntry("drift_millis", -700.0)
        .containsEntry("stopped", 0.0);
  }

  @Test
  void aProcessThatIsGoneHasNoReadings() throws Exception {
    GeneratorProbe probe = probe(Duration.ofSeconds(1));
    Process process = new ProcessBuilder("sleep", "600").start();
    try {
      log(process.pid(), 1_000_000);
      assertThat(probe.read()).containsEntry("stopped", 0.0);
    } finally {
      process.destroyForcibly();
    }
    process.waitFor();
    assertThat(probe.read())
        .containsKey("drift_millis")
        .doesNotContainKeys("cpu", "pause_millis", "longest_pause_millis", "stopped");
  }

  @Test
  void aLogThatCannotBeReadIsNoAnswer() throws Exception {
    Files.createDirectory(file());
    GeneratorProbe probe = probe(Duration.ofSeconds(1));
    assertThatThrownBy(probe::read)
        .isInstanceOf(TargetException.class)
        .hasMessageStartingWith("generator: ");
  }

  private Path file() {
    return folder.resolve("generator-gc.log");
  }

  private GeneratorProbe probe(Duration period) {
    return new GeneratorProbe(file(), period, PATIENCE, Map::of);
  }

  private void log(long pid, long nanos) throws IOException {
    Files.writeString(
        file(),
        "[2026-11-25T01:19:21.934+0000]["
            + pid
            + "][safepoint] Safepoint \"Cleanup\", Time since last: 9 ns, Total: "
            + nanos
            + " ns\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
