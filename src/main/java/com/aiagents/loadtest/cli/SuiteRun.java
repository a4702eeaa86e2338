package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.report.ConsoleReport;
import com.aiagents.loadtest.report.Judged;
import com.aiagents.loadtest.report.JudgedRun;
import com.aiagents.loadtest.report.MarkdownReport;
import com.aiagents.loadtest.report.SuiteReport;
import com.aiagents.loadtest.run.AbortRule;
import com.aiagents.loadtest.run.EnvironmentException;
import com.aiagents.loadtest.run.Interruption;
import com.aiagents.loadtest.run.JMeterDashboard;
import com.aiagents.loadtest.run.LoadRun;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.run.Remote;
import com.aiagents.loadtest.run.RunFile;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.run.WholeFile;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.History;
import com.aiagents.loadtest.target.Queue;
import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.verdict.Thresholds;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs scenarios one after another against one target, judges each, and cleans in between. Used by
 * one thread.
 */
final class SuiteRun {
  private final LoadRun run;
  private final Settings settings;
  private final Interruption interruption;
  private final PrintWriter screen;
  private final Optional<LiveRun> page;

  /**
   * What holds for all scenarios.
   *
   * @param pause between two of them
   * @param failOnWarning whether a WARNING is a failed test case
   * @param dashboard whose JMeter makes its own dashboard too; empty if it is not wanted
   * @param command what the user typed
   * @param stepSummary a file that gets what summary.md says too; empty outside of GitHub
   */
  record Settings(
      Path results,
      Duration drainTimeout,
      Duration pause,
      Set<AbortRule> abortOn,
      Thresholds thresholds,
      JudgingOptions judging,
      boolean failOnWarning,
      Optional<Project> dashboard,
      List<String> command,
      Optional<Path> stepSummary,
      Optional<Remote> remote) {}

  /**
   * A suite that has not begun.
   *
   * @param page shows each verdict; empty without one
   */
  SuiteRun(
      LoadRun run,
      Settings settings,
      Interruption interruption,
      PrintWriter screen,
      Optional<LiveRun> page) {
    this.run = run;
    this.settings = settings;
    this.interruption = interruption;
    this.screen = screen;
    this.page = page;
  }

  /**
   * Runs.
   *
   * @param first the folder of the only scenario, or of the suite
   * @return what came of the scenarios that were run: of all, unless the user stopped it
   */
  List<JudgedRun> execute(List<Scenario> scenarios, Target target, Secret secret, RunFolder first)
      throws DefinitionException,
          EnvironmentException,
          TargetException,
          IOException,
          InterruptedException {
    List<JudgedRun> judged = new ArrayList<>();
    try {
      while (judged.size() < scenarios.size() && !interruption.requested()) {
        Scenario scenario = scenarios.get(judged.size());
        RunFolder folder =
            scenarios.size() > 1 ? LoadRun.reserve(settings.results(), scenario.name()) : first;
        page.ifPresent(p -> p.next(scenario, target, folder));
        judged.add(ReportFiles.named(folder, execute(scenario, target, secret, folder)));
        if (judged.size() < scenarios.size() && !interruption.requested()) {
          clean(target, folder);
          rest();
        }
      }
    } finally {
      // whatever ended it: what was judged is told, and what was not run is not green
      if (!judged.isEmpty()) {
        tell(judged, scenarios.subList(judged.size(), scenarios.size()), first);
      }
    }
    return judged;
  }

  /** Tells what came of all scenarios together, where there are several. */
  private void tell(List<JudgedRun> judged, List<Scenario> missing, RunFolder first)
      throws IOException {
    List<JudgedRun> all = ReportFiles.suite(judged, missing);
    if (all.size() > 1) {
      screen.println();
      screen.print(SuiteReport.render(all.stream().map(run -> run.judged().verdict()).toList()));
      ReportFiles.writeSuite(first, all, settings.failOnWarning());
      told(first);
    }
    try {
      if (settings.stepSummary().isPresent()) {
        StepSummary.append(settings.stepSummary().get(), MarkdownReport.render(all));
      }
    } catch (EnvironmentException e) {
      // the verdict stands, and so does its exit code
      screen.println("not written: " + e.getMessage());
    }
  }

  /** JMeter's own dashboard, if it is wanted: without it the verdict stands all the same. */
  private void dashboard(RunFolder folder) throws InterruptedException {
    if (settings.dashboard().isEmpty()) {
      return;
    }
    try {
      JMeterDashboard.write(settings.dashboard().get(), folder, interruption)
          .ifPresent(page -> screen.println("JMeter's dashboard: " + page));
    } catch (EnvironmentException e) {
      screen.println("not made: " + e.getMessage());
    }
    screen.flush();
  }

  private void told(RunFolder folder) {
    screen.println("report: " + folder.page());
    screen.flush();
  }

  private Judged execute(Scenario scenario, Target target, Secret secret, RunFolder folder)
      throws DefinitionException,
          EnvironmentException,
          TargetException,
          IOException,
          InterruptedException {
    LoadRun.Order order =
        new LoadRun.Order(
            scenario,
            target,
            secret,
            settings.results(),
            settings.drainTimeout(),
            settings.abortOn(),
            settings.command(),
            settings.remote());
    try {
      run.execute(order, folder);
    } catch (DefinitionException | EnvironmentException | TargetException e) {
      page.ifPresent(p -> p.step("not run: " + e.getMessage()));
      throw e;
    } finally {
      LoadRun.release(folder);
    }
    Optional<String> limits = settings.judging().text();
    if (limits.isPresent()) {
      WholeFile.write(folder.thresholds(), limits.get());
    }
    Judged judged =
        settings
            .judging()
            .strictly(
                DiagnosisFile.explained(
                    Judgement.ofFolder(folder, settings.thresholds()), Optional.of(folder)));
    screen.println();
    screen.print(ConsoleReport.render(judged));
    screen.println("evidence: " + folder.path());
    screen.flush();
    page.ifPresent(p -> p.judged(judged));
    dashboard(folder);
    ReportFiles.write(folder, judged, settings.failOnWarning());
    told(folder);
    return judged;
  }

  /**
   * Removes the rows and jobs of a run whose tickets were followed, so that the next scenario
   * starts as the first did. What cannot be removed stays: the next run follows its own tickets.
   */
  private void clean(Target target, RunFolder folder) throws IOException {
    if (folder.readRunFile().map(RunFile::reconciliation).isEmpty()) {
      screen.println("its data stays: its tickets were not followed");
      return;
    }
    String tickets = folder.id().ticketPrefix();
    try {
      // the jobs first: one that is taken meanwhile would leave its row behind
      if (target.redis().isPresent()) {
        new Queue(target).remove(tickets);
      }
      if (target.database().isPresent()) {
        new History(target).delete(tickets);
      }
    } catch (TargetException e) {
      screen.println("its data stays: " + e.getMessage());
    }
  }

  private void rest() throws InterruptedException {
    screen.println("cool-down: " + settings.pause().toSeconds() + " s");
    screen.println();
    screen.flush();
    long end = System.nanoTime() + settings.pause().toNanos();
    while (System.nanoTime() < end && !interruption.requested()) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }
}
