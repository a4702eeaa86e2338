package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.analysis.LoadBounds;
import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.StabilityRecorder;
import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.analysis.WorkflowRecorder;
import com.aiagents.loadtest.report.Judged;
import com.aiagents.loadtest.run.RunFile;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.samples.RowHandler;
import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.samples.SampleReader;
import com.aiagents.loadtest.samples.WorkflowProblems;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.scenario.TaskMix;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.unit.Damage;
import com.aiagents.loadtest.unit.ReadSummary;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Evidence;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import com.aiagents.loadtest.verdict.Judge;
import com.aiagents.loadtest.verdict.Thresholds;
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
  static Judged ofFolder(Path path, Thresholds thresholds) throws IOException, DefinitionException {
    RunFolder folder = new RunFolder(path);
    Optional<RunFile> run = folder.readRunFile();
    Optional<Path> samples = folder.findSamples();
    if (run.isEmpty() && samples.isEmpty()) {
      throw new DefinitionException(
          path + ": found neither run.json nor samples.jtl, no run folder");
    }
    List<Path> files = samples.map(List::of).orElse(List.of());
    LoadBounds bounds = new LoadBounds();
    read(files, bounds::add);
    TimeWindow window = window(bounds, run.map(RunFile::load));
    LoadRecorder recorder = new LoadRecorder(window);
    Optional<StabilityRecorder> stability = stability(window);
    ReadSummary read = read(files, both(recorder::add, stability));
    WatchEvidence watch = WatchEvidence.read(folder, run, bounds, window);
    Optional<WorkflowAnalysis> workflow = Optional.empty();
    if (Files.exists(folder.workflow())) {
      WorkflowRecorder rows = new WorkflowRecorder(window);
      ReadSummary workflowRead =
          SampleReader.readWorkflow(
              folder.workflow(),
              row -> {
                rows.add(row);
                stability.ifPresent(s -> s.addTicket(row));
                watch.addTicket(row);
              });
      stability.ifPresent(StabilityRecorder::followed);
      workflow = Optional.of(rows.analysis(workflowRead.damaged()));
    }
    Watched watched = watch.watched();
    Evidence evidence =
        new Evidence(
            run.map(RunFile::scenario).orElse("unknown"),
            run.map(RunFile::load).map(RunFile.Load::mix).flatMap(Judgement::mix),
            read,
            recorder.analysis(),
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
            watched);
    return new Judged(Judge.judge(evidence, thresholds), evidence);
  }

  /** Judges result files that come without a run folder: only the requests can be judged. */
  static Judged ofFiles(List<Path> files, Optional<Scenario> scenario, Thresholds thresholds)
      throws IOException {
    LoadBounds bounds = new LoadBounds();
    read(files, bounds::add);
    TimeWindow window = TimeWindow.ALWAYS;
    if (scenario.isPresent() && !bounds.isEmpty()) {
      window =
          new TimeWindow(bounds.firstMillis() + scenario.get().warmUp().toMillis(), Long.MAX_VALUE);
    }
    LoadRecorder recorder = new LoadRecorder(window);
    // nobody says when the load was to end: what was measured ends with the last request
    Optional<StabilityRecorder> stability =
        scenario.isPresent() && window.contains(bounds.lastMillis())
            ? stability(new TimeWindow(window.fromMillis(), bounds.lastMillis() + 1))
            : Optional.empty();
    ReadSummary read = read(files, both(recorder::add, stability));
    Evidence evidence =
        new Evidence(
            scenario.map(Scenario::name).orElse("unknown"),
            Optional.empty(),
            read,
            recorder.analysis(),
            bounds.isEmpty() ? Optional.of("there is no sample") : Optional.empty(),
            Optional.empty(),
            Availability.MISSING,
            Availability.MISSING,
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            stability.map(s -> s.stability(Optional.empty(), false)),
            Watched.nothing(Watched.By.UNKNOWN));
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

  /** A recorder of growth, if the measured time has both ends and can be cut into windows. */
  private static Optional<StabilityRecorder> stability(TimeWindow window) {
    return window.equals(TimeWindow.ALWAYS)
            || window.toMillis() - window.fromMillis() < StabilityRecorder.WINDOWS
        ? Optional.empty()
        : Optional.of(new StabilityRecorder(window));
  }

  private static RowHandler<Sample> both(
      RowHandler<Sample> load, Optional<StabilityRecorder> stability) {
    if (stability.isEmpty()) {
      return load;
    }
    return sample -> {
      load.row(sample);
      stability.get().add(sample);
    };
  }

  private static ReadSummary read(List<Path> files, RowHandler<Sample> consumer)
      throws IOException {
    long rows = 0;
    long damaged = 0;
    Damage first = null;
    boolean cutOff = false;
    for (Path file : files) {
      ReadSummary one = SampleReader.read(file, consumer);
      rows += one.rows();
      damaged += one.damaged();
      first = first == null ? one.firstDamaged().orElse(null) : first;
      cutOff |= one.cutOff();
    }
    return new ReadSummary(rows, damaged, Optional.ofNullable(first), cutOff);
  }

  private static TimeWindow window(LoadBounds bounds, Optional<RunFile.Load> load) {
    if (bounds.isEmpty() || load.isEmpty()) {
      return TimeWindow.ALWAYS;
    }
    long end = bounds.firstMillis() + load.get().durationSeconds() * 1000;
    return new TimeWindow(
        Math.min(end, bounds.firstMillis() + load.get().warmUpSeconds() * 1000), end);
  }

  private static Optional<String> doubt(Optional<RunFile> run, LoadBounds bounds) {
    if (run.isPresent() && !RunFile.FINISHED.equals(run.get().state())) {
      String state = run.get().state();
      String what =
          RunFile.RUNNING.equals(state)
              ? "the run has no end: it was killed, or is still running"
              : "the run " + ("failed".equals(state) ? "failed" : "was " + state);
      return Optional.of(run.get().note() == null ? what : what + ": " + run.get().note());
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
