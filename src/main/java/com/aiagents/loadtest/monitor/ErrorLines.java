package com.aiagents.loadtest.monitor;

import com.aiagents.loadtest.target.Secret;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Cuts a log into lines, counts them, and keeps those that match the error pattern in {@code
 * target-errors.log}.
 *
 * <p>The file, UTF-8, holds the first 10,000 error lines of at most 16,384 characters each, with
 * {@code ***} where the signing secret stood; there is none without an error. The counts are exact
 * all the same. Of a line longer than 64 KiB the rest is passed over. Used by one thread.
 */
final class ErrorLines implements AutoCloseable {
  static final int MOST_LINES = 10_000;
  private static final int LONGEST_LINE = 16_384;
  private static final int LONGEST_BYTES = 65_536;

  private final Path file;
  private final Pattern error;
  private final String secret;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private BufferedWriter out;
  private IOException broken;
  private boolean inLine;
  private long lines;
  private long errors;

  ErrorLines(Path file, Pattern error, Secret secret) {
    this.file = file;
    this.error = error;
    this.secret = secret.reveal();
  }

  /** Takes the next bytes of a log. */
  void feed(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        endLine();
      } else {
        inLine = true;
        if (line.size() < LONGEST_BYTES) {
          line.write(bytes[i]);
        }
      }
    }
  }

  /** Says that a log ends here: a last line without a line end counts. */
  void endLog() {
    if (inLine) {
      endLine();
    }
  }

  private void endLine() {
    String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
    boolean cut = line.size() == LONGEST_BYTES;
    line.reset();
    inLine = false;
    lines++;
    if (error.matcher(text).find()) {
      errors++;
      if (errors <= MOST_LINES) {
        keep(cut ? maskedToTheCut(text) : masked(text));
      }
    }
  }

  /** The cut may have gone through a secret, and what is left of it stands unmasked at the end. */
  private String maskedToTheCut(String text) {
    String masked = masked(text);
    return masked.substring(0, Math.max(0, masked.length() - secret.length()));
  }

  private void keep(String text) {
    if (broken != null) {
      return;
    }
    try {
      if (out == null) {
        out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
      }
      out.write(text.substring(0, Math.min(text.length(), LONGEST_LINE)).replace('\r', ' '));
      out.write('\n');
    } catch (IOException e) {
      // not a fault of the log that is read: said when we are closed
      broken = e;
    }
  }

  /** A text of the target's without the signing secret. */
  String masked(String text) {
    return text.replace(secret, "***");
  }

  long lines() {
    return lines;
  }

  long errors() {
    return errors;
  }

  /**
   * Ends the file.
   *
   * @throws IOException if it could not be written to at some time
   */
  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
    if (broken != null) {
      throw broken;
    }
  }
}
