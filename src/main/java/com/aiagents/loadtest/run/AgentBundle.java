package com.aiagents.loadtest.run;

import com.aiagents.loadtest.agent.Agent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * An agent as one tar.gz: JMeter with its plugins, the suite's functions, the agent's own classes
 * and a script that starts it. Holds neither a keystore nor a secret.
 */
public final class AgentBundle {
  private static final String ROOT = "load-test-agent/";
  private static final int FILE = 0644;
  private static final int PROGRAM = 0755;
  private static final String OWN_JAR = "load-test-agent.jar";
  private static final long MILLIS = 1_000;

  private AgentBundle() {}

  /** Writes it whole or not at all. */
  public static void write(Project project, Path file) throws EnvironmentException, IOException {
    JMeterInstallation jmeter = JMeterInstallation.of(project);
    Path beside = file.toAbsolutePath().resolveSibling("." + file.getFileName() + ".new");
    try {
      try (OutputStream out = Files.newOutputStream(beside);
          TarFile tar = new TarFile(out)) {
        long now = System.currentTimeMillis() / MILLIS;
        tar.add(ROOT + "agent", PROGRAM, now, resource("agent.sh"));
        tar.add(ROOT + "README.txt", FILE, now, resource("agent-readme.txt"));
        tar.add(ROOT + OWN_JAR, FILE, now, ownJar(project));
        addFile(tar, project.settings(), ROOT + "load-test.properties");
        addFile(tar, jmeter.jar(), ROOT + "bin/ApacheJMeter.jar");
        addAll(tar, jmeter.home().resolve("bin"), ROOT + "bin/", List.of(".properties", ".xml"));
        addAll(tar, jmeter.home().resolve("lib"), ROOT + "lib/", List.of(".jar"));
        // JMeter complains when this folder is missing
        tar.add(ROOT + "lib/junit/README.txt", FILE, now, new byte[0]);
        addAll(tar, jmeter.extensions(), ROOT + "lib/ext/", List.of(".jar"));
        if (Files.isRegularFile(project.functions())) {
          addFile(tar, project.functions(), ROOT + "lib/ext/load-test-functions.jar");
        }
      }
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void addAll(TarFile tar, Path folder, String name, List<String> endings)
      throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String own = file.getFileName().toString();
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && endings.stream().anyMatch(own::endsWith)) {
          addFile(tar, file, name + own);
        }
      }
    }
  }

  private static void addFile(TarFile tar, Path file, String name) throws IOException {
    long seconds = Files.getLastModifiedTime(file).toMillis() / MILLIS;
    tar.add(name, FILE, seconds, Files.readAllBytes(file));
  }

  /** The classes of the package that an agent is made of, and no others. */
  private static byte[] ownJar(Project project) throws IOException {
    String packageName = Agent.class.getPackageName().replace('.', '/');
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes);
        Stream<Path> files = Files.list(project.classes().resolve(packageName))) {
      for (Path file : files.sorted().toList()) {
        jar.putNextEntry(new JarEntry(packageName + "/" + file.getFileName()));
        jar.write(Files.readAllBytes(file));
        jar.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = AgentBundle.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is not on the class path");
      }
      return in.readAllBytes();
    }
  }
}
