package com.aiagents.loadtest.plan;

import com.aiagents.loadtest.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The folder with the committed plans, one a scenario: {@code jmx/}. */
public final class PlanFolder {
  private final Path folder;

  public PlanFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The plans whose file is missing or differs by a byte from what the builder writes now.
   *
   * @throws IOException if a file cannot be read
   */
  public List<Plan> stale() throws IOException {
    List<Plan> stale = new ArrayList<>();
    for (Plan plan : built()) {
      Path file = fileOf(plan);
      if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), plan.bytes())) {
        stale.add(plan);
      }
    }
    return stale;
  }

  /** Where a plan is kept. */
  public Path fileOf(Plan plan) {
    return folder.resolve(plan.fileName());
  }

  private static List<Plan> built() {
    PlanBuilder builder = new PlanBuilder();
    return Scenarios.all().stream().map(builder::build).toList();
  }
}
