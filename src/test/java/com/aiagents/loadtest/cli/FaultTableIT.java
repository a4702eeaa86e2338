package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four rows of docs/faults.md in real runs; scripts/check-faults.sh makes all of them. */
class FaultTableIT {
  private static final Set<String> FOUR = Set.of("duplicate", "corrupt", "stall-at", "clock-skew");
  @TempDir private Path out;

  @Test
  void aFaultIsCaughtByItsCriterionAndMovesNoOther() throws Exception {
    List<FaultTable.Row> rows =
        FaultTable.read().stream().filter(r -> FOUR.contains(r.name())).toList();
    assertThat(rows).hasSameSizeAs(FOUR);
    assertThat(FaultTable.check(rows, out, rows.size())).isEmpty();
  }
}
