package com.aiagents.loadtest.run;

import com.aiagents.loadtest.agent.Agent;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An agent of this machine: JMeter's server in a JVM of its own, which ends with us and says on our
 * output what it has to say.
 */
public final class AgentProcess implements AutoCloseable {
  /** The environment variable with the size of an agent's heap, as {@code -Xmx} takes it. */
  public static final String HEAP_VARIABLE = "LOAD_TEST_AGENT_HEAP";

  public static final String DEFAULT_HEAP = "1g";

  /** What the JVM needs so that it can tell how long it paused. */
  static final String PAUSES = "java.management/sun.management=ALL-UNNAMED";

  private final Guarded guarded;

  private AgentProcess(Guarded guarded) {
    this.guarded = guarded;
  }

  /**
   * Starts one.
   *
   * @param host at which it listens; empty for the one by which others reach this machine
   * @param log gets JMeter's log
   * @param heap as {@code -Xmx} takes it
   */
  public static AgentProcess start(
      Project project, String host, int port, Path keystore, Path log, String heap)
      throws EnvironmentException, IOException {
    JMeterInstallation jmeter = JMeterInstallation.of(project);
    Path work = Files.createTempDirectory(project.build(), "agent-");
    Files.createFile(work.resolve(".load-test-work"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseParallelGC", "--add-exports", PAUSES));
    List<String> classPath =
        List.of(
            project.classes().toString(),
            project.functions().toString(),
            jmeter.jar().toString(),
            jmeter.home().resolve("lib") + "/*",
            jmeter.extensions() + "/*");
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
    command.add(Agent.class.getName());
    command.addAll(List.of("--home", jmeter.home().toString()));
    command.addAll(List.of("--settings", project.settings().toString()));
    command.addAll(List.of("--functions", project.functions().toString()));
    command.addAll(List.of("--keystore", keystore.toAbsolutePath().toString()));
    command.addAll(List.of("--work", work.toString(), "--log", log.toString()));
    command.addAll(List.of("--host", host, "--port", Integer.toString(port)));
    return new AgentProcess(Guarded.startSpeaking(project, work, command));
  }

  /** Waits for its end, but not long; whether it ended. */
  public boolean waitFor(long millis) throws InterruptedException {
    return guarded.process().waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** With which code it ended. */
  public int exitCode() {
    return guarded.process().exitValue();
  }

  @Override
  public void close() {
    guarded.close();
  }
}
