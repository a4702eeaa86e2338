package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.plan.Plan;
import com.aiagents.loadtest.plan.PlanFolder;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.run.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plan}: writes the committed plans, or tells which of them are stale. */
@Command(
    name = "plan",
    description = "Writes jmx/*.jmx from the scenarios.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--check", description = "Write nothing; exit with 1 when a plan is stale.")
  private boolean check;

  @Override
  public Integer call() throws IOException {
    PlanFolder folder = new PlanFolder(Project.current().plans());
    List<Plan> stale = folder.stale();
    for (Plan plan : stale) {
      if (!check) {
        Files.createDirectories(folder.fileOf(plan).getParent());
        WholeFile.write(folder.fileOf(plan), plan.bytes());
      }
      spec.commandLine().getOut().println((check ? "stale: " : "written: ") + folder.fileOf(plan));
    }
    if (stale.isEmpty()) {
      spec.commandLine().getOut().println("every plan is what the builder writes");
    }
    return check && !stale.isEmpty() ? ExitCode.FAIL : ExitCode.OK;
  }
}
