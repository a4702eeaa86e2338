package com.aiagents.loadtest.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a file whole or not at all. */
public final class WholeFile {
  private WholeFile() {}

  /** Writes a text as UTF-8, see {@link #write(Path, byte[])}. */
  public static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes several texts as UTF-8: each beside its file, and when all are there they get their
   * names. What can fail, a full disk or a folder in the place of a file, fails before that.
   *
   * @throws IOException if one cannot be written; every earlier file is as it was then
   */
  public static void writeAll(Map<Path, String> texts) throws IOException {
    Map<Path, Path> besides = new LinkedHashMap<>();
    try {
      for (Map.Entry<Path, String> text : texts.entrySet()) {
        if (Files.isDirectory(text.getKey())) {
          throw new FileSystemException(text.getKey().toString(), null, "is a folder");
        }
        Path beside = beside(text.getKey());
        besides.put(beside, text.getKey());
        write(text.getKey(), beside, text.getValue().getBytes(StandardCharsets.UTF_8));
      }
      for (Map.Entry<Path, Path> written : besides.entrySet()) {
        rename(written.getKey(), written.getValue());
      }
    } finally {
      for (Path beside : besides.keySet()) {
        Files.deleteIfExists(beside);
      }
    }
  }

  /**
   * Writes beside the file and renames, so that an earlier one stays until the new one is whole.
   *
   * @throws IOException if it cannot be written; nothing is left beside it then
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    Path beside = beside(file);
    try {
      write(file, beside, bytes);
      rename(beside, file);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** A full disk does not say where it was full. */
  private static void write(Path file, Path beside, byte[] bytes) throws IOException {
    try {
      Files.write(beside, bytes);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw new FileSystemException(file.toString(), null, e.getMessage());
    }
  }

  private static Path beside(Path file) {
    return file.toAbsolutePath().resolveSibling("." + file.getFileName() + ".new");
  }

  private static void rename(Path beside, Path file) throws IOException {
    Files.move(
        beside,
        file.toAbsolutePath(),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }
}
