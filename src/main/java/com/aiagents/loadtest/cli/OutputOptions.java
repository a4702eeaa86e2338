package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.run.WholeFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The options that say in which form a result is shown, and where. */
final class OutputOptions {
  enum Format {
    text,
    json
  }

  @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES}.")
  private Format format;

  @Option(
      names = "--out",
      description = "Write the format into a file; the tables still come on the screen.")
  private Path out;

  /** Shows a result; a file is written whole or not at all. */
  void show(PrintWriter screen, Supplier<String> tables, Supplier<String> json) throws IOException {
    String asked = (format == Format.json ? json : tables).get();
    if (out == null) {
      screen.print(asked);
    } else {
      WholeFile.write(out, asked);
      screen.print(tables.get());
    }
    screen.flush();
  }
}
