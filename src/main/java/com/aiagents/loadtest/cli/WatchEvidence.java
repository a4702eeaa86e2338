package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.analysis.LoadBounds;
import com.aiagents.loadtest.analysis.MonitorAnalysis;
import com.aiagents.loadtest.analysis.MonitorRecorder;
import com.aiagents.loadtest.run.RunFile;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.samples.MonitorReader;
import com.aiagents.loadtest.samples.SampleReader;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Watched;
import com.aiagents.loadtest.verdict.Watched.By;
import com.aiagents.loadtest.verdict.Watched.Log;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;

/** Reads from a run folder what was seen of the target while it was loaded. */
final class WatchEvidence {
  /** What run.json says of a run that nobody watched by design. */
  private static final String STARTED_BY_PLAN = "plan";

  private WatchEvidence() {}

  /**
   * Reads it.
   *
   * @param bounds of the run's samples
   * @param window the measurement window
   */
  static Watched of(RunFolder folder, Optional<RunFile> run, LoadBounds bounds, TimeWindow window)
      throws IOException {
    if (run.isEmpty()) {
      return Watched.nothing(By.UNKNOWN);
    }
    if (STARTED_BY_PLAN.equals(run.get().startedBy())) {
      return Watched.nothing(By.NOBODY);
    }
    return new Watched(By.LAUNCHER, monitor(folder, run.get(), bounds, window), log(folder, run));
  }

  private static Optional<MonitorAnalysis> monitor(
      RunFolder folder, RunFile run, LoadBounds bounds, TimeWindow window) throws IOException {
    // without a load there is no time that readings could cover
    if (!Files.exists(folder.monitor()) || bounds.isEmpty() || run.load() == null) {
      return Optional.empty();
    }
    TimeWindow load = new TimeWindow(bounds.firstMillis(), window.toMillis());
    MonitorRecorder recorder = new MonitorRecorder(load, window);
    MonitorReader.read(folder.monitor(), recorder::add);
    if (Files.exists(folder.workflow())) {
      SampleReader.readWorkflow(folder.workflow(), recorder::addWorkflow);
    }
    if (run.drain() != null) {
      recorder.drained(run.drain().endedAtMillis(), run.drain().queueDepth());
    }
    return Optional.of(recorder.analysis());
  }

  private static Optional<Log> log(RunFolder folder, Optional<RunFile> run) throws IOException {
    Optional<RunFile.Logs> said = run.map(RunFile::logs);
    if (said.isEmpty()) {
      return Optional.empty();
    }
    RunFile.Logs logs = said.get();
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
