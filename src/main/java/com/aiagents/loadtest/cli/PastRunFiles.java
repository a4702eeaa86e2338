package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.report.PastRun;
import com.aiagents.loadtest.report.PastRuns;
import com.aiagents.loadtest.run.RunFile;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.samples.SampleException;
import com.aiagents.loadtest.target.DefinitionException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The earlier runs of a results folder, by plan and target.
 *
 * @param groups runs that can be told side by side
 * @param leftOut folders with a run.json of which no verdict could be read, and why
 */
record PastRunFiles(List<PastRuns> groups, List<String> leftOut) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What two runs must share.
   *
   * @param plan the hash of the plan, or where it is not known what was planned
   */
  private record Key(String scenario, String target, String plan) {}

  /** A run that has a verdict. */
  private record Told(RunFile run, PastRun past) {}

  /**
   * Reads a results folder.
   *
   * @param only the run whose plan and target are asked for; empty for all
   * @throws DefinitionException if there is no such run
   */
  static PastRunFiles read(Path results, Optional<RunFolder> only)
      throws IOException, DefinitionException {
    Map<Key, List<Told>> byKey = new LinkedHashMap<>();
    List<String> leftOut = new ArrayList<>();
    for (RunFolder folder : folders(results)) {
      try {
        Optional<RunFile> run = folder.readRunFile();
        if (run.isPresent()) {
          Told one = told(folder, run.get());
          byKey.computeIfAbsent(key(run.get()), key -> new ArrayList<>()).add(one);
        }
      } catch (IOException | IllegalArgumentException e) {
        leftOut.add(folder.path().getFileName() + ": " + reason(e));
      }
    }
    if (only.isPresent()) {
      Key asked =
          key(
              only.get()
                  .readRunFile()
                  .orElseThrow(
                      () -> new DefinitionException(only.get().path() + ": found no run.json")));
      byKey.keySet().removeIf(key -> !key.equals(asked));
    }
    List<PastRuns> groups = new ArrayList<>();
    byKey.values().forEach(runs -> groups.add(group(runs)));
    groups.sort(Comparator.comparing(PastRuns::title));
    return new PastRunFiles(groups, leftOut);
  }

  private static String reason(Exception e) {
    return e instanceof SampleException || e instanceof IllegalArgumentException
        ? e.getMessage()
        : "cannot be read (" + e.getClass().getSimpleName() + ")";
  }

  private static List<RunFolder> folders(Path results) throws IOException {
    try (Stream<Path> files = Files.list(results)) {
      return files
          .filter(Files::isDirectory)
          .sorted()
          .map(path -> new RunFolder(path.toAbsolutePath().normalize()))
          .toList();
    }
  }

  private static Told told(RunFolder folder, RunFile run) throws IOException {
    if (!Files.exists(folder.verdict())) {
      throw new SampleException("has no verdict.json; load-test report makes it");
    }
    try {
      return new Told(
          run,
          PastRun.of(
              folder.path().getFileName().toString(),
              ReportFiles.facts(run).startedAt(),
              JSON.readTree(Files.readAllBytes(folder.verdict())),
              Files.exists(folder.page())));
    } catch (JsonProcessingException e) {
      throw new SampleException("verdict.json: line " + e.getLocation().getLineNr() + ": no JSON");
    }
  }

  private static PastRuns group(List<Told> runs) {
    runs.sort(
        Comparator.comparing((Told one) -> one.past().startedAt())
            .thenComparing(one -> one.past().run()));
    RunFile latest = runs.get(runs.size() - 1).run();
    String load = ReportFiles.facts(latest).load();
    return new PastRuns(
        latest.scenario() + " on " + target(latest) + (load.isEmpty() ? "" : ": " + load),
        runs.stream().map(Told::past).toList());
  }

  private static Key key(RunFile run) {
    String plan = run.planSha256();
    if (plan == null) {
      plan = String.valueOf(run.load());
    }
    return new Key(String.valueOf(run.scenario()), target(run), plan);
  }

  private static String target(RunFile run) {
    return run.target() == null ? "an unknown target" : ComparableRun.target(run.target());
  }
}
