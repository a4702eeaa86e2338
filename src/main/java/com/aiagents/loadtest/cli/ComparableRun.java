package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.analysis.LabelStatistics;
import com.aiagents.loadtest.analysis.LatencySnapshot;
import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.analysis.Times;
import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.report.Judged;
import com.aiagents.loadtest.run.RunFile;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.samples.WorkflowJtl;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.verdict.ComparedRun;
import com.aiagents.loadtest.verdict.Criterion;
import com.aiagents.loadtest.verdict.Measured;
import com.aiagents.loadtest.verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A run folder as one side of a comparison: what it measured, and what another run must share with
 * it.
 */
record ComparableRun(Path path, RunFile run, Judged judged) {
  /** The name that run.json gives the embedded target: a new port for every run. */
  private static final String EMBEDDED = "embedded";

  /**
   * Reads and judges a run folder.
   *
   * @throws DefinitionException if it is none, or has no run.json or no sample
   */
  static ComparableRun read(Path path) throws IOException, DefinitionException {
    if (!Files.exists(path)) {
      throw new DefinitionException(path + ": not found");
    }
    if (!Files.isDirectory(path)) {
      throw new DefinitionException(path + ": no run folder");
    }
    RunFolder folder = new RunFolder(path.toAbsolutePath().normalize());
    RunFile run =
        folder
            .readRunFile()
            .orElseThrow(
                () ->
                    new DefinitionException(
                        path + ": found no run.json, so nobody knows what was loaded, and how"));
    Judged judged = Judgement.ofFolder(folder, new JudgingOptions().forFolder(folder));
    if (judged.evidence().read().rows() == 0) {
      throw new DefinitionException(path + ": there is no sample");
    }
    return new ComparableRun(path, run, judged);
  }

  /** Requires that the other folder is no copy of this run: it would never be worse. */
  void requireOtherThan(ComparableRun other) throws DefinitionException {
    if (run.run().equals(other.run.run())) {
      throw new DefinitionException(
          other.path + ": is the run " + run.run() + " as RUN_A is, needed are two runs");
    }
  }

  /**
   * Requires that this run can be a baseline: a failed one, or one that proves nothing, is none.
   */
  void requireBaseline() throws DefinitionException {
    Outcome outcome = judged.verdict().outcome();
    if (outcome == Outcome.FAIL || outcome == Outcome.INVALID) {
      throw new DefinitionException(
          path
              + ": its own verdict is "
              + outcome
              + " ("
              + judged.verdict().criteria().stream()
                  .filter(c -> c.outcome() == outcome)
                  .map(Criterion::id)
                  .collect(Collectors.joining(", "))
              + "), no baseline");
    }
  }

  /** What stands in the way of a comparison, one line each: empty if the loads were the same. */
  List<String> differences(ComparableRun other) {
    List<String> lines = new ArrayList<>();
    difference(lines, "scenario", run.scenario(), other.run.scenario());
    targets(lines, run.target(), other.run.target());
    int before = lines.size();
    loads(lines, run.load(), other.run.load());
    boolean sameLoad = lines.size() == before;
    String mine = run.planSha256();
    String others = other.run.planSha256();
    // a run of plain Maven or the GUI does not know the bytes of its plan
    if (mine != null && others != null && !mine.equals(others)) {
      lines.add(
          "plan: "
              + mine
              + " and "
              + others
              + (sameLoad
                  ? ", though users, times and task mix are the same: versions of the suite that"
                      + " build different plans"
                  : ""));
    }
    return lines;
  }

  private static void targets(
      List<String> lines, RunFile.TargetFacts mine, RunFile.TargetFacts others) {
    if (mine == null || others == null) {
      lines.add("target: run.json does not name that of both");
      return;
    }
    difference(lines, "target name", mine.name(), others.name());
    difference(lines, "target url", address(mine), address(others));
    difference(lines, "tenant", mine.tenant(), others.tenant());
  }

  private static void loads(List<String> lines, RunFile.Load mine, RunFile.Load others) {
    if (mine == null || others == null) {
      lines.add("load: run.json does not say that of both");
      return;
    }
    difference(lines, "users", mine.users(), others.users());
    difference(lines, "duration in s", mine.durationSeconds(), others.durationSeconds());
    difference(lines, "warm-up in s", mine.warmUpSeconds(), others.warmUpSeconds());
    difference(lines, "longest think time in ms", mine.thinkTimeMillis(), others.thinkTimeMillis());
    difference(
        lines,
        "shortest think time in ms",
        mine.thinkTimeShortestMillis(),
        others.thinkTimeShortestMillis());
    difference(lines, "task mix", mine.mix(), others.mix());
    difference(lines, "users over time", profile(mine), profile(others));
  }

  /** A profile as people write it: {@code 0 to 10 users from 0 to 5 s}. */
  private static String profile(RunFile.Load load) {
    return load.profile() == null
        ? null
        : load.profile().stream()
            .map(
                s ->
                    s.usersFrom()
                        + " to "
                        + s.usersTo()
                        + " users from "
                        + s.fromSeconds()
                        + " to "
                        + s.toSeconds()
                        + " s")
            .collect(Collectors.joining(", "));
  }

  private static void difference(List<String> lines, String what, Object mine, Object others) {
    if (!Objects.equals(mine, others)) {
      lines.add(what + ": " + mine + " and " + others);
    }
  }

  /** Where a load went, for people; the same for every run of the embedded target. */
  static String target(RunFile.TargetFacts target) {
    return String.format(Locale.ROOT, "%s %s %s", target.name(), address(target), target.tenant());
  }

  /** The URL; of the embedded target without its port. */
  private static String address(RunFile.TargetFacts target) {
    return EMBEDDED.equals(target.name()) && target.url() != null
        ? target.url().replaceFirst(":\\d+$", "")
        : target.url();
  }

  /** This run as it is compared. */
  ComparedRun compared() {
    RunFile.TargetFacts target = run.target();
    return new ComparedRun(
        run.run(),
        String.valueOf(run.scenario()),
        judged.verdict().outcome(),
        target == null ? "unknown" : target(target),
        measured());
  }

  /** The labels of the task mix, their total, and the workflow. */
  private List<Measured> measured() {
    // the first contact of each user is a cold start, and in no rate
    List<LabelStatistics> labels =
        judged.evidence().load().measured().stream()
            .filter(l -> l.kind() == LabelStatistics.Kind.SAMPLE)
            .filter(l -> !l.label().equals(LoadRecorder.TOTAL))
            .filter(l -> !l.label().equals(Task.FIRST_CONTACT_LABEL))
            .toList();
    List<Measured> measured = new ArrayList<>();
    for (LabelStatistics label : labels) {
      measured.add(new Measured(label.label(), Times.of(label.latency()), label.errors()));
    }
    LatencySnapshot all =
        LatencySnapshot.merged(labels.stream().map(LabelStatistics::latency).toList());
    measured.add(
        new Measured(
            LoadRecorder.TOTAL,
            Times.of(all),
            labels.stream().mapToLong(LabelStatistics::errors).sum()));
    judged.evidence().workflow().map(ComparableRun::workflow).ifPresent(measured::add);
    return measured;
  }

  private static Measured workflow(WorkflowAnalysis workflow) {
    long unfinished = workflow.inWindow() - workflow.completed().count();
    return new Measured(WorkflowJtl.LABEL, new Times(workflow.completed(), unfinished), unfinished);
  }
}
