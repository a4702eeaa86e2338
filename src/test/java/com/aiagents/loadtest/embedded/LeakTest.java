package com.aiagents.loadtest.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeakTest {
  @Test
  void endsAtItsBound() {
    Leak leak = new Leak(100_000, 250_000);
    for (int i = 0; i < 10; i++) {
      leak.step();
    }
    assertThat(leak.bytes()).isEqualTo(200_000);
  }
}
