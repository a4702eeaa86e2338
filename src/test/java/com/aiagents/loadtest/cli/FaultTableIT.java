package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row of docs/faults.md in a real run; scripts/check-faults.sh makes all of them. */
@Order(1)
class FaultTableIT {
  private static final String ONE = "stall-at";
  @TempDir private Path out;

  @Test
  void aFaultIsCaughtByItsCriterionAndMovesNoOther() throws Exception {
    List<FaultTable.Row> rows =
        FaultTable.read().stream().filter(r -> r.name().equals(ONE)).toList();
    assertThat(rows).hasSize(1);
    assertThat(FaultTable.check(rows, out, rows.size())).isEmpty();
  }
}
