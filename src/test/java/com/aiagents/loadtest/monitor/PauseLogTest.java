package com.aiagents.loadtest.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The logs in src/test/resources/pauses were written by real JVMs with a heap of 64 MiB. */
class PauseLogTest {
  private static final Path REAL = Path.of("src/test/resources/pauses");
  private static final Pattern COLLECTION = Pattern.compile("\\[gc *] .* Pause .* ([0-9.]+)ms");
  private static final Pattern AFTER = Pattern.compile("\\[gc *] .*->(\\d+)M\\(");
  private static final Pattern ANY = Pattern.compile("\\[safepoint *] .* Total: +(\\d+) ns");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serial-17",
        "parallel-17",
        "g1-17",
        "z-17",
        "serial-25",
        "parallel-25",
        "g1-25",
        "z-25"
      })
  void readsEveryPauseOfEveryCollector(String jvm) throws IOException {
    Path file = REAL.resolve(jvm + ".log");
    String text = Files.readString(file);
    double collections = 0;
    for (Matcher m = COLLECTION.matcher(text); m.find(); ) {
      collections += Double.parseDouble(m.group(1));
    }
    double all = 0;
    double longest = 0;
    for (Matcher m = ANY.matcher(text); m.find(); ) {
      all += Double.parseDouble(m.group(1)) / 1e6;
      longest = Math.max(longest, Double.parseDouble(m.group(1)) / 1e6);
    }
    PauseLog log = new PauseLog(file);
    PauseLog.Pauses pauses = log.advance();
    assertThat(pauses.totalMillis()).isCloseTo(all, within(0.001)).isGreaterThan(collections);
    assertThat(pauses.longestMillis()).isEqualTo(longest).isGreaterThan(0.01);
    assertThat(log.pid()).hasValue(Long.parseLong(text.replaceFirst("(?s).*?]\\[(\\d+).*", "$1")));
  }

  @ParameterizedTest
  @CsvSource({
    // as JDK 17, 21 and 25 write it
    "'Safepoint \"Cleanup\", Time since last: 9 ns, Reaching safepoint: 8346 ns, Cleanup: 3 ns,"
        + " At safepoint: 14537 ns, Total: 2500000 ns', 2.5",
    "'Safepoint \"ICBufferFull\", Time since last: 1 ns, Reaching safepoint: 1 ns, At safepoint:"
        + "   1 ns, Total:     500000 ns', 0.5",
    "'Safepoint \"G1CollectFull\", Time since last: 1 ns, Reaching safepoint: 1 ns, At safepoint: 1"
        + " ns, Leaving safepoint: 3987 ns, Total: 4666811 ns, Threads: 0 runnable, 10 total',"
        + " 4.666811",
    "'Safepoint \"Cleanup\", Time since last: 9 ns', 0",
    "'GC(0) Pause Young (Allocation Failure) 17M->16M(61M) 13.436ms', 0"
  })
  void aPauseIsTheWholeTimeWithoutThreads(String text, double millis) throws IOException {
    PauseLog log = log("[2026-11-25T01:19:21.934+0000][77][safepoint] " + text + "\n");
    assertThat(log.advance()).isEqualTo(new PauseLog.Pauses(millis, millis));
    assertThat(log.pid()).hasValue(77);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serial-17",
        "parallel-17",
        "g1-17",
        "z-17",
        "serial-25",
        "parallel-25",
        "g1-25",
        "z-25"
      })
  void countsTheCollectionsOfEveryCollector(String jvm) throws IOException {
    Path file = REAL.resolve(jvm + ".log");
    long collections = 0;
    long last = 0;
    for (String line : Files.readAllLines(file)) {
      Matcher after = AFTER.matcher(line);
      if (after.find() && !line.contains("Pause Remark") && !line.contains("Pause Cleanup")) {
        collections++;
        last = Long.parseLong(after.group(1)) << 20;
      }
    }
    PauseLog log = new PauseLog(file);
    log.advance();
    assertThat(log.collections()).isEqualTo(collections).isGreaterThan(3);
    assertThat(log.heapBytes()).hasValue(last);
    log.advance();
    assertThat(log.collections()).isZero();
    assertThat(log.heapBytes()).hasValue(last);
  }

  @ParameterizedTest
  @CsvSource({
    "GC(12) Pause Young (Normal) (G1 Evacuation Pause) 24M->4M(256M) 2.5ms, 4194304",
    "GC(1) Pause Full (System.gc()) 900K->512K(2G) 2.5ms, 524288",
    "GC(7) Garbage Collection (Warmup) 64M(100%)->2G(50%), 2147483648",
    "GC(0) Major Collection (Warmup) 8M(12%)->22M(34%) 0.010s, 23068672",
    "GC(3) Pause Remark 24M->20M(256M) 1ms, ",
    "GC(3) Pause Cleanup 20M->20M(256M) 0.1ms, ",
    "GC(3) Concurrent Mark Cycle 12.3ms, ",
    "GC(0) Major Collection (Warmup), ",
    "Using G1, "
  })
  void aCollectionSaysWhatItLeft(String text, Long bytes) throws IOException {
    PauseLog log = log("[2026-11-25T01:19:21.934+0000][77][gc       ] " + text + "\n");
    log.advance();
    assertThat(log.collections()).isEqualTo(bytes == null ? 0 : 1);
    if (bytes == null) {
      assertThat(log.heapBytes()).isEmpty();
    } else {
      assertThat(log.heapBytes()).hasValue(bytes);
    }
  }

  @Test
  void whatIsWrittenMeanwhileIsReadOnce() throws IOException {
    PauseLog log = new PauseLog(file());
    assertThat(log.advance()).isEqualTo(new PauseLog.Pauses(0, 0));
    assertThat(log.pid()).isEmpty();
    String line = pause(3_000_000);
    append(pause(1_000_000) + pause(5_000_000) + line.substring(0, 70));
    assertThat(log.advance()).isEqualTo(new PauseLog.Pauses(6, 5));
    append(line.substring(70));
    assertThat(log.advance()).isEqualTo(new PauseLog.Pauses(3, 3));
    assertThat(log.advance()).isEqualTo(new PauseLog.Pauses(0, 0));
  }

  @Test
  void whatIsNoLineOfALogIsPassedOver() throws IOException {
    PauseLog log =
        log("\n[x][y]\n[a][1][gc] Using G1\nSafepoint\n" + "x".repeat(100_000) + "\n" + pause(7));
    assertThat(log.advance().totalMillis()).isEqualTo(7e-6);
    assertThat(log.pid()).hasValue(77);
  }

  private static String pause(long nanos) {
    return "[2026-11-25T01:19:21.934+0000][77][safepoint] Safepoint \"Cleanup\", Time since last: 9"
        + " ns, Reaching safepoint: 8 ns, At safepoint: 1 ns, Total: "
        + nanos
        + " ns\n";
  }

  private Path file() {
    return folder.resolve("generator-gc.log");
  }

  private PauseLog log(String text) throws IOException {
    Files.writeString(file(), text);
    return new PauseLog(file());
  }

  private void append(String text) throws IOException {
    Files.writeString(file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
