package com.aiagents.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Files that seal the formats which others parse. {@code -Dgolden.update=true} writes them again;
 * look at what changed, and say it in the format's page under docs.
 */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private Golden() {}

  /** A text that must be the file's, whatever the locale. */
  static void assertSame(String name, String locale, Supplier<String> text) throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(locale));
      Path file = FOLDER.resolve(name);
      String rendered = text.get();
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, rendered);
      }
      assertThat(rendered).isEqualTo(Files.readString(file));
    } finally {
      Locale.setDefault(before);
    }
  }
}
