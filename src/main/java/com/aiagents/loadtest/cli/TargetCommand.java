package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.run.EmbeddedProcess;
import com.aiagents.loadtest.run.EnvironmentException;
import com.aiagents.loadtest.run.Interruption;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code target}: the embedded target in the foreground, for the GUI or plain Maven. */
@Command(
    name = "target",
    description = "Runs the embedded target until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class TargetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--port", paramLabel = "8000", defaultValue = "8000")
  private int port;

  @Mixin private EmbeddedOptions embeddedOptions;

  @Override
  public Integer call()
      throws DefinitionException, EnvironmentException, IOException, InterruptedException {
    if (port < 1 || port > 65_535) {
      throw new DefinitionException("--port: found " + port + ", allowed is 1 to 65535");
    }
    List<String> options = embeddedOptions.words();
    Project project = Project.current();
    PrintWriter screen = spec.commandLine().getOut();
    Interruption interruption = Interruption.ofProcess();
    Secret secret = Secret.of(System.getenv()).orElseGet(Secret::random);
    Path log = project.results().resolve("target.log");
    Files.createDirectories(log.getParent());
    try (EmbeddedProcess embedded = EmbeddedProcess.start(project, port, log, secret, options)) {
      Path settings = writeSettings(embedded);
      screen.println("embedded target: " + embedded.target().url());
      screen.println("tenant:          " + embedded.target().tenant());
      screen.println("log:             " + log);
      screen.println("secret and URLs: " + settings);
      screen.println("  in the shell that starts JMeter: . " + settings);
      screen.flush();
      while (embedded.isRunning() && !interruption.requested()) {
        TimeUnit.MILLISECONDS.sleep(200);
      }
      if (!interruption.requested()) {
        throw new EnvironmentException("the embedded target ended by itself, see " + log);
      }
    }
    return ExitCode.OK;
  }

  /**
   * What a run against this target needs, in a file that only its owner may read. It goes with the
   * target's working folder, however this process ends.
   */
  private static Path writeSettings(EmbeddedProcess embedded) throws IOException {
    Path file =
        Files.createFile(
            embedded.work().resolve("env"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        export(Secret.VARIABLE, embedded.secret().reveal())
            + export("AI_AGENTS_DATABASE_URL", embedded.databaseUrl())
            + export("AI_AGENTS_REDIS_URL", embedded.target().redis().orElseThrow().toString()));
    return file;
  }

  private static String export(String name, String value) {
    return "export " + name + "='" + value.replace("'", "'\\''") + "'\n";
  }
}
