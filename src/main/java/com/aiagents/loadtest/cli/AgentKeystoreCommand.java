package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.agent.AgentKeystore;
import com.aiagents.loadtest.run.EnvironmentException;
import com.aiagents.loadtest.run.KeyTool;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.target.DefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agent keystore}: the file by which agents and launchers know each other. */
@Command(
    name = "keystore",
    description = "Makes the keystore that agents and launchers share; valid for ten years.",
    mixinStandardHelpOptions = true)
final class AgentKeystoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Else agent-keystore.p12 in the project.")
  private Path out;

  @Override
  public Integer call()
      throws DefinitionException, EnvironmentException, IOException, InterruptedException {
    Path file = out == null ? Project.current().home().resolve(AgentKeystore.DEFAULT_NAME) : out;
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new DefinitionException(
          "keystore "
              + file
              + ": is there already, and agents that have it would take no other: remove it first");
    }
    KeyTool.make(file);
    spec.commandLine()
        .getOut()
        .println(
            "keystore: "
                + file
                + "\nwho has it may use the agents: copy it to each of them, safely");
    return ExitCode.OK;
  }
}
