package com.aiagents.loadtest.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads {@code monitor.csv} while it is written: each time the rows that have been completed since.
 * Used by one thread.
 */
public final class MonitorTail {
  private final Path path;
  private final MonitorReader reader;
  private long position;

  public MonitorTail(Path path, Consumer<Reading> consumer) {
    this.path = path;
    this.reader = new MonitorReader(consumer);
  }

  /** Takes what was written since the last call; nothing if there is no file yet. */
  public void advance() throws IOException {
    try {
      long size = Files.size(path);
      if (size > position) {
        position = reader.readComplete(path, position, size);
      }
    } catch (NoSuchFileException e) {
      // nobody watches yet
    }
  }
}
