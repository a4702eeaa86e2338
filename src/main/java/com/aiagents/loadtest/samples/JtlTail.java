package com.aiagents.loadtest.samples;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads a CSV JTL while JMeter writes it: each time the rows that have been completed since. Used
 * by one thread.
 */
public final class JtlTail {
  private final Path renamed;
  private Path path;
  private final RowHandler<Sample> handler;
  private JtlFile file;
  private long position;

  public JtlTail(Path path, RowHandler<Sample> handler) {
    this(path, path, handler);
  }

  /**
   * A tail of a file that gets another name when it is complete.
   *
   * @param renamed its last name
   */
  public JtlTail(Path path, Path renamed, RowHandler<Sample> handler) {
    this.path = path;
    this.renamed = renamed;
    this.handler = handler;
  }

  /** Takes what was written since the last call; nothing if there is no file yet. */
  public void advance() throws IOException {
    try {
      long size = Files.size(path);
      if (size == position) {
        return;
      }
      if (file == null || file.isEmpty()) {
        file = JtlFile.of(path);
        position = file.dataOffset();
      }
      if (!file.isEmpty()) {
        try (RowReader reader = file.grownTo(path, size).rows(position, false, handler::row)) {
          position = reader.readComplete();
        }
      }
    } catch (NoSuchFileException | FileNotFoundException e) {
      // JMeter has not started to write, or has ended
      if (!path.equals(renamed) && Files.exists(renamed)) {
        path = renamed;
        advance();
      }
    } catch (SampleException e) {
      // JMeter has not written a whole line
    }
  }
}
