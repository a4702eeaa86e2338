package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.report.Judged;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.run.RunFolder;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.verdict.Thresholds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that say how strictly evidence is judged. */
final class JudgingOptions {
  @Option(
      names = "--thresholds",
      paramLabel = "FILE",
      description = "The limits; else data/thresholds.yaml, if it is there, or the contract's.")
  private Path file;

  @Option(names = "--require-proof", description = "A PASS that is not proven is a WARNING.")
  private boolean requireProof;

  /** What was judged, as strictly as it was asked. */
  Judged strictly(Judged judged) {
    return requireProof ? requiringProof(judged) : judged;
  }

  /** Whether any of them was given. */
  boolean given() {
    return file != null || requireProof;
  }

  /** What was judged where only proof passes. */
  static Judged requiringProof(Judged judged) {
    return new Judged(judged.verdict().requiringProof(), judged.evidence(), judged.diagnosis());
  }

  /**
   * The limits for a run that is about to start.
   *
   * @param sent which labels the plan of each scenario sends; others are refused
   */
  Thresholds forRun(Map<String, Set<String>> sent) throws DefinitionException {
    Optional<Path> limits = limits();
    return limits.isPresent() ? ThresholdsFile.read(limits.get(), sent) : Thresholds.STANDARD;
  }

  /**
   * The text of those limits, which goes into the run's folder; empty if they are the contract's.
   */
  Optional<String> text() throws DefinitionException {
    Optional<Path> limits = limits();
    return limits.isPresent() ? Optional.of(ThresholdsFile.text(limits.get())) : Optional.empty();
  }

  /**
   * The limits for a run that was made: those that were given now, else those that it began with.
   */
  Thresholds forFolder(RunFolder folder) throws DefinitionException {
    return file == null && Files.exists(folder.thresholds())
        ? ThresholdsFile.read(folder.thresholds(), Map.of())
        : forRun(Map.of());
  }

  private Optional<Path> limits() {
    Path standard = Project.current().thresholds();
    return file != null || !Files.exists(standard)
        ? Optional.ofNullable(file)
        : Optional.of(standard);
  }
}
