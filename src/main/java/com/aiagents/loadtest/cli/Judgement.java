package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.analysis.LoadBounds;
import com.aiagents.loadtest.analysis.LoadWindows;
import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.StabilityRecorder;
import com.aiagents.loadtest.analysis.TicketRecorder;
import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.report.Judged;
import com.aiagents.loadtest.run.RunFile;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.samples.JtlReader;
import com.aiagents.loadtest.samples.WorkflowProblems;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.scenario.TaskMix;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.unit.Clocks;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Agent;
import com.aiagents.loadtest.verdict.Evidence;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import com.aiagents.loadtest.verdict.Judge;
import com.aiagents.loadtest.verdict.Thresholds;
import com.aiagents.loadtest.verdict.Verdict;
import com.aiagents.loadtest.verdict.Watched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** Evidence in, verdict out: reads a run's files and nothing else. */
final class Judgement {
  /** How much earlier than the longest think time before the end the last request may be sent. */
  private static final long END_TOLERANCE_MILLIS = 2_000;

  private Judgement() {}

  /**
   * Judges a run folder by the limits of its scenario.
   *
   * @throws DefinitionException if the folder holds no evidence at all
   */
  static Judged ofFolder(RunFolder folder, Thresholds thresholds)
      throws IOException, DefinitionException {
    Optional<RunFile> run = folder.readRunFile();
    Optional<Path> samples = folder.findSamples();
    if (run.isEmpty() && samples.isEmpty()) {
      throw new DefinitionException(
          folder.path() + ": found neither run.json nor samples.jtl, no run folder");
    }
    List<Path> files = samples.map(List::of).orElse(List.of());
    Optional<Planned> planned = run.flatMap(Planned::of);
    LoadEvidence load =
        LoadEvidence.read(
            files,
            bounds ->
                planned
                    .filter(p -> !bounds.isEmpty())
                    .map(p -> p.windows(bounds.firstMillis()))
                    .orElse(LoadWindows.of(TimeWindow.ALWAYS)));
    LoadBounds bounds = load.bounds();
    TimeWindow window = load.windows().measured();
    Optional<StabilityRecorder> stability = load.recorder().stability();
    WatchEvidence watch = WatchEvidence.read(folder, run, bounds, window);
    Optional<WorkflowAnalysis> workflow = Optional.empty();
    if (Files.exists(folder.workflow())) {
      JtlReader.Read<TicketRecorder> read =
          JtlReader.readWorkflow(
              folder.workflow(),
              LoadEvidence.slices(folder.workflow()),
              () -> new TicketRecorder(window, stability, watch.monitor()));
      workflow = Optional.of(read.handler().analysis(read.summary().damaged()));
    }
    Watched watched = watch.watched();
    Evidence evidence =
        new Evidence(
            run.map(RunFile::scenario).orElse("unknown"),
            run.map(RunFile::load).map(RunFile.Load::mix).flatMap(Judgement::mix),
            bounds.isEmpty()
                ? Optional.empty()
                : planned.flatMap(p -> p.load(bounds.firstMillis())),
            load.read(),
            load.recorder().analysis(),
            doubt(run, bounds),
            workflow,
            availability(run.map(RunFile::target).map(RunFile.TargetFacts::database)),
            availability(run.map(RunFile::target).map(RunFile.TargetFacts::redis)),
            run.map(RunFile::drain),
            run.map(RunFile::reconciliation),
            problems(folder.problems()),
            run.map(RunFile::clocks).filter(c -> c.after() != null),
            run.filter(Judgement::hasLostItsDatabase).map(RunFile::note),
            stability.map(
                s ->
                    s.stability(
                        watched
                            .monitor()
                            .map(MonitorAnalysis::memory)
                            .filter(memory -> memory.size() > 0),
                        watched.by() == Watched.By.LAUNCHER)),
            watched,
            run.map(Judgement::agents).orElse(List.of()));
    return new Judged(Judge.judge(evidence, thresholds), evidence);
  }

  /**
   * Judges a load while it goes on, by what is in the folder until now.
   *
   * @param folder of a run that has not ended
   * @param tickets those with an end that were sent from a moment on, epoch ms; empty if they are
   *     not followed
   * @param nowMillis epoch ms
   */
  static Verdict soFar(
      RunFolder folder,
      Thresholds thresholds,
      LongFunction<Optional<WorkflowAnalysis>> tickets,
      long nowMillis)
      throws IOException {
    RunFile run = folder.readRunFile().orElseThrow();
    Planned planned = Planned.of(run).orElseThrow();
    LoadEvidence load =
        LoadEvidence.read(
            folder.findSamples().map(List::of).orElse(List.of()),
            bounds -> LoadWindows.of(untilNow(planned, bounds, nowMillis)));
    LoadBounds bounds = load.bounds();
    TimeWindow window = load.windows().measured();
    Evidence evidence =
        new Evidence(
            run.scenario(),
            mix(run.load().mix()),
            Optional.empty(),
            load.read(),
            load.recorder().analysis(),
            bounds.isEmpty() ? Optional.of("there is no sample") : Optional.empty(),
            bounds.isEmpty()
                ? Optional.empty()
                : tickets.apply(planned.windows(bounds.firstMillis()).measured().fromMillis()),
            availability(Optional.of(run.target().database())),
            availability(Optional.of(run.target().redis())),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.ofNullable(run.clocks())
                .map(clocks -> new Clocks(clocks.before(), clocks.before(), null)),
            Optional.empty(),
            Optional.empty(),
            WatchEvidence.read(folder, Optional.of(run), bounds, window).watched(),
            agents(run));
    return Judge.soFar(evidence, thresholds);
  }

