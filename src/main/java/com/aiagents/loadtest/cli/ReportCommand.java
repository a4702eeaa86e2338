package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.report.HistoryPage;
import com.aiagents.loadtest.report.Judged;
import com.aiagents.loadtest.report.JudgedRun;
import com.aiagents.loadtest.run.EnvironmentException;
import com.aiagents.loadtest.run.Interruption;
import com.aiagents.loadtest.run.JMeterDashboard;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.run.RunFile;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.run.WholeFile;
import com.aiagents.loadtest.target.DefinitionException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: writes the reports of a run or of a suite again, from the evidence alone. */
@Command(
    name = "report",
    description = "Writes verdict.json, report.html, junit.xml, summary.md and badge.json again.",
    mixinStandardHelpOptions = true,
    addMethodSubcommands = false)
final class ReportCommand implements Callable<Integer> {
  private static final String REQUIRE_PROOF = "--require-proof";
  private static final String FAIL_ON = "--fail-on";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN_DIR",
      arity = "0..1",
      description = "The folder of a run, or of a suite.")
  private Path path;

  @Option(
      names = "--history",
      paramLabel = "RESULTS_DIR",
      description =
          "Write history.html there: the trend over the runs of the same plan and target; with"
              + " RUN_DIR only of its plan and target.")
  private Path history;

  @Option(
      names = "--jmeter-dashboard",
      description = "Make JMeter's own dashboard in the folder of each run too.")
  private boolean dashboard;

  @Mixin private JudgingOptions judging;

  /** One for all runs of a suite; taken over when JMeter is first needed, which takes minutes. */
  private Interruption interruption;

  @Override
  public Integer call()
      throws IOException, DefinitionException, EnvironmentException, InterruptedException {
    if (history != null) {
      if (dashboard || judging.given()) {
        throw new ParameterException(
            spec.commandLine(), "--history: judges nothing, allowed beside it is RUN_DIR");
      }
      return writeHistory();
    }
    if (path == null) {
      throw new ParameterException(
          spec.commandLine(), "needed is the folder of a run or a suite, or --history RESULTS_DIR");
    }
    if (!Files.isDirectory(path)) {
      throw new DefinitionException(path + ": not found, needed is the folder of a run or a suite");
    }
    RunFolder folder = new RunFolder(path.toAbsolutePath().normalize());
    if (!Files.exists(folder.suiteFile())) {
      write(folder);
      return ExitCode.OK;
    }
    List<JudgedRun> runs = new ArrayList<>();
    boolean failOnWarning = false;
    SuiteFile suite = SuiteFile.read(folder);
    for (RunFolder run : suite.folders(folder)) {
      runs.add(ReportFiles.named(run, write(run)));
      failOnWarning |= asked(command(run), FAIL_ON);
    }
    ReportFiles.writeSuite(folder, ReportFiles.suite(runs, suite.missing(folder)), failOnWarning);
    tell(folder);
    return ExitCode.OK;
  }

  private int writeHistory() throws IOException, DefinitionException {
    if (!Files.isDirectory(history)) {
      throw new DefinitionException(history + ": not found, needed is a folder of run folders");
    }
    PastRunFiles past =
        PastRunFiles.read(
            history,
            Optional.ofNullable(path).map(p -> new RunFolder(p.toAbsolutePath().normalize())));
    if (past.groups().isEmpty()) {
      List<String> why = new ArrayList<>(List.of(history + ": found no run with a verdict.json"));
      why.addAll(past.leftOut());
      throw DefinitionException.ofLines(why);
    }
    Path file = history.resolve("history.html");
    WholeFile.write(file, HistoryPage.render(past.groups(), past.leftOut()));
    spec.commandLine().getOut().println("written: " + file);
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private Judged write(RunFolder folder)
      throws IOException, DefinitionException, EnvironmentException, InterruptedException {
    Judged judged =
        judging.strictly(
            DiagnosisFile.explained(
                Judgement.ofFolder(folder, judging.forFolder(folder)), Optional.of(folder)));
    List<String> command = command(folder);
    if (asked(command, REQUIRE_PROOF)) {
      judged = JudgingOptions.requiringProof(judged);
    }
    if (dashboard) {
      makeDashboard(folder);
    }
    ReportFiles.write(folder, judged, asked(command, FAIL_ON));
    tell(folder);
    return judged;
  }

  private void makeDashboard(RunFolder folder) throws EnvironmentException, InterruptedException {
    if (interruption == null) {
      interruption = Interruption.ofProcess();
    }
    if (interruption.requested()
        || JMeterDashboard.write(Project.current(), folder, interruption).isEmpty()) {
      throw new InterruptedException(
          "stopped: " + folder.path() + ": its dashboard and reports are as they were");
    }
  }

  private static List<String> command(RunFolder folder) throws IOException {
    return folder.readRunFile().map(RunFile::command).orElse(List.of());
  }

  /** Whether a run was asked for an option: its reports stay as strict as they were. */
  private static boolean asked(List<String> command, String option) {
    return command.stream()
        .filter(Objects::nonNull)
        .anyMatch(word -> word.equals(option) || word.startsWith(option + "="));
  }

  private void tell(RunFolder folder) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("written: " + folder.page());
    out.flush();
  }
}
