package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.report.BadgeJson;
import com.aiagents.loadtest.report.JUnitReport;
import com.aiagents.loadtest.report.Judged;
import com.aiagents.loadtest.report.JudgedRun;
import com.aiagents.loadtest.report.MarkdownReport;
import com.aiagents.loadtest.report.RunFacts;
import com.aiagents.loadtest.report.RunPage;
import com.aiagents.loadtest.report.RunReport;
import com.aiagents.loadtest.report.SuitePage;
import com.aiagents.loadtest.report.SuiteReport;
import com.aiagents.loadtest.report.TicketProblem;
import com.aiagents.loadtest.report.VerdictJson;
import com.aiagents.loadtest.run.RunFile;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.run.WholeFile;
import com.aiagents.loadtest.samples.Problem;
import com.aiagents.loadtest.samples.WorkflowProblems;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.unit.ShellWord;
import com.aiagents.loadtest.verdict.Thresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files that tell people and machines what was judged: of a run {@code verdict.json}, {@code
 * report.html}, {@code junit.xml}, {@code summary.md} and {@code badge.json}; of a suite the last
 * four and {@code summary.txt}. All of them are written, or none.
 */
final class ReportFiles {
  /** Problem tickets that a page names. */
  private static final int MOST_PROBLEMS = 500;

  private static final List<String> LINKED =
      List.of(
          "verdict.json",
          "junit.xml",
          "summary.md",
          "run.json",
          "plan.jmx",
          "samples.jtl",
          "workflow.jtl",
          "workflow-problems.csv",
          "monitor.csv",
          "thresholds.yaml",
          "target-errors.log",
          "target.log",
          "jmeter.log",
          "jmeter-dashboard/index.html");

  private ReportFiles() {}

  /** A run by the name of its folder. */
  static JudgedRun named(RunFolder folder, Judged judged) {
    return new JudgedRun(folder.path().getFileName().toString(), judged);
  }

  /**
   * Writes those of a run.
   *
   * @param failOnWarning whether a WARNING is a failed test case
   */
  static void write(RunFolder folder, Judged judged, boolean failOnWarning) throws IOException {
    List<JudgedRun> runs = List.of(named(folder, judged));
    Map<Path, String> texts = new LinkedHashMap<>();
    texts.put(folder.verdict(), VerdictJson.render(judged));
    addCommon(texts, folder, runs, failOnWarning);
    texts.put(folder.page(), RunPage.render(report(folder, judged, texts)));
    WholeFile.writeAll(texts);
  }

  /**
   * Writes those of a suite, whose runs lie beside its folder.
   *
   * @param runs all that were asked for, see {@link #suite}
   */
  static void writeSuite(RunFolder folder, List<JudgedRun> runs, boolean failOnWarning)
      throws IOException {
    Map<Path, String> texts = new LinkedHashMap<>();
    texts.put(folder.suiteFile(), SuiteFile.of(runs).text());
    texts.put(
        folder.path().resolve("summary.txt"),
        SuiteReport.render(runs.stream().map(run -> run.judged().verdict()).toList()));
    addCommon(texts, folder, runs, failOnWarning);
    texts.put(folder.page(), SuitePage.render(folder.path().getFileName().toString(), runs));
    WholeFile.writeAll(texts);
  }

  private static void addCommon(
      Map<Path, String> texts, RunFolder folder, List<JudgedRun> runs, boolean failOnWarning) {
    texts.put(folder.junit(), JUnitReport.render(runs, failOnWarning));
    texts.put(folder.summary(), MarkdownReport.render(runs));
    texts.put(folder.badge(), BadgeJson.render(runs));
  }

  /**
   * The runs of a suite, those that were not made too: without a sample they are INVALID, since
   * what nothing is known of is never green.
   *
   * @param made the runs that were made
   * @param missing scenarios that were asked for and not run
   */
  static List<JudgedRun> suite(List<JudgedRun> made, List<Scenario> missing) throws IOException {
    List<JudgedRun> runs = new ArrayList<>(made);
    for (Scenario scenario : missing) {
      runs.add(
          new JudgedRun(
              SuitePage.NOT_RUN,
              Judgement.ofFiles(List.of(), Optional.of(scenario), Thresholds.STANDARD)));
    }
    return runs;
  }

  private static RunReport report(RunFolder folder, Judged judged, Map<Path, String> others)
      throws IOException {
    List<TicketProblem> problems = List.of();
    if (Files.exists(folder.problems())) {
      problems =
          WorkflowProblems.first(folder.problems(), MOST_PROBLEMS).stream()
              .map(ReportFiles::problem)
              .toList();
    }
    List<String> links =
        LINKED.stream()
            .filter(
                name -> {
                  Path file = folder.path().resolve(name);
                  return others.containsKey(file) || Files.exists(file);
                })
            .toList();
    return new RunReport(
        folder.path().getFileName().toString(),
        judged,
        folder.readRunFile().map(ReportFiles::facts).orElse(RunFacts.NONE),
        problems,
        judged.evidence().problems().values().stream().mapToLong(Long::longValue).sum(),
        links);
  }

  private static TicketProblem problem(Problem p) {
    return new TicketProblem(
        p.kind().text(),
        p.ticketId(),
        p.jobId(),
        p.sentMillis() == null ? OptionalLong.empty() : OptionalLong.of(p.sentMillis()),
        p.detail());
  }

  /** What run.json says for people. */
  static RunFacts facts(RunFile run) {
    return new RunFacts(
        run.run(),
        run.state(),
        second(run.startedAt()),
        second(run.endedAt()),
        target(run),
        load(run),
        versions(run),
        text(run.planSha256()),
        run.command() == null
            ? ""
            : Stream.concat(
                    Stream.of("scripts/load-test"),
                    run.command().stream().filter(Objects::nonNull).map(ShellWord::of))
                .collect(Collectors.joining(" ")),
        text(run.note()));
  }

  /** What is known of them: run.json is evidence, and may hold anything. */
  private static Map<String, String> versions(RunFile run) {
    Map<String, String> known = new HashMap<>();
    if (run.versions() != null) {
      run.versions().forEach((name, version) -> known.put(name, text(version)));
    }
    return known;
  }

  private static String target(RunFile run) {
    return run.target() == null
        ? ""
        : Stream.of(run.target().name(), run.target().url(), run.target().tenant())
            .filter(Objects::nonNull)
            .distinct()
            .collect(Collectors.joining(", "));
  }

  private static String load(RunFile run) {
    return Optional.ofNullable(run.load())
        .map(
            load ->
                String.format(
                    Locale.ROOT,
                    "%d users, %d s, of them %d s of warm-up",
                    load.users(),
                    load.durationSeconds(),
                    load.warmUpSeconds()))
        .orElse("");
  }

  /** A moment without its fraction of a second. */
  private static String second(String moment) {
    return text(moment).replaceFirst("\\.\\d+Z$", "Z");
  }

  private static String text(String known) {
    return Objects.requireNonNullElse(known, "");
  }
}
