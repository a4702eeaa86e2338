package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.analysis.LoadBounds;
import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.analysis.LoadWindows;
import com.aiagents.loadtest.samples.JtlReader;
import com.aiagents.loadtest.unit.ReadSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * The samples of a run.
 *
 * @param read what could be read of the files
 * @param bounds when the load began and when its last request was sent
 * @param windows which times are told apart
 * @param recorder that took all samples
 */
record LoadEvidence(
    ReadSummary read, LoadBounds bounds, LoadWindows windows, LoadRecorder recorder) {
  /** Smaller files are read before a second thread has begun. */
  private static final long WORTH_SLICES = 8 << 20;

  private static final int MOST_SLICES = 8;

  /**
   * Reads files in one pass, as a rule.
   *
   * <p>Which times are told apart depends on the first request, and that is known for sure only
   * when all rows were seen, since they stand in the order in which they ended. So it is guessed
   * from the rows at both ends of the files; if the guess was wrong, they are read once more.
   *
   * @param windowsOf which times are told apart in a load with such bounds
   */
  static LoadEvidence read(List<Path> files, Function<LoadBounds, LoadWindows> windowsOf)
      throws IOException {
    int slices = 1;
    for (Path file : files) {
      slices = Math.max(slices, slices(file));
    }
    LoadBounds expected = guess(files);
    while (true) {
      LoadWindows windows = windowsOf.apply(expected);
      JtlReader.Read<LoadRecorder> read =
          JtlReader.read(files, slices, () -> new LoadRecorder(windows));
      LoadBounds bounds = read.handler().bounds();
      if (bounds.equals(expected) || windows.equals(windowsOf.apply(bounds))) {
        return new LoadEvidence(read.summary(), bounds, windows, read.handler());
      }
      expected = bounds;
    }
  }

  /** In how many slices a file is read. */
  static int slices(Path file) throws IOException {
    return Files.size(file) < WORTH_SLICES
        ? 1
        : Math.min(MOST_SLICES, Runtime.getRuntime().availableProcessors());
  }

  private static LoadBounds guess(List<Path> files) throws IOException {
    LoadBounds[] guess = {LoadBounds.NONE};
    for (Path file : files) {
      JtlReader.readEnds(
          file,
          sample ->
              guess[0] = guess[0].and(new LoadBounds(sample.startMillis(), sample.startMillis())));
    }
    return guess[0];
  }
}
