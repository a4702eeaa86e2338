package com.aiagents.loadtest.run;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Finds Maven. */
public final class Maven {
  private Maven() {}

  /**
   * The {@code mvn} on the PATH.
   *
   * @throws EnvironmentException if there is none
   */
  public static Path find(Map<String, String> environment) throws EnvironmentException {
    String path = environment.getOrDefault("PATH", "");
    for (String folder : path.split(File.pathSeparator)) {
      Path mvn = Path.of(folder.isEmpty() ? "." : folder, "mvn");
      if (Files.isExecutable(mvn) && Files.isRegularFile(mvn)) {
        return mvn;
      }
    }
    throw new EnvironmentException(
        "no Maven: found no mvn on the PATH, needed is Maven 3.8 or later");
  }
}
