package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.report.ConsoleReport;
import com.aiagents.loadtest.report.Judged;
import com.aiagents.loadtest.report.SuiteReport;
import com.aiagents.loadtest.report.VerdictJson;
import com.aiagents.loadtest.run.EmbeddedProcess;
import com.aiagents.loadtest.run.EnvironmentException;
import com.aiagents.loadtest.run.Interruption;
import com.aiagents.loadtest.run.LoadRun;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.run.RunFile;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.run.WholeFile;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.scenario.Scenarios;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.History;
import com.aiagents.loadtest.target.Queue;
import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.verdict.Thresholds;
import com.aiagents.loadtest.verdict.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: the main job, from start to verdict. */
@Command(
    name = "run",
    description = "Runs a scenario against a target and judges it.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final String ALL = "all";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SCENARIO|all", description = "baseline, peak, burst, endurance or all.")
  private String what;

  @Option(names = "--target", paramLabel = "FILE", description = "A target file, data/targets/*.")
  private Path targetFile;

  @Option(
      names = "--host",
      paramLabel = "URL",
      description = "The target's URL. Neither --host nor --target: the embedded target.")
  private String host;

  @Option(names = "--users", paramLabel = "N", description = "Users at the top of the profile.")
  private Integer users;

  @Option(names = "--duration", paramLabel = "60s", description = "Scales every phase.")
  private String duration;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Gets the run's folder; else results/.")
  private Path out;

  @Option(names = "--drain-timeout", paramLabel = "120s", defaultValue = "120s")
  private String drainTimeout;

  @Option(
      names = "--cool-down",
      paramLabel = "30s",
      defaultValue = "30s",
      description = "Between the scenarios of all.")
  private String coolDown;

  @Option(names = "--fail-on", paramLabel = "warning", description = "Exit with 3 on WARNING.")
  private FailOn failOn;

  @Mixin private JudgingOptions judging;

  @Mixin private EmbeddedOptions embeddedOptions;

  private final Project project = Project.current();

  @Override
  public Integer call()
      throws DefinitionException,
          EnvironmentException,
          TargetException,
          IOException,
          InterruptedException {
    List<Scenario> scenarios = scenarios();
    Duration drain = Arguments.duration("--drain-timeout", drainTimeout);
    Duration pause = Arguments.duration("--cool-down", coolDown);
    List<String> options = embeddedOptions.words();
    if (targetFile != null || host != null) {
      embeddedOptions.requireNone();
    }
    Optional<Target> named = Arguments.target(targetFile, host, System.getenv());
    Thresholds thresholds =
        judging.forRun(sent(scenarios, named.map(Target::missingTasks).orElse(Set.of())));
    Optional<Secret> secret = Secret.of(System.getenv());
    if (named.isPresent() && secret.isEmpty()) {
      throw new DefinitionException(
          "environment variable "
              + Secret.VARIABLE
              + ": not set, needed to sign webhooks for "
              + named.get());
    }
    LoadRun.requireTools(project);
    Path results = out == null ? project.results() : out;
    RunFolder first =
        LoadRun.reserve(results, scenarios.size() > 1 ? ALL : scenarios.get(0).name());
    Interruption interruption = Interruption.ofProcess();
    try {
      if (named.isPresent()) {
        return runAll(
            scenarios,
            named.get(),
            secret.get(),
            thresholds,
            results,
            first,
            drain,
            pause,
            interruption);
      }
      ScreenProgress.ofProcess(screen()).step("starting the embedded target");
      try (EmbeddedProcess embedded =
          EmbeddedProcess.start(
              project, 0, first.path().resolve("target.log"), Secret.random(), options)) {
        return runAll(
            scenarios,
            embedded.target(),
            embedded.secret(),
            thresholds,
            results,
            first,
            drain,
            pause,
            interruption);
      }
    } finally {
      LoadRun.release(first);
    }
  }

  private List<Scenario> scenarios() throws DefinitionException {
    Duration length = duration == null ? null : Arguments.duration("--duration", duration);
    List<Scenario> scaled = new ArrayList<>();
    if (what.equals(ALL)) {
      for (Scenario scenario : Scenarios.all()) {
        scaled.add(Arguments.scaled(scenario, users, length));
      }
    } else {
      if (Scenarios.all().stream().noneMatch(s -> s.name().equals(what))) {
        throw new DefinitionException(
            "scenario: found '" + what + "', allowed is " + Scenarios.names() + " or all");
      }
      scaled.add(Arguments.scaled(Arguments.scenario(what), users, length));
    }
    return scaled;
  }

  /** The labels that each scenario's plan sends to a target without some tasks. */
  private static Map<String, Set<String>> sent(List<Scenario> scenarios, Set<Task> missing) {
    Map<String, Set<String>> sent = new HashMap<>();
    for (Scenario scenario : scenarios) {
      Set<String> labels = new HashSet<>();
      labels.add(Task.FIRST_CONTACT_LABEL);
      scenario.mix().without(missing).weights().keySet().forEach(task -> labels.add(task.label()));
      sent.put(scenario.name(), labels);
    }
    return sent;
  }

  private int runAll(
      List<Scenario> scenarios,
      Target target,
      Secret secret,
      Thresholds thresholds,
      Path results,
      RunFolder first,
      Duration drain,
      Duration pause,
      Interruption interruption)
      throws DefinitionException,
          EnvironmentException,
          TargetException,
          IOException,
          InterruptedException {
    LoadRun run = new LoadRun(project, interruption, ScreenProgress.ofProcess(screen()));
    List<Verdict> verdicts = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      RunFolder folder = scenarios.size() > 1 ? LoadRun.reserve(results, scenario.name()) : first;
      LoadRun.Order order =
          new LoadRun.Order(
              scenario,
              target,
              secret,
              results,
              drain,
              spec.commandLine().getParseResult().originalArgs());
      try {
        run.execute(order, folder);
      } finally {
        LoadRun.release(folder);
      }
      Optional<String> limits = judging.text();
      if (limits.isPresent()) {
        WholeFile.write(folder.thresholds(), limits.get());
      }
      Judged judged = judging.strictly(Judgement.ofFolder(folder, thresholds));
      WholeFile.write(folder.verdict(), VerdictJson.render(judged));
      screen().println();
      screen().print(ConsoleReport.render(judged));
      screen().println("evidence: " + folder.path());
      screen().flush();
      verdicts.add(judged.verdict());
      if (interruption.requested()) {
        return ExitCode.INTERRUPTED;
      }
      if (verdicts.size() < scenarios.size()) {
        if (folder.readRunFile().map(RunFile::reconciliation).isPresent()) {
          clean(target, folder.id().ticketPrefix());
        } else {
          screen().println("its data stays: its tickets were not followed");
        }
        rest(pause, interruption);
      }
    }
    if (scenarios.size() > 1) {
      String summary = SuiteReport.render(verdicts);
      WholeFile.write(first.path().resolve("summary.txt"), summary);
      screen().println();
      screen().print(summary);
    }
    return ExitCode.of(SuiteReport.outcome(verdicts), failOn != null);
  }

  /**
   * Removes the rows and jobs of a run whose tickets were followed, so that the next scenario
   * starts as the first did. What cannot be removed stays: the next run follows its own tickets.
   */
  private void clean(Target target, String tickets) {
    try {
      // the jobs first: one that is taken meanwhile would leave its row behind
      if (target.redis().isPresent()) {
        new Queue(target).remove(tickets);
      }
      if (target.database().isPresent()) {
        new History(target).delete(tickets);
      }
    } catch (TargetException e) {
      screen().println("its data stays: " + e.getMessage());
    }
  }

  private void rest(Duration pause, Interruption interruption) throws InterruptedException {
    screen().println("cool-down: " + pause.toSeconds() + " s");
    screen().println();
    screen().flush();
    long end = System.nanoTime() + pause.toNanos();
    while (System.nanoTime() < end && !interruption.requested()) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private PrintWriter screen() {
    return spec.commandLine().getOut();
  }
}
