package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.run.AgentBundle;
import com.aiagents.loadtest.run.EnvironmentException;
import com.aiagents.loadtest.run.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agent bundle}: an agent in one file, for machines that have Java and nothing else. */
@Command(
    name = "bundle",
    description = "Packs an agent into one tar.gz that needs nothing but a Java 17.",
    mixinStandardHelpOptions = true)
final class AgentBundleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Else target/load-test-agent.tar.gz in the project.")
  private Path out;

  @Override
  public Integer call() throws EnvironmentException, IOException {
    Project project = Project.current();
    Path file = out == null ? project.build().resolve("load-test-agent.tar.gz") : out;
    AgentBundle.write(project, file);
    spec.commandLine().getOut().println("bundle: " + file);
    return ExitCode.OK;
  }
}
