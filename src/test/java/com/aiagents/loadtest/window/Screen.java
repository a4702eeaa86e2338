package com.aiagents.loadtest.window;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A screen that nobody sees, for the windows of one process: {@code Xvfb} from the PATH, on a
 * display that is free.
 */
public final class Screen implements AutoCloseable {
  private static final long END_SECONDS = 10;

  private final Process xvfb;
  private final String display;

  /**
   * Starts it.
   *
   * @param width in pixels, as the height
   */
  public Screen(int width, int height) throws IOException {
    xvfb =
        new ProcessBuilder(
                onPath("Xvfb").toString(),
                // it says on its output which display it took, as soon as it can be used
                "-displayfd",
                "1",
                "-screen",
                "0",
                width + "x" + height + "x24",
                "-nolisten",
                "tcp",
                // ends when its last window is closed, even if we were killed
                "-terminate")
            .redirectError(Redirect.DISCARD)
            .start();
    String number =
        new BufferedReader(new InputStreamReader(xvfb.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (number == null) {
      throw new IllegalStateException("Xvfb ended before it told its display");
    }
    display = ":" + number;
  }

  private static Path onPath(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "found no " + name + " on the PATH; on Debian: apt-get install xvfb"));
  }

  /** Adds to the environment of a process what shows its windows here. */
  public void showIn(Map<String, String> environment) {
    environment.put("DISPLAY", display);
    environment.remove("WAYLAND_DISPLAY");
  }

  @Override
  public void close() {
    xvfb.destroy();
    try {
      if (!xvfb.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        xvfb.destroyForcibly();
      }
    } catch (InterruptedException e) {
      xvfb.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
