package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.report.ConsoleReport;
import com.aiagents.loadtest.report.JUnitReport;
import com.aiagents.loadtest.report.Judged;
import com.aiagents.loadtest.report.JudgedRun;
import com.aiagents.loadtest.report.MarkdownReport;
import com.aiagents.loadtest.report.VerdictJson;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.run.WholeFile;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.target.DefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gate}: the verdict from evidence alone, offline, any time. */
@Command(
    name = "gate",
    description = "Judges a run folder, or JTLs that come without one.",
    mixinStandardHelpOptions = true,
    addMethodSubcommands = false)
final class GateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN_DIR|JTL", arity = "1..*", description = "What to judge.")
  private List<Path> evidence;

  @Option(names = "--scenario", description = "Of a JTL: its warm-up is left out.")
  private String scenario;

  /** The forms in which a verdict is shown. */
  private enum Format {
    text,
    json,
    md
  }

  @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES}.")
  private Format format;

  @Mixin private OutputOptions output;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write the criteria as JUnit XML too.")
  private Path junit;

  @Option(names = "--fail-on", paramLabel = "warning", description = "Exit with 3 on WARNING.")
  private FailOn failOn;

  @Option(
      names = "--self-test",
      description = "Judge copies of a run that passed, each made wrong in one way.")
  private boolean selfTest;

  @Mixin private JudgingOptions judging;

  @Override
  public Integer call() throws IOException, DefinitionException {
    if (selfTest) {
      return testItself();
    }
    Judged judged = judging.strictly(judge());
    List<JudgedRun> runs = List.of(new JudgedRun(name(), judged));
    if (junit != null) {
      WholeFile.write(junit, JUnitReport.render(runs, failOn != null));
    }
    Supplier<String> tables = () -> ConsoleReport.render(judged);
    Map<Format, Supplier<String>> forms =
        Map.of(
            Format.text, tables,
            Format.json, () -> VerdictJson.render(judged),
            Format.md, () -> MarkdownReport.render(runs));
    output.show(spec.commandLine().getOut(), forms.get(format), tables);
    return ExitCode.of(judged.verdict().outcome(), failOn != null);
  }

  /** What is judged: the run folder, or the files. */
  private String name() {
    return evidence.stream()
        .map(path -> path.toAbsolutePath().normalize().getFileName().toString())
        .collect(Collectors.joining(", "));
  }

  private int testItself() throws IOException, DefinitionException {
    if (evidence.size() != 1 || !Files.isDirectory(evidence.get(0))) {
      throw new DefinitionException("--self-test: allowed is one run folder");
    }
    RunFolder folder = new RunFolder(evidence.get(0).toAbsolutePath().normalize());
    int wrong = new SelfTest(folder, judging.forFolder(folder)).run(spec.commandLine().getOut());
    return wrong == 0 ? ExitCode.OK : ExitCode.FAIL;
  }

  private Judged judge() throws IOException, DefinitionException {
    Optional<Scenario> named = Optional.empty();
    if (scenario != null) {
      named = Optional.of(Arguments.scenario(scenario));
    }
    for (Path path : evidence) {
      if (!Files.exists(path)) {
        throw new DefinitionException(path + ": not found");
      }
      if (!Files.isReadable(path)) {
        throw new DefinitionException(path + ": cannot be read (permission denied)");
      }
    }
    if (evidence.size() == 1 && Files.isDirectory(evidence.get(0))) {
      RunFolder folder = new RunFolder(evidence.get(0).toAbsolutePath().normalize());
      return DiagnosisFile.explained(
          Judgement.ofFolder(folder, judging.forFolder(folder)), Optional.of(folder));
    }
    for (Path path : evidence) {
      if (Files.isDirectory(path)) {
        throw new DefinitionException(path + ": a run folder is judged alone");
      }
    }
    return DiagnosisFile.explained(
        Judgement.ofFiles(evidence, named, judging.forRun(Map.of())), Optional.empty());
  }
}
