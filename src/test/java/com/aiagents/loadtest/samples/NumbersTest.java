package com.aiagents.loadtest.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.unit.ReadSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers are read eight digits at once; these are read by Java beside it. */
class NumbersTest {
  private static final String ODD = "/:-+ .x\"\u0000\u007f";
  private static final int ROWS = 20_000;
  private static final long DAY_MILLIS = 86_400_000;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @TempDir private Path folder;

  @Test
  void anElapsedTimeIsWhatItsDigitsSayOrDamage() throws IOException {
    StringBuilder rows = new StringBuilder();
    List<Long> expected = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      StringBuilder number = new StringBuilder();
      for (int digits = 1 + random.nextInt(10); digits > 0; digits--) {
        number.append(random.nextInt(10));
      }
      if (random.nextInt(4) == 0) {
        // never the first, where a quote would open a text and a minus is a sign
        number.insert(
            random.nextInt(number.length()) + 1, ODD.charAt(random.nextInt(ODD.length())));
      }
      rows.append("1700000000000,").append(number).append(",a,true\n");
      if (number.chars().allMatch(c -> c >= '0' && c <= '9')
          && Long.parseLong(number.toString()) <= DAY_MILLIS) {
        expected.add(Long.valueOf(number.toString()));
      }
    }
    List<Long> found = new ArrayList<>();
    ReadSummary read = read(rows, sample -> found.add(sample.elapsedMillis()));
    assertThat(found).as("seed %d", seed).isEqualTo(expected);
    assertThat(read.damaged()).as("seed %d", seed).isEqualTo(ROWS - expected.size());
  }

  @Test
  void aTimeStampIsWhatItsDigitsSayWhicheverCameBefore() throws IOException {
    StringBuilder rows = new StringBuilder();
    List<Long> expected = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      long base =
          random.nextInt(10) == 0 ? random.nextInt(100_000) * 100_000_000L : 17_000 * 100_000_000L;
      long start = base + random.nextInt(100_000_000);
      expected.add(start);
      rows.append("%013d,1,a,true\n".formatted(start));
    }
    List<Long> found = new ArrayList<>();
    read(rows, sample -> found.add(sample.startMillis()));
    assertThat(found).as("seed %d", seed).isEqualTo(expected);
  }

  private ReadSummary read(CharSequence rows, RowHandler<Sample> handler) throws IOException {
    Path file = folder.resolve("samples.jtl");
    Files.writeString(file, "timeStamp,elapsed,label,success\n" + rows);
    return JtlReader.read(file, handler);
  }
}
