package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.run.Interruption;
import com.aiagents.loadtest.run.Proof;
import com.aiagents.loadtest.run.RunFile;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.Source;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.target.TargetFile;
import com.aiagents.loadtest.unit.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reconcile}: follows the tickets of a run made by plain Maven or the GUI to their rows. */
@Command(
    name = "reconcile",
    description = "Adds workflow.jtl to a run folder: what became of every accepted ticket.",
    mixinStandardHelpOptions = true)
final class ReconcileCommand implements Callable<Integer> {
  private static final String NAMED = "named";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN_DIR", description = "A run folder with run.json.")
  private Path path;

  @Option(names = "--target", paramLabel = "FILE", required = true, description = "A target file.")
  private Path targetFile;

  @Option(names = "--drain-timeout", paramLabel = "120s", defaultValue = "120s")
  private String drainTimeout;

  @Override
  public Integer call()
      throws DefinitionException, IOException, TargetException, InterruptedException {
    Target target = TargetFile.read(targetFile, System.getenv());
    Duration drain = Arguments.duration("--drain-timeout", drainTimeout);
    if (!Files.isDirectory(path)) {
      throw new DefinitionException(path + ": not found, needed is a run folder");
    }
    RunFolder folder = new RunFolder(path.toAbsolutePath().normalize());
    RunFile run =
        folder
            .readRunFile()
            .orElseThrow(() -> new DefinitionException(path + ": found no run.json"));
    if (run.target() != null && !target.tenant().equals(run.target().tenant())) {
      throw new DefinitionException(
          targetFile
              + ": found tenant "
              + target.tenant()
              + ", allowed is the run's, "
              + run.target().tenant());
    }
    if (Files.exists(folder.workflow())) {
      throw new DefinitionException(
          folder.workflow()
              + ": found the proof of this run; move it away to follow its tickets again");
    }
    if (run.target() != null && NAMED.equals(run.target().redis()) && target.redis().isEmpty()) {
      throw new DefinitionException(
          targetFile + ": found no Redis, needed is the one that the run's target named");
    }
    Interruption interruption = Interruption.ofProcess();
    boolean followed =
        Proof.add(
            folder,
            run,
            target,
            drain,
            interruption,
            ScreenProgress.ofProcess(spec.commandLine().getOut()));
    if (followed) {
      spec.commandLine().getOut().println("written: " + folder.workflow());
      spec.commandLine()
          .getOut()
          .println("next: scripts/load-test report " + ShellWord.of(path.toString()));
      return ExitCode.OK;
    }
    if (interruption.requested()) {
      spec.commandLine().getErr().println("load-test: interrupted, nothing was written");
      return ExitCode.INTERRUPTED;
    }
    String why =
        target.database().isPresent()
            ? path + ": found no samples.jtl"
            : targetFile
                + (target.databaseSource() == Source.DECLARED_NONE
                    ? ": declares that there is no database"
                    : ": names no database");
    spec.commandLine()
        .getErr()
        .println("load-test: " + why + ", so no ticket of " + path + " could be followed");
    return ExitCode.INVALID;
  }
}
