package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.embedded.Faults;
import com.aiagents.loadtest.target.DefinitionException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What may be asked of the embedded target, and of no other. */
final class EmbeddedOptions {
  @Option(
      names = "--fault",
      paramLabel = "NAME=VALUE",
      description =
          "What is to go wrong in the embedded target, for example lose=0.5%%; repeatable.")
  private List<String> faults = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Moves the chances and the faults of the embedded target; else 1.")
  private Long seed;

  /** The options as the embedded target's process takes them, checked before it is started. */
  List<String> words() throws DefinitionException {
    List<String> words = new ArrayList<>();
    try {
      words.addAll(Faults.parse(faults).options());
    } catch (IllegalArgumentException e) {
      throw new DefinitionException(e.getMessage());
    }
    if (seed != null) {
      words.addAll(List.of("--seed", seed.toString()));
    }
    return words;
  }

  /** Refuses them where a target of others is named. */
  void requireNone() throws DefinitionException {
    if (!faults.isEmpty() || seed != null) {
      throw new DefinitionException(
          (faults.isEmpty() ? "--seed" : "--fault") + ": allowed only with the embedded target");
    }
  }
}
