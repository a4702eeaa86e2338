package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.report.Judged;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.verdict.Thresholds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
    return requireProof ? new Judged(judged.verdict().requiringProof(), judged.evidence()) : judged;
  }

  /**
   * The limits to judge by.
   *
   * @param sent which labels the plan of each scenario sends that is about to run; of others any
   *     label is allowed
   */
  Thresholds thresholds(Map<String, Set<String>> sent) throws DefinitionException {
    if (file != null) {
      return ThresholdsFile.read(file, sent);
    }
    Path standard = Project.current().thresholds();
    return Files.exists(standard) ? ThresholdsFile.read(standard, sent) : Thresholds.STANDARD;
  }
}
