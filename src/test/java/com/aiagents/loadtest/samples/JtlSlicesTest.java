package com.aiagents.loadtest.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slices make no difference. */
class JtlSlicesTest {
  private static final String HEADER = "timeStamp,elapsed,label,responseCode,success\n";
  @TempDir private Path folder;

  @Test
  void slicesMakeNoDifference() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      StringBuilder text = new StringBuilder(HEADER);
      for (int i = random.nextInt(300); i > 0; i--) {
        text.append(row(random, i));
      }
      check(text.toString().getBytes(StandardCharsets.UTF_8), "seed " + seed + " round " + round);
    }
  }

  @Test
  void aRowInsideAQuotedTextIsNoRow() throws IOException {
    // almost every byte of the file lies in a text that looks like rows
    String fake = "1000,1,fake,200,true\n".repeat(2_000);
    check(
        (HEADER + "1000,7,\"a\n" + fake + "\",200,true\n1001,7,l,200,true\n")
            .getBytes(StandardCharsets.UTF_8),
        "one text");
    List<Sample> rows = rows(7);
    assertThat(rows).extracting(Sample::label).doesNotContain("fake").hasSize(2);
    assertThat(rows).hasSize(2);
  }

  private void check(byte[] bytes, String what) throws IOException {
    AgainstOracle.check(Files.write(folder.resolve("f"), bytes), what);
  }

  private List<Sample> rows(int slices) throws IOException {
    return JtlReader.read(List.of(folder.resolve("f")), slices, AgainstOracle.Collected::new)
        .handler()
        .samples();
  }

  private static String row(Random random, int i) {
    String label =
        switch (random.nextInt(7)) {
          case 0 -> "\"two\nlines, \"\"quoted\"\"\"";
          case 1 -> "\"\n1000,1,fake,200,true\n\"";
          case 2 -> "GET /ü";
          case 3 -> "5¢";
          case 4 -> "say \"so\"";
          default -> "GET /health";
        };
    String success = random.nextInt(20) == 0 ? "maybe" : random.nextBoolean() ? "true" : "false";
    return (1_700_000_000_000L + i)
        + ","
        + random.nextInt(5_000)
        + ","
        + label
        + ",200,"
        + success
        + (random.nextInt(15) == 0 ? ",more" : "")
        + (random.nextInt(3) == 0 ? "\r\n" : "\n");
  }
}
