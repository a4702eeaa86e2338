package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.report.JudgedRun;
import com.aiagents.loadtest.report.SuitePage;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.samples.SampleException;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.scenario.Scenarios;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code suite.json}: which runs a suite was. docs/run-folder.md describes it.
 *
 * @param runs names of their folders, in the order in which they were made; they lie beside that of
 *     the suite
 * @param notRun scenarios that were asked for too
 */
record SuiteFile(List<String> runs, List<String> notRun) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  SuiteFile {
    runs = List.copyOf(runs);
    notRun = List.copyOf(notRun);
  }

  /** That of a suite with runs of which some were not made. */
  static SuiteFile of(List<JudgedRun> suite) {
    Map<Boolean, List<JudgedRun>> byMade =
        suite.stream().collect(Collectors.partitioningBy(r -> !r.run().equals(SuitePage.NOT_RUN)));
    return new SuiteFile(
        byMade.get(true).stream().map(JudgedRun::run).toList(),
        byMade.get(false).stream().map(r -> r.judged().verdict().scenario()).toList());
  }

  /**
   * Reads that of a suite's folder.
   *
   * @throws SampleException in one line if it is no such file
   */
  static SuiteFile read(RunFolder suite) throws IOException {
    Path file = suite.suiteFile();
    JsonNode json;
    try {
      json = JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new SampleException(
          file + ": line " + e.getLocation().getLineNr() + ": found no suite.json of this suite");
    }
    if (json == null || json.path("schema").asInt() != 1 || !json.path("runs").isArray()) {
      throw new SampleException(
          file + ": found no suite.json of this suite, needed are schema 1 and runs");
    }
    return new SuiteFile(texts(json.path("runs")), texts(json.path("notRun")));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** The text of the file. */
  String text() throws IOException {
    return JSON.writeValueAsString(
            new TreeMap<>(Map.of("schema", 1, "runs", runs, "notRun", notRun)))
        + "\n";
  }

  /**
   * The folders of its runs.
   *
   * @throws SampleException in one line if one is not there
   */
  List<RunFolder> folders(RunFolder suite) throws SampleException {
    List<RunFolder> folders = new ArrayList<>();
    for (String name : runs) {
      // a name, not a way to somewhere else
      boolean plain = name.matches("[^/\\\\\\p{Cntrl}]+") && !name.matches("\\.\\.?");
      if (!plain || !Files.isDirectory(suite.path().resolveSibling(name))) {
        throw new SampleException(
            suite.suiteFile()
                + ": found '"
                + name.replaceAll("\\p{Cntrl}", "?")
                + "', needed is the folder of a run beside that of the suite");
      }
      folders.add(new RunFolder(suite.path().resolveSibling(name)));
    }
    return folders;
  }

  /**
   * The scenarios that were not run.
   *
   * @throws SampleException in one line if one has another name than those of this suite
   */
  List<Scenario> missing(RunFolder suite) throws SampleException {
    List<Scenario> missing = new ArrayList<>();
    for (String name : notRun) {
      try {
        missing.add(Scenarios.named(name));
      } catch (IllegalArgumentException e) {
        throw new SampleException(suite.suiteFile() + ": notRun: " + e.getMessage());
      }
    }
    return missing;
  }
}
