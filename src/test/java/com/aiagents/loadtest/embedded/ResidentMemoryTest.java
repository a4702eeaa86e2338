package com.aiagents.loadtest.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {
  @Test
  void psTellsWhatTheMachineTells() throws Exception {
    double bytes = ResidentMemory.ofPs();
    assertThat(bytes).isBetween(10e6, 100e9);
    if (ResidentMemory.isTold()) {
      double told =
          Files.readAllLines(Path.of("/proc/self/status")).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1_024)
              .findFirst()
              .orElseThrow();
      assertThat(bytes).isBetween(told * 0.7, told * 1.3);
    }
  }
}