  private static TimeWindow untilNow(Planned planned, LoadBounds bounds, long nowMillis) {
    if (bounds.isEmpty()) {
      return TimeWindow.ALWAYS;
    }
    TimeWindow all = planned.windows(bounds.firstMillis()).measured();
    long to = Math.min(all.toMillis(), nowMillis);
    return new TimeWindow(Math.min(all.fromMillis(), to), to);
  }

  /** Judges result files that come without a run folder: only the requests can be judged. */
  static Judged ofFiles(List<Path> files, Optional<Scenario> scenario, Thresholds thresholds)
      throws IOException {
    LoadEvidence load = LoadEvidence.read(files, bounds -> windows(bounds, scenario));
    Optional<StabilityRecorder> stability = load.recorder().stability();
    Evidence evidence =
        new Evidence(
            scenario.map(Scenario::name).orElse("unknown"),
            Optional.empty(),
            Optional.empty(),
            load.read(),
            load.recorder().analysis(),
            load.bounds().isEmpty() ? Optional.of("there is no sample") : Optional.empty(),
            Optional.empty(),
            Availability.MISSING,
            Availability.MISSING,
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            stability.map(s -> s.stability(Optional.empty(), false)),
            Watched.nothing(Watched.By.UNKNOWN),
            List.of());
    return new Judged(Judge.judge(evidence, thresholds), evidence);
  }

  private static boolean hasLostItsDatabase(RunFile run) {
    return run.target() != null && "lost".equals(run.target().database());
  }

  private static Map<String, Long> problems(Path file) throws IOException {
    Map<String, Long> byWord = new HashMap<>();
    if (Files.exists(file)) {
      WorkflowProblems.count(file).forEach((kind, count) -> byWord.put(kind.text(), count));
    }
    return byWord;
  }

  /**
   * The windows of files without a run: nobody says when the load was to end, so what is measured
   * ends with the last request.
   */
  private static LoadWindows windows(LoadBounds bounds, Optional<Scenario> scenario) {
    if (scenario.isEmpty() || bounds.isEmpty()) {
      return LoadWindows.of(TimeWindow.ALWAYS);
    }
    long from = bounds.firstMillis() + scenario.get().warmUp().toMillis();
    return LoadWindows.of(new TimeWindow(from, Math.max(from, bounds.lastMillis() + 1)));
  }

  /** The agents that run.json names; it is evidence, and may hold anything. */
  private static List<Agent> agents(RunFile run) {
    return run.agents() == null
        ? List.of()
        : run.agents().stream()
            .filter(agent -> agent != null && agent.name() != null)
            .map(
                agent ->
                    new Agent(
                        agent.name(),
                        agent.tickets() == null
                            ? OptionalLong.empty()
                            : OptionalLong.of(agent.tickets()),
                        lost(agent)))
            .toList();
  }

  private static Optional<String> lost(RunFile.Agent agent) {
    if (agent.lost() == null && agent.lostAt() == null) {
      return Optional.empty();
    }
    String since = agent.lostAt() == null ? "lost" : "lost since " + agent.lostAt();
    return Optional.of(agent.lost() == null ? since : since + ": " + agent.lost());
  }

  /** Who was lost in a run that did not finish, if its note does not name it. */
  private static String lostAgents(RunFile run) {
    return agents(run).stream()
        .filter(agent -> agent.lost().isPresent())
        .filter(agent -> run.note() == null || !run.note().contains(agent.name()))
        .map(agent -> "; agent " + agent.name() + ": " + agent.lost().get())
        .collect(Collectors.joining());
  }

  private static Optional<String> doubt(Optional<RunFile> run, LoadBounds bounds) {
    if (run.isPresent() && !RunFile.FINISHED.equals(run.get().state())) {
      String state = run.get().state();
      String what =
          RunFile.RUNNING.equals(state)
              ? "the run has no end: it was killed, or is still running"
              : "the run " + ("failed".equals(state) ? "failed" : "was " + state);
      return Optional.of(
          (run.get().note() == null ? what : what + ": " + run.get().note())
              + lostAgents(run.get()));
    }
    if (bounds.isEmpty()) {
      return Optional.of("there is no sample");
    }
    Optional<RunFile.Load> load = run.map(RunFile::load);
    if (load.isEmpty()) {
      return Optional.of("there is no run.json that says what was planned");
    }
    if (load.get().warmUpSeconds() >= load.get().durationSeconds()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "run.json: a warm-up of %d s leaves nothing of %d s of load to measure",
              load.get().warmUpSeconds(),
              load.get().durationSeconds()));
    }
    long planned = load.get().durationSeconds() * 1000;
    long delivered = bounds.lastMillis() - bounds.firstMillis();
    if (delivered + load.get().thinkTimeMillis() + END_TOLERANCE_MILLIS < planned) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the last request was sent %.1f s after the first, planned were %d s of load",
              delivered / 1000.0,
              planned / 1000));
    }
    return Optional.empty();
  }

  /**
   * The planned mix; a task that this suite does not know, or that is never chosen, is left out.
   */
  private static Optional<TaskMix> mix(Map<String, Integer> weights) {
    Map<Task, Integer> known = new EnumMap<>(Task.class);
    for (Task task : Task.values()) {
      if (weights.getOrDefault(task.key(), 0) > 0) {
        known.put(task, weights.get(task.key()));
      }
    }
    return known.isEmpty() ? Optional.empty() : Optional.of(new TaskMix(known));
  }

  /** What run.json says of a source. */
  static Availability availability(Optional<String> source) {
    return switch (source.orElse("not named")) {
      case "named" -> Availability.AVAILABLE;
      case "none" -> Availability.DECLARED_NONE;
      default -> Availability.MISSING;
    };
  }
}
