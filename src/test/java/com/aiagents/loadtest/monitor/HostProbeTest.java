package com.aiagents.loadtest.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HostProbeTest {
  @Test
  void tellsOfThisMachine() throws Exception {
    HostProbe probe = new HostProbe();
    Map<String, Double> first = probe.read();
    assertThat(first).containsOnlyKeys("memory", "memory_available_bytes", "swap_used_bytes");
    assertThat(first.get("memory")).isGreaterThan(0).isLessThan(1);
    assertThat(first.get("memory_available_bytes")).isGreaterThan(1 << 20);
    assertThat(first.get("swap_used_bytes")).isGreaterThanOrEqualTo(0);
    long end = System.nanoTime() + 500_000_000;
    while (System.nanoTime() < end) {
      // uses a core
      Thread.onSpinWait();
    }
    Map<String, Double> second = probe.read();
    // memory is told in every fifth answer
    assertThat(second).containsOnlyKeys("cpu");
    assertThat(second.get("cpu")).isGreaterThan(0).isLessThanOrEqualTo(1);
    for (int answer = 3; answer <= 5; answer++) {
      assertThat(probe.read()).doesNotContainKey("memory");
    }
    assertThat(probe.read()).containsKeys("memory", "memory_available_bytes", "swap_used_bytes");
  }
}
