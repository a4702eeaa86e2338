package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.report.CompareJson;
import com.aiagents.loadtest.report.CompareText;
import com.aiagents.loadtest.run.WholeFile;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.verdict.Comparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare}: two runs side by side, with significance. */
@Command(
    name = "compare",
    description = "Two runs side by side: is the second one worse than the first?",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 nothing is significantly worse, 1 something is, or RUN_B is FAIL; 2 the two"
          + " cannot be compared; 4 nothing is worse, but RUN_B is INVALID."
    })
final class CompareCommand implements Callable<Integer> {
  enum Format {
    text,
    json
  }

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "RUN_A", description = "Run folder of the baseline.")
  private Path a;

  @Parameters(index = "1", paramLabel = "RUN_B", description = "Run folder of the candidate.")
  private Path b;

  @Option(
      names = "--anyway",
      description = "Compare runs of different loads or targets too; what differs is said.")
  private boolean anyway;

  @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES}.")
  private Format format;

  @Option(
      names = "--out",
      description = "Write the format into a file; the tables still come on the screen.")
  private Path out;

  @Override
  public Integer call() throws IOException, DefinitionException {
    ComparableRun first = ComparableRun.read(a);
    if (Files.isDirectory(b) && Files.isSameFile(a, b)) {
      throw new DefinitionException(b + ": is the folder of RUN_A too, needed are two runs");
    }
    ComparableRun second = ComparableRun.read(b);
    first.requireOtherThan(second);
    first.requireBaseline();
    List<String> differences = first.differences(second);
    if (!differences.isEmpty() && !anyway) {
      differences.forEach(
          line ->
              spec.commandLine()
                  .getErr()
                  .println(
                      "load-test: the runs differ in "
                          + line
                          + " (--anyway compares them all the same)"));
      return ExitCode.USAGE;
    }
    Comparison comparison = Comparison.of(first.compared(), second.compared(), differences);
    show(comparison);
    return switch (comparison.result()) {
      case NOT_WORSE -> ExitCode.OK;
      case WORSE, FAIL -> ExitCode.FAIL;
      case INVALID -> ExitCode.INVALID;
    };
  }

  private void show(Comparison comparison) throws IOException {
    PrintWriter screen = spec.commandLine().getOut();
    String text =
        format == Format.json ? CompareJson.render(comparison) : CompareText.render(comparison);
    if (out == null) {
      screen.print(text);
    } else {
      WholeFile.write(out, text);
      screen.print(CompareText.render(comparison));
    }
    screen.flush();
  }
}
