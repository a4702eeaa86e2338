package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.agent.AgentAddress;
import com.aiagents.loadtest.agent.AgentKeystore;
import com.aiagents.loadtest.run.AgentProcess;
import com.aiagents.loadtest.run.EnvironmentException;
import com.aiagents.loadtest.run.Interruption;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.run.Remote;
import com.aiagents.loadtest.target.DefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code agent}: a load generator in the foreground, for runs that are started elsewhere. */
@Command(
    name = "agent",
    description = "Makes load for runs of other machines (run --remote) until Ctrl-C.",
    subcommands = {AgentKeystoreCommand.class, AgentBundleCommand.class},
    mixinStandardHelpOptions = true)
final class AgentCommand implements Callable<Integer> {
  private static final long POLL_MILLIS = 200;

  @ParentCommand private LoadTest launcher;

  @Option(
      names = "--port",
      paramLabel = "1099",
      defaultValue = "1099",
      description = "The agent's; JMeter's engine takes the next one.")
  private int port;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = "",
      description = "Where it listens and is reached; else this machine's first address.")
  private String host;

  @Option(
      names = "--keystore",
      paramLabel = "FILE",
      description = "Else that of LOAD_TEST_AGENT_KEYSTORE, or agent-keystore.p12 in the project.")
  private Path keystore;

  private final Project project = Project.current();

  @Override
  public Integer call()
      throws DefinitionException, EnvironmentException, IOException, InterruptedException {
    if (port < 1 || port > AgentAddress.LAST_PORT) {
      throw new DefinitionException(
          "--port: found " + port + ", allowed is 1 to " + AgentAddress.LAST_PORT);
    }
    String heap =
        launcher.environment().getOrDefault(AgentProcess.HEAP_VARIABLE, AgentProcess.DEFAULT_HEAP);
    if (!heap.matches("[1-9]\\d{0,9}[kKmMgG]?")) {
      throw new DefinitionException(
          "environment variable "
              + AgentProcess.HEAP_VARIABLE
              + ": found '"
              + heap
              + "', allowed is a size as 512m or 1g");
    }
    Path file = keystore == null ? Remote.keystoreFile(project, launcher.environment()) : keystore;
    requireKeystore(file);
    Path log = project.results().resolve("agent-" + port + ".log");
    Files.createDirectories(log.getParent());
    Interruption interruption = Interruption.ofProcess();
    try (AgentProcess agent = AgentProcess.start(project, host, port, file, log, heap)) {
      while (!agent.waitFor(POLL_MILLIS)) {
        if (interruption.requested()) {
          return ExitCode.INTERRUPTED;
        }
      }
      return agent.exitCode() == ExitCode.USAGE ? ExitCode.USAGE : ExitCode.ENVIRONMENT;
    }
  }

  private static void requireKeystore(Path file) throws DefinitionException {
    try {
      AgentKeystore.read(file);
    } catch (IOException e) {
      throw new DefinitionException(
          e.getMessage() + "; scripts/load-test agent keystore makes one for all machines");
    }
  }
}
