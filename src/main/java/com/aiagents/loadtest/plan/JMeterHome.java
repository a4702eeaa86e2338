package com.aiagents.loadtest.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.jmeter.util.JMeterUtils;

/**
 * The few files of a JMeter home that JMeter's classes insist on before a tree can be written.
 *
 * <p>They come out of the {@code ApacheJMeter_config} jar into a temporary folder, which is removed
 * again at once: JMeter reads them only while it starts.
 */
final class JMeterHome {
  private static final List<String> FILES =
      List.of("jmeter.properties", "saveservice.properties", "upgrade.properties");
  private static boolean ready;

  private JMeterHome() {}

  /** Makes JMeter's classes usable in this JVM; the second call does nothing. */
  static synchronized void prepare() {
    if (ready) {
      return;
    }
    try {
      Path home = Files.createTempDirectory("jmeter-home");
      Path bin = Files.createDirectory(home.resolve("bin"));
      for (String file : FILES) {
        try (InputStream in = JMeterUtils.class.getResourceAsStream("/bin/" + file)) {
          if (in == null) {
            throw new IOException("bin/" + file + " is not on the class path");
          }
          Files.copy(in, bin.resolve(file));
        }
      }
      JMeterUtils.setJMeterHome(home.toString());
      JMeterUtils.loadJMeterProperties(bin.resolve("jmeter.properties").toString());
      JMeterUtils.setLocale(Locale.ENGLISH);
      // loads saveservice.properties and upgrade.properties
      org.apache.jmeter.save.SaveService.loadProperties();
      for (String file : FILES) {
        Files.delete(bin.resolve(file));
      }
      Files.delete(bin);
      Files.delete(home);
      ready = true;
    } catch (IOException e) {
      throw new UncheckedIOException("JMeter's properties cannot be prepared", e);
    }
  }
}
