package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.analysis.LoadBounds;
import com.aiagents.loadtest.analysis.MonitorRecorder;
import com.aiagents.loadtest.run.RunFile;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.samples.MonitorReader;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import com.aiagents.loadtest.verdict.Watched;
import com.aiagents.loadtest.verdict.Watched.By;
import com.aiagents.loadtest.verdict.Watched.Log;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/**
 * What a run folder says of the target while it was loaded: first its files, then the tickets that
 * the queue's depth is compared with.
 */
final class WatchEvidence {
  /** What run.json says of a run that nobody watched by design. */
  private static final String STARTED_BY_PLAN = "plan";

  private final By by;
  private final Optional<MonitorRecorder> monitor;
  private final Optional<Log> log;
  private final Optional<RunFile> run;

  private WatchEvidence(
      By by, Optional<MonitorRecorder> monitor, Optional<Log> log, Optional<RunFile> run) {
    this.by = by;
    this.monitor = monitor;
    this.log = log;
    this.run = run;
  }

  /**
   * Reads the files.
   *
   * @param bounds of the run's samples
   * @param window the measurement window
   */
  static WatchEvidence read(
      RunFolder folder, Optional<RunFile> run, LoadBounds bounds, TimeWindow window)
      throws IOException {
    if (run.isEmpty()) {
      return new WatchEvidence(By.UNKNOWN, Optional.empty(), Optional.empty(), run);
    }
    if (STARTED_BY_PLAN.equals(run.get().startedBy())) {
      return new WatchEvidence(By.NOBODY, Optional.empty(), Optional.empty(), run);
    }
    return new WatchEvidence(
        By.LAUNCHER, monitor(folder, run.get(), bounds, window), log(folder, run.get()), run);
  }

  /** The readings; empty if there are none. The tickets that they are compared with come last. */
  Optional<MonitorRecorder> monitor() {
    return monitor;
  }

  /** What was seen; after all tickets. */
  Watched watched() {
    return new Watched(
        by,
        monitor.map(MonitorRecorder::analysis),
        log,
        Judgement.availability(run.map(RunFile::target).map(RunFile.TargetFacts::monitor)),
        run.map(RunFile::unwatched).orElse(Map.of()));
  }

  private static Optional<MonitorRecorder> monitor(
      RunFolder folder, RunFile run, LoadBounds bounds, TimeWindow window) throws IOException {
    // without a load there is no time that readings could cover
    if (!Files.exists(folder.monitor()) || bounds.isEmpty() || run.load() == null) {
      return Optional.empty();
    }
    TimeWindow load = new TimeWindow(bounds.firstMillis(), window.toMillis());
    MonitorRecorder recorder = new MonitorRecorder(load, window);
    MonitorReader.read(folder.monitor(), recorder::add);
    // without a Redis that answered, the drain did not see the queue
    Optional<String> redis = Optional.ofNullable(run.target()).map(RunFile.TargetFacts::redis);
    if (run.drain() != null && Judgement.availability(redis) == Availability.AVAILABLE) {
      recorder.drained(run.drain().endedAtMillis(), run.drain().queueDepth());
    }
    return Optional.of(recorder);
  }

  private static Optional<Log> log(RunFolder folder, RunFile run) throws IOException {
    RunFile.Logs logs = run.logs();
    if (logs == null) {
      return Optional.empty();
    }
    boolean read = logs.lines() != null && logs.errors() != null;
    return Optional.of(
        new Log(
            Judgement.availability(Optional.ofNullable(logs.source())),
            read ? logs.lines() : 0,
            read ? logs.errors() : 0,
            firstError(folder),
            read
                ? Optional.ofNullable(logs.lost())
                : Optional.of("the run ended before it was read")));
  }

  private static Optional<String> firstError(RunFolder folder) throws IOException {
    if (!Files.exists(folder.targetErrors())) {
      return Optional.empty();
    }
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(folder.targetErrors()), StandardCharsets.UTF_8))) {
      return Optional.ofNullable(in.readLine());
    }
  }
}
