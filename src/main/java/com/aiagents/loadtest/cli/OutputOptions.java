package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.run.WholeFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The option that says where a result is shown. */
final class OutputOptions {
  @Option(
      names = "--out",
      description = "Write the format into a file; the tables still come on the screen.")
  private Path out;

  /**
   * Shows a result; a file is written whole or not at all.
   *
   * @param asked in the form that was asked for
   * @param tables for the screen
   */
  void show(PrintWriter screen, Supplier<String> asked, Supplier<String> tables)
      throws IOException {
    if (out == null) {
      screen.print(asked.get());
    } else {
      WholeFile.write(out, asked.get());
      screen.print(tables.get());
    }
    screen.flush();
  }
}
