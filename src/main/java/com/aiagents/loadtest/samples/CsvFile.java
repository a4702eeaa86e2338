package com.aiagents.loadtest.samples;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a CSV file whole or not at all: rows go to a file beside, which gets its name when it is
 * complete. Used by one thread.
 */
final class CsvFile implements AutoCloseable {
  private final Path file;
  private final Path beside;
  private final BufferedWriter out;
  private boolean complete;

  CsvFile(Path file, String header) throws IOException {
    this.file = file;
    this.beside = file.resolveSibling("." + file.getFileName() + ".new");
    this.out = Files.newBufferedWriter(beside, StandardCharsets.UTF_8);
    out.write(header);
    out.write('\n');
  }

  /** Adds a row: values are separated here and quoted where they must be. */
  void row(Object... values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        out.write(',');
      }
      out.write(quoted(String.valueOf(values[i])));
    }
    out.write('\n');
  }

  private static String quoted(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' || c == '"' || c == '\r' || c == '\n') {
        return '"' + text.replace("\"", "\"\"") + '"';
      }
    }
    return text;
  }

  /** Says that all rows are there: the file gets its name. */
  void finish() throws IOException {
    out.close();
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    complete = true;
  }

  @Override
  public void close() throws IOException {
    if (!complete) {
      out.close();
      Files.deleteIfExists(beside);
    }
  }
}
