package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.report.CompareJson;
import com.aiagents.loadtest.report.ComparePage;
import com.aiagents.loadtest.report.CompareText;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.verdict.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare}: two runs side by side, with significance. */
@Command(
    name = "compare",
    description = "Two runs side by side: is the second one worse than the first?",
    mixinStandardHelpOptions = true,
    addMethodSubcommands = false,
    footer = {
      "",
      "Exit codes: 0 nothing is significantly worse, 1 something is, or RUN_B is FAIL; 2 the two"
          + " cannot be compared; 4 nothing is worse, but RUN_B is INVALID."
    })
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "RUN_A", description = "Run folder of the baseline.")
  private Path a;

  @Parameters(index = "1", paramLabel = "RUN_B", description = "Run folder of the candidate.")
  private Path b;

  @Option(
      names = "--anyway",
      description = "Compare runs of different loads or targets too; what differs is said.")
  private boolean anyway;

  /** The forms in which a comparison is shown. */
  private enum Format {
    text,
    json,
    html
  }

  @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES}.")
  private Format format;

  @Mixin private OutputOptions output;

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
    Supplier<String> tables = () -> CompareText.render(comparison);
    Map<Format, Supplier<String>> forms =
        Map.of(
            Format.text, tables,
            Format.json, () -> CompareJson.render(comparison),
            Format.html, () -> ComparePage.render(comparison));
    output.show(spec.commandLine().getOut(), forms.get(format), tables);
    return switch (comparison.result()) {
      case NOT_WORSE -> ExitCode.OK;
      case WORSE, FAIL -> ExitCode.FAIL;
      case INVALID -> ExitCode.INVALID;
    };
  }
}
