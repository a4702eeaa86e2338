package com.aiagents.loadtest.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.unit.ReadSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares the reader with {@link NaiveJtl}, on files of its five columns. */
final class AgainstOracle {
  private AgainstOracle() {}

  /** Rows, damage and places are those of the oracle, in one slice, in two and in seven. */
  static void check(Path file, String what) throws IOException {
    NaiveJtl oracle = new NaiveJtl(Files.readAllBytes(file), 5);
    for (int slices : new int[] {1, 2, 7}) {
      JtlReader.Read<Collected> read = JtlReader.read(List.of(file), slices, Collected::new);
      assertThat(read.handler().samples())
          .as("%s, %d slices", what, slices)
          .extracting(s -> s.startMillis() + "|" + s.elapsedMillis() + "|" + s.label())
          .isEqualTo(oracle.rows());
      ReadSummary summary = read.summary();
      assertThat(summary.rows()).as(what).isEqualTo(oracle.rows().size());
      assertThat(summary.damaged()).as(what).isEqualTo(oracle.damagedLines().size());
      assertThat(summary.firstDamaged().map(d -> d.line()))
          .as(what)
          .isEqualTo(oracle.damagedLines().stream().findFirst());
      assertThat(summary.cutOff()).as(what).isEqualTo(oracle.cutOff());
    }
  }

  /** Keeps every row. */
  static final class Collected implements SliceHandler<Sample, Collected> {
    private final List<Sample> samples = new ArrayList<>();

    @Override
    public void row(Sample sample) {
      samples.add(SampleOf.copy(sample));
    }

    @Override
    public void merge(Collected other) {
      samples.addAll(other.samples);
    }

    List<Sample> samples() {
      return samples;
    }
  }
}
