package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.samples.JtlReader;
import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.samples.SampleOf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A whole burst: two thread groups that come and go as planned. */
@Isolated("counts users by the second")
class BurstRunIT {
  @TempDir private Path out;

  @Test
  void aBurstFollowsItsProfile() throws IOException {
    CommandLineRun run =
        CommandLineRun.of("run", "burst", "--duration", "48s", "--out", out.toString());
    assertThat(run.out()).contains("VERDICT burst: PASS");
    List<Sample> samples = new ArrayList<>();
    JtlReader.read(
        OnlyRun.folder(out).resolve("samples.jtl"), row -> samples.add(SampleOf.copy(row)));
    long start = samples.stream().mapToLong(Sample::startMillis).min().orElseThrow();
    // 1 to 10 in 6 s, to 200 until 8 s, 200 until 32 s, back to 10 until 38 s, 10 until 48 s
    assertThat(users(samples, start, 0, 1)).isBetween(1, 4);
    assertThat(users(samples, start, 4, 5)).isBetween(5, 20);
    for (int second = 10; second < 30; second++) {
      assertThat(users(samples, start, second, second + 1)).as("second %d", second).isEqualTo(200);
    }
    assertThat(users(samples, start, 35, 36)).isBetween(40, 160);
    for (int second = 40; second < 45; second++) {
      assertThat(users(samples, start, second, second + 1)).as("second %d", second).isEqualTo(10);
    }
  }

  /** The most users that the samples of some seconds saw. */
  private static int users(List<Sample> samples, long start, int from, int to) {
    return samples.stream()
        .filter(
            s -> s.startMillis() >= start + from * 1000L && s.startMillis() < start + to * 1000L)
        .mapToInt(Sample::allThreads)
        .max()
        .orElse(0);
  }
}
