package com.aiagents.loadtest.run;

import com.aiagents.loadtest.agent.AgentKeystore;
import com.aiagents.loadtest.plan.Plan;
import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * JMeter at work on a plan, started by the jmeter-maven-plugin.
 *
 * <p>The plan, its properties and the plugin's notes lie in a folder of this run alone under {@code
 * target/}, so that runs side by side do not meet; only the JMeter home is shared. Results and logs
 * go straight into the run folder.
 */
final class JMeterRun implements AutoCloseable {
  private final Path work;
  private final Guarded process;

  private JMeterRun(Path work, Guarded process) {
    this.work = work;
    this.process = process;
  }

  static JMeterRun start(
      Project project,
      Path maven,
      RunFolder folder,
      Plan plan,
      Target target,
      Secret secret,
      Agents agents)
      throws IOException, EnvironmentException {
    Files.createDirectories(project.build());
    Path work = Files.createTempDirectory(project.build(), "run-");
    // the mark by which the guard knows that it may remove this folder
    Files.createFile(work.resolve(".load-test-work"));
    Path plans = Files.createDirectory(work.resolve("plans"));
    Files.write(plans.resolve("plan.jmx"), agents.any() ? plan.forAgents().bytes() : plan.bytes());
    Path properties = work.resolve("run.properties");
    Properties written = new Properties();
    written.putAll(properties(folder, plan, target));
    written.setProperty("tickets", project.tickets().toString());
    written.setProperty("control", work.resolve("control.properties").toString());

    List<String> command = new ArrayList<>(List.of(maven.toString(), "-B", "-f"));
    command.add(project.pom().toString());
    Path home = project.jmeterHome();
    if (Files.exists(home)) {
      // the plugin writes into this file when a run ends
      home = Files.copy(home, work.resolve("jmeter-home.json"));
    } else {
      command.add("jmeter:configure@configuration");
    }
    command.add("jmeter:jmeter");
    command.add("-Djmeter.home.file=" + home);
    command.add("-Djmeter.plans=" + plans);
    command.add("-Djmeter.plan=plan.jmx");
    command.add("-Djmeter.plans.copy=" + work.resolve("copy"));
    command.add("-Djmeter.run.properties=" + properties);
    command.add("-Dresults.dir=" + folder.path());
    command.add("-Dgenerator.log=" + folder.generatorLog());
    if (agents.any()) {
      command.add("-Djmeter.remote=" + agents.remote().names());
      command.add("-Djmeter.remote.host=" + agents.ownAddress());
      written.putAll(remoteProperties(project, agents.remote()));
    }
    try (OutputStream out = Files.newOutputStream(properties)) {
      written.store(out, null);
    }
    Guarded process =
        Guarded.start(
            project,
            command,
            Map.of(Secret.VARIABLE, secret.reveal(), "GUARD_REMOVE", work.toString()),
            Redirect.appendTo(folder.mavenLog().toFile()),
            folder.mavenLog());
    return new JMeterRun(work, process);
  }

  /** What JMeter has to know of a run, on whichever machine. */
  static Map<String, String> properties(RunFolder folder, Plan plan, Target target) {
    // the JMeter home may have been configured with others, for a run of plain Maven
    Map<String, String> p = new HashMap<>(plan.properties());
    p.put("run", folder.id().name());
    p.put("scheme", target.url().getScheme());
    p.put("host", target.url().getHost());
    p.put("port", Integer.toString(target.port()));
    p.put("tenant", target.tenant());
    p.put("path.webhook", target.webhook().path());
    p.put("signature", target.webhook().signature());
    return p;
  }

  /** What makes JMeter the controller of agents. */
  private static Map<String, String> remoteProperties(Project project, Remote remote)
      throws IOException, EnvironmentException {
    Path home = JMeterInstallation.of(project).home();
    // JMeter's working folder, see there
    remote.keystore().linkInto(home.resolve("bin"));
    Map<String, String> p = new HashMap<>();
    p.put("server.rmi.ssl.keystore.file", remote.keystore().sharedName());
    p.put("server.rmi.ssl.keystore.type", AgentKeystore.TYPE);
    p.put("server.rmi.ssl.keystore.password", AgentKeystore.PASSWORD);
    p.put("server.rmi.ssl.keystore.alias", AgentKeystore.ALIAS);
    p.put("mode", AgentKeystore.class.getPackageName() + ".WholeSampleSender");
    p.put("user.classpath", project.classes().toString());
    return p;
  }

  /** Whether it still works. */
  boolean isRunning() {
    return process.process().isAlive();
  }

  /** Maven's exit code, once it ended. */
  int exitCode() {
    return process.process().exitValue();
  }

  /** Asks all users to finish what they do and then to leave. */
  void stopGracefully() throws IOException {
    control("stop=true\nramp=0\nhold=0\n");
  }

  /**
   * Gives a plan that ramps up and holds other users at once, until its planned end.
   *
   * @param total length of the load
   */
  void changeUsers(int users, Duration total) throws IOException {
    control("users=" + users + "\nramp=0\nhold=" + total.toSeconds() + "\n");
  }

  private void control(String properties) throws IOException {
    WholeFile.write(work.resolve("control.properties"), properties);
  }

  /** Ends whatever is left of it; the guard removes its working files. */
  @Override
  public void close() {
    process.close();
  }
}
