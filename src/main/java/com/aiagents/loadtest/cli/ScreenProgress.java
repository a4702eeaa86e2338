package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.run.RunListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows how a run goes on: one line that is written over on a terminal, a plain line every ten
 * seconds elsewhere.
 */
final class ScreenProgress implements RunListener {
  private static final int BAR = 24;
  private static final long PLAIN_EVERY_SECONDS = 10;

  private final PrintWriter screen;
  private final boolean terminal;
  private int shown;
  private long lastPlain = -PLAIN_EVERY_SECONDS;

  ScreenProgress(PrintWriter screen, boolean terminal) {
    this.screen = screen;
    this.terminal = terminal;
  }

  /** Whether the launcher script found a terminal. */
  static ScreenProgress ofProcess(PrintWriter screen) {
    return new ScreenProgress(screen, Boolean.getBoolean("load-test.terminal"));
  }

  @Override
  public void step(String text) {
    wipe();
    screen.println(text);
    screen.flush();
    lastPlain = -PLAIN_EVERY_SECONDS;
  }

  @Override
  public void progress(Progress p) {
    long total = p.elapsed().plus(p.left()).toMillis();
    double done = total == 0 ? 1 : Math.min(1, (double) p.elapsed().toMillis() / total);
    String line =
        String.format(
            Locale.ROOT,
            "%4d users  %7.1f requests/s  %6d requests  %4d errors  %s left",
            p.users(),
            p.requestsPerSecond(),
            p.requests(),
            p.errors(),
            clock(p.left()));
    int filled = (int) Math.round(done * BAR);
    show("[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] ", line, p.elapsed());
  }

  @Override
  public void draining(long queueDepth, long unfinished, Duration elapsed) {
    show(
        "",
        String.format(
            Locale.ROOT,
            "%d jobs in the queue, %d tickets without an end, %d s",
            queueDepth,
            unfinished,
            elapsed.toSeconds()),
        elapsed);
  }

  /** What a watch sees. */
  void watching(String line, Duration elapsed) {
    show("", line, elapsed);
  }

  private void show(String bar, String line, Duration elapsed) {
    if (terminal) {
      String text = "  " + bar + line;
      screen.print("\r" + text + " ".repeat(Math.max(0, shown - text.length())));
      shown = text.length();
    } else if (elapsed.toSeconds() >= lastPlain + PLAIN_EVERY_SECONDS) {
      lastPlain = elapsed.toSeconds();
      screen.println("  " + line);
    }
    screen.flush();
  }

  private void wipe() {
    if (shown > 0) {
      screen.print("\r" + " ".repeat(shown) + "\r");
      shown = 0;
    }
  }

  private static String clock(Duration duration) {
    return String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
  }
}
