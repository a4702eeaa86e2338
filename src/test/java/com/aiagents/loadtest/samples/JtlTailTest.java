package com.aiagents.loadtest.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JtlTailTest {
  @TempDir private Path folder;
  private final List<Long> elapsed = new ArrayList<>();

  @Test
  void goesOnInTheSameFileUnderItsLastName() throws IOException {
    Path raw = folder.resolve("plan.csv");
    Path last = folder.resolve("samples.jtl");
    JtlTail tail = new JtlTail(raw, last, sample -> elapsed.add(sample.elapsedMillis()));
    tail.advance();
    Files.writeString(
        raw, "timeStamp,elapsed,label,success\n1700000000000,1,a,true\n1700000000000,2,a,tr");
    tail.advance();
    assertThat(elapsed).containsExactly(1L);
    Files.writeString(raw, "ue\n1700000000000,3,a,true\n", StandardOpenOption.APPEND);
    Files.move(raw, last);
    tail.advance();
    tail.advance();
    assertThat(elapsed).containsExactly(1L, 2L, 3L);
  }

  @Test
  void readsAFileThatHadItsLastNameAtTheFirstLook() throws IOException {
    Path last = folder.resolve("samples.jtl");
    Files.writeString(last, "timeStamp,elapsed,label,success\n1700000000000,7,a,true\n");
    new JtlTail(folder.resolve("plan.csv"), last, sample -> elapsed.add(sample.elapsedMillis()))
        .advance();
    assertThat(elapsed).containsExactly(7L);
  }
}
