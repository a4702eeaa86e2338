package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.report.JudgedRun;
import com.aiagents.loadtest.report.SuiteReport;
import com.aiagents.loadtest.run.AbortRule;
import com.aiagents.loadtest.run.EmbeddedProcess;
import com.aiagents.loadtest.run.EnvironmentException;
import com.aiagents.loadtest.run.Interruption;
import com.aiagents.loadtest.run.LoadRun;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.run.Remote;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.run.RunListener;
import com.aiagents.loadtest.run.Steering;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.scenario.Scenarios;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.verdict.Thresholds;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code run}: the main job, from start to verdict. */
@Command(
    name = "run",
    description = "Runs a scenario against a target and judges it.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final String ALL = "all";

  @Spec private CommandSpec spec;

  @ParentCommand private LoadTest launcher;

  @Parameters(
      paramLabel = "SCENARIO|all",
      description = "${COMPLETION-CANDIDATES}.",
      completionCandidates = Names.class)
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

  @Option(
      names = "--abort-on",
      paramLabel = "crash,loss,auth",
      description =
          "Ends the load before its time when health is silent for 10 s, an accepted ticket is"
              + " lost, or signatures are refused; what was measured is judged.")
  private String abortOn;

  @Option(
      names = "--jmeter-dashboard",
      description = "Make JMeter's own dashboard in the run's folder too.")
  private boolean dashboard;

  @Option(
      names = "--remote",
      paramLabel = "H1:1099,H2:1099",
      description = "Divides the users among agents on other machines (scripts/load-test agent).")
  private String remoteAgents;

  @Mixin private JudgingOptions judging;

  @Mixin private EmbeddedOptions embeddedOptions;

  @Mixin private UiOptions ui;

  private final Project project = Project.current();

  /** What can be run, for the help. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(Scenarios.all().stream().map(Scenario::name), Stream.of(ALL)).iterator();
    }
  }

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
    Set<AbortRule> abortOn =
        this.abortOn == null ? Set.of() : Arguments.abortRules("--abort-on", this.abortOn);
    List<String> options = embeddedOptions.words();
    ui.check();
    if (targetFile != null || host != null) {
      embeddedOptions.requireNone();
    }
    Optional<Target> named = Arguments.target(targetFile, host, System.getenv());
    Thresholds thresholds =
        judging.forRun(sent(scenarios, named.map(Target::missingTasks).orElse(Set.of())));
    // what is wrong with it is told before the load, not after it
    DiagnosisFile.read();
    Optional<Secret> secret = Secret.of(System.getenv());
    if (named.isPresent() && secret.isEmpty()) {
      throw new DefinitionException(
          "environment variable "
              + Secret.VARIABLE
              + ": not set, needed to sign webhooks for "
              + named.get());
    }
    Optional<Remote> remote = remote(scenarios, named, secret);
    LoadRun.requireTools(project);
    Path results = out == null ? project.results() : out;
    RunFolder first =
        LoadRun.reserve(results, scenarios.size() > 1 ? ALL : scenarios.get(0).name());
    Interruption interruption = Interruption.ofProcess();
    SuiteRun.Settings settings =
        new SuiteRun.Settings(
            results,
            drain,
            pause,
            abortOn,
            thresholds,
            judging,
            failOn != null,
            dashboard ? Optional.of(project) : Optional.empty(),
            spec.commandLine().getParseResult().originalArgs(),
            StepSummary.in(launcher.environment()),
            remote);
    Steering steering = ui.waits() ? Steering.waiting() : Steering.running();
    try (LiveRun page = page(scenarios.get(0), named, steering, interruption, thresholds)) {
      Optional<LiveRun> shown = Optional.ofNullable(page);
      RunListener listener = listener(shown);
      if (!begins(shown, steering, interruption)) {
        return ExitCode.INTERRUPTED;
      }
      SuiteRun suite =
          new SuiteRun(
              new LoadRun(project, interruption, steering, listener),
              settings,
              interruption,
              screen(),
              shown);
      List<Scenario> started =
          scenarios.stream().map(s -> shown.map(p -> p.asStarted(s)).orElse(s)).toList();
      List<JudgedRun> judged =
          named.isPresent()
              ? suite.execute(started, named.get(), secret.get(), first)
              : onEmbedded(
                  suite,
                  started,
                  first,
                  options,
                  // agents have the one of the environment, and know no other
                  remote.isPresent() ? secret.get() : Secret.random(),
                  listener);
      return interruption.requested()
          ? ExitCode.INTERRUPTED
          : ExitCode.of(
              SuiteReport.outcome(judged.stream().map(run -> run.judged().verdict()).toList()),
              failOn != null);
    } finally {
      LoadRun.release(first);
    }
  }

  /**
   * The agents, if the run is a distributed one; what can be known without asking them is known.
   */
  private Optional<Remote> remote(
      List<Scenario> scenarios, Optional<Target> named, Optional<Secret> secret)
      throws DefinitionException {
    if (remoteAgents == null) {
      return Optional.empty();
    }
    Remote remote = Remote.parse(remoteAgents, project, launcher.environment());
    for (Scenario scenario : scenarios) {
      remote.requireUsers(scenario);
    }
    remote.requireReach(named.map(Target::url).orElse(null));
    remote.requireOneAddress();
    if (secret.isEmpty()) {
      throw new DefinitionException(
          "environment variable "
              + Secret.VARIABLE
              + ": not set, agents need the same one to sign webhooks for the embedded target");
    }
    return Optional.of(remote);
  }

  private List<JudgedRun> onEmbedded(
      SuiteRun suite,
      List<Scenario> scenarios,
      RunFolder first,
      List<String> options,
      Secret secret,
      RunListener listener)
      throws DefinitionException,
          EnvironmentException,
          TargetException,
          IOException,
          InterruptedException {
    listener.step("starting the embedded target");
    try (EmbeddedProcess embedded =
        EmbeddedProcess.start(project, 0, first.path().resolve("target.log"), secret, options)) {
      return suite.execute(scenarios, embedded.target(), embedded.secret(), first);
    }
  }

  /** The live page; null if it is not wanted. */
  private LiveRun page(
      Scenario first,
      Optional<Target> named,
      Steering steering,
      Interruption interruption,
      Thresholds thresholds)
      throws EnvironmentException {
    return ui.wanted()
        ? new LiveRun(
            ui.page(),
            first,
            named.map(Target::toString).orElse("embedded"),
            steering,
            interruption,
            thresholds)
        : null;
  }

  private RunListener listener(Optional<LiveRun> page) {
    RunListener progress = ScreenProgress.ofProcess(screen());
    return page.isPresent() ? new Listeners(List.of(progress, page.get())) : progress;
  }

  /** Waits for the page's Start, if it is to; false if the user stopped it instead. */
  private boolean begins(Optional<LiveRun> page, Steering steering, Interruption interruption)
      throws InterruptedException {
    page.ifPresent(
        p -> {
          screen().println("live page: " + p.url());
          if (!steering.started()) {
            screen().println("waiting for its Start");
          }
          screen().flush();
        });
    steering.awaitStart(interruption);
    return !interruption.requested();
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

  private PrintWriter screen() {
    return spec.commandLine().getOut();
  }
}
