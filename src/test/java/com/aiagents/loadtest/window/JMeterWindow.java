package com.aiagents.loadtest.window;

import com.aiagents.loadtest.run.EnvironmentException;
import com.aiagents.loadtest.run.JMeterInstallation;
import com.aiagents.loadtest.run.Project;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * JMeter's own window, from the JMeter home that the build made, and {@link WindowUser} before it.
 *
 * @param plans the folder with the plans to open; they are saved there
 * @param pictures the folder for a picture of each plan
 * @param work an empty folder: the log, what JMeter says and its preferences stay there
 */
public record JMeterWindow(Path plans, Path pictures, Path work) {
  private static final long SECONDS = 240;

  /**
   * Opens it, and waits until it was left.
   *
   * @param first the plan that it opens with
   * @param run JMeter properties for a run of that plan, {@code name=value}
   * @return what was seen, a line each
   */
  public List<String> use(Screen screen, Path first, List<String> run)
      throws EnvironmentException, IOException, InterruptedException {
    Path jar = JMeterInstallation.of(Project.current()).jar();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
    // what JMeter remembers of a person: its look and the files that were open
    command.add("-Djava.util.prefs.userRoot=" + Files.createDirectory(work.resolve("preferences")));
    command.add("-javaagent:" + agent() + "=" + Path.of("target/test-classes").toAbsolutePath());
    command.add("-D" + WindowUser.PLANS + "=" + plans);
    command.add("-D" + WindowUser.PICTURES + "=" + pictures);
    command.add("-D" + WindowUser.RUN + "=" + String.join(",", run));
    command.addAll(List.of("-jar", jar.getFileName().toString(), "-t", first.toString()));
    command.addAll(List.of("-d", jar.getParent().getParent().toString()));
    command.addAll(List.of("-j", log().toString()));
    command.addAll(List.of("-q", Project.current().plans().resolve("load-test.properties") + ""));
    // tells where the plans' functions are
    Path functions = Project.current().build().resolve("load-test-functions.properties");
    command.addAll(List.of("-q", functions.toString()));
    // a copy of each plan that is saved, in the home that everybody uses
    command.add("-Jjmeter.gui.action.save.backup_on_save=false");
    Path said = work.resolve("said.txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(jar.getParent().toFile());
    screen.showIn(builder.environment());
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "JMeter's window was not left within " + SECONDS + " s:\n" + Files.readString(said));
      }
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          "JMeter's window ended with " + process.exitValue() + ":\n" + Files.readString(said));
    }
    return Files.readAllLines(said);
  }

  /** JMeter's log. */
  public Path log() {
    return work.resolve("jmeter.log");
  }

  private Path agent() throws IOException {
    Path agent = work.resolve("agent.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", WindowAgent.class.getName());
    String file = WindowAgent.class.getName().replace('.', '/') + ".class";
    try (InputStream in = WindowAgent.class.getClassLoader().getResourceAsStream(file);
        JarOutputStream jar = new JarOutputStream(Files.newOutputStream(agent), manifest)) {
      jar.putNextEntry(new ZipEntry(file));
      in.transferTo(jar);
    }
    return agent;
  }
}
