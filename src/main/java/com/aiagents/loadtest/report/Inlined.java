package com.aiagents.loadtest.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A text that pages hold inside them, put together from files among the classes, and its hash by
 * which a page allows it. Read once; used by any thread.
 */
final class Inlined {
  private final List<String> names;
  private String text;
  private String hash;

  /**
   * A text that is not read yet.
   *
   * @param names of its files, in their order
   */
  Inlined(String... names) {
    this.names = List.of(names);
  }

  /** The text. */
  synchronized String text() {
    if (text == null) {
      StringBuilder all = new StringBuilder();
      names.forEach(name -> all.append(file(name)));
      text = all.toString();
    }
    return text;
  }

  /** Its hash as a source of a Content-Security-Policy. */
  synchronized String hash() {
    if (hash == null) {
      try {
        byte[] digest =
            MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8));
        hash = "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
    return hash;
  }

  /** The text of a file among the classes. */
  static String file(String name) {
    try (InputStream in = Inlined.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("found no " + name + " among the classes");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
