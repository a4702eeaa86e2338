package com.aiagents.loadtest.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LlmStandInTest {
  @Test
  void isLogNormalWithItsMedian() {
    LlmStandIn llm = new LlmStandIn(Duration.ofSeconds(1), 0.4, 42);
    long[] millis = new long[20_000];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = llm.nextLatency().toMillis();
    }
    Arrays.sort(millis);
    assertThat(millis[10_000]).isBetween(980L, 1_020L);
    // the 97.725th percentile lies two standard deviations up: e^0.8 = 2.226 times the median
    assertThat(millis[19_545]).isBetween(2_100L, 2_350L);
  }

  @Test
  void repeatsItselfWithTheSameSeed() {
    LlmStandIn a = new LlmStandIn(Duration.ofSeconds(1), 0.4, 7);
    LlmStandIn b = new LlmStandIn(Duration.ofSeconds(1), 0.4, 7);
    for (int i = 0; i < 100; i++) {
      assertThat(a.nextLatency()).isEqualTo(b.nextLatency());
    }
  }

  @Test
  void cutsNoCharacterInTwo() {
    String answer = new LlmStandIn(Duration.ofSeconds(1), 0, 1).answer("😀".repeat(200), "low");
    assertThat(answer).startsWith("Summary: " + "😀".repeat(80) + "\n");
  }
}
