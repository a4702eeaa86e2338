package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands in the folder of the only run of a results folder. */
final class OnlyRun {
  private OnlyRun() {}

  /** That folder. */
  static Path folder(Path results) throws IOException {
    try (Stream<Path> all = Files.list(results)) {
      return all.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  /** The lines of its JTL so far, also while it is written; none as long as there is no JTL. */
  static List<String> rowsSoFar(Path results) {
    try {
      Optional<Path> samples = new RunFolder(folder(results)).findSamples();
      return samples.isPresent() ? Files.readAllLines(samples.get()) : List.of();
    } catch (IOException | NoSuchElementException e) {
      // not there yet, or just renamed: whoever waits asks again
      return List.of();
    }
  }
}
