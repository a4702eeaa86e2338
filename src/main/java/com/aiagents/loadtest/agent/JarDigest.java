package com.aiagents.loadtest.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What is in the jars that a plan needs beside JMeter, in a few letters. */
public final class JarDigest {
  /** Begin the names of the jars that must be the same everywhere. */
  private static final List<String> NEEDED =
      List.of("jmeter-plugins-casutg", "jmeter-plugins-cmn-jmeter");

  private static final String FUNCTIONS = "load-test-functions";
  private static final int SHOWN_BYTES = 6;

  private JarDigest() {}

  /**
   * The digests of the plugins in a JMeter home and of the suite's functions, by the beginnings of
   * the jars' names; one that is not there has no entry.
   *
   * @param extensions the folder {@code lib/ext}
   * @param functions the jar of the functions; need not be there
   */
  public static Map<String, String> all(Path extensions, Path functions) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    for (String name : NEEDED) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(extensions, name + "-*.jar")) {
        for (Path jar : jars) {
          digests.put(name, of(jar));
        }
      }
    }
    if (Files.isRegularFile(functions)) {
      digests.put(FUNCTIONS, of(functions));
    }
    return digests;
  }

  /** What is in a jar, whenever and in whichever order it was put there. */
  static String of(Path jar) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      entries.forEach(
          (name, bytes) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
          });
      return HexFormat.of().formatHex(digest.digest(), 0, SHOWN_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
