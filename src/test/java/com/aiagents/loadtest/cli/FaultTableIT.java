package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two rows of docs/faults.md in real runs; scripts/check-faults.sh makes all of them. */
@Order(1)
class FaultTableIT {
  private static final Set<String> TWO = Set.of("duplicate", "stall-at");
  @TempDir private Path out;

  @Test
  void aFaultIsCaughtByItsCriterionAndMovesNoOther() throws Exception {
    List<FaultTable.Row> rows =
        FaultTable.read().stream().filter(r -> TWO.contains(r.name())).toList();
    assertThat(rows).hasSameSizeAs(TWO);
    assertThat(FaultTable.check(rows, out, rows.size())).isEmpty();
  }
}
