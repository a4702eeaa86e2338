package com.aiagents.loadtest.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The evidence of a real run that was made once and kept: what was judged then is judged alike by
 * every later version. {@code src/test/resources/runs/README.md} tells how each was made.
 */
final class KeptRun {
  private KeptRun() {}

  /** Unpacks a run below a folder; returns its run folder. */
  static Path in(Path folder, String name) throws IOException {
    Path run = null;
    try (InputStream in = KeptRun.class.getResourceAsStream("/runs/" + name + ".zip");
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        if (!entry.isDirectory()) {
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
          run = file.getParent();
        }
      }
    }
    return run;
  }

  /** Makes the folder of a suite beside its runs, and returns it. */
  static Path suite(String name, Path... runs) throws IOException {
    Path suite = Files.createDirectory(runs[0].resolveSibling(name));
    String names =
        Arrays.stream(runs)
            .map(run -> '"' + run.getFileName().toString() + '"')
            .collect(Collectors.joining(","));
    Files.writeString(suite.resolve("suite.json"), "{\"schema\":1,\"runs\":[" + names + "]}");
    return suite;
  }
}
