package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.report.Judged;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.run.RunFile;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.verdict.Diagnosis;
import com.aiagents.loadtest.verdict.Place;
import com.aiagents.loadtest.verdict.Symptoms;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The project's data/diagnosis.yaml, and what it says of a verdict. */
final class DiagnosisFile {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private DiagnosisFile() {}

  /**
   * Reads the file; empty if it is not there.
   *
   * @throws DefinitionException with every problem of the file, each on its line
   */
  static Optional<Symptoms> read() throws DefinitionException {
    Path file = Project.current().diagnosis();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> problems = new ArrayList<>();
    Symptoms symptoms = Symptoms.read(ThresholdsFile.text(file), problems::add);
    if (!problems.isEmpty()) {
      throw DefinitionException.ofLines(
          problems.stream().map(problem -> file + ": " + problem).toList());
    }
    return Optional.of(symptoms);
  }

  /**
   * What was judged, with what may be behind it. The file is read only if there is something to
   * explain: a gate that passes needs no more time.
   *
   * @param folder of the run; empty for samples without one
   */
  static Judged explained(Judged judged, Optional<RunFolder> folder)
      throws DefinitionException, IOException {
    if (!Diagnosis.isNeeded(judged.verdict())) {
      return judged;
    }
    Optional<Symptoms> symptoms = read();
    if (symptoms.isEmpty()) {
      return judged.explained(Diagnosis.WITHOUT_TABLE);
    }
    Optional<RunFile> run = folder.isPresent() ? folder.get().readRunFile() : Optional.empty();
    Place place = run.map(RunFile::target).map(DiagnosisFile::place).orElse(Place.UNKNOWN);
    return judged.explained(
        Diagnosis.of(judged.verdict(), judged.evidence(), place, symptoms.get()));
  }

  private static Place place(RunFile.TargetFacts target) {
    String url = Objects.requireNonNullElse(target.url(), "");
    String host = "";
    int port = -1;
    try {
      URI uri = URI.create(url);
      host = Objects.requireNonNullElse(uri.getHost(), "");
      port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? HTTPS : HTTP;
    } catch (IllegalArgumentException e) {
      // run.json is evidence: what is no URL has no host
    }
    return new Place(
        Objects.requireNonNullElse(target.name(), ""),
        url,
        host,
        host.isEmpty() ? "" : Integer.toString(port),
        Objects.requireNonNullElse(target.tenant(), ""));
  }
}
