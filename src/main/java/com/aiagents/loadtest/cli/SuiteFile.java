package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.samples.SampleException;
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

/**
 * {@code suite.json}: which runs a suite was. {@code {"runs": [folder names], "schema": 1}}; the
 * folders lie beside that of the suite.
 */
final class SuiteFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private SuiteFile() {}

  /** The text of the file. */
  static String text(List<String> runs) throws IOException {
    return JSON.writeValueAsString(new TreeMap<>(Map.of("schema", 1, "runs", runs))) + "\n";
  }

  /**
   * Reads which runs a suite was, in the order in which they were made.
   *
   * @throws SampleException in one line if it is no such file, or a run is not there
   */
  static List<RunFolder> read(RunFolder suite) throws IOException {
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
    List<RunFolder> runs = new ArrayList<>();
    for (JsonNode name : json.path("runs")) {
      // a name, not a way to somewhere else
      Path folder = suite.path().resolveSibling(Path.of(name.asText()).getFileName());
      if (!Files.isDirectory(folder)) {
        throw new SampleException(file + ": found no " + folder + ", which is a run of this suite");
      }
      runs.add(new RunFolder(folder));
    }
    return runs;
  }
}
