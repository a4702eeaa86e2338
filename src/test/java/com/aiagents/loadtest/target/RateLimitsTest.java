package com.aiagents.loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitsTest {
  private static final String RAISED =
      "{\"webhooks\":{\"ticket_created\":1000000,\"ticket_resolved\":1000000}}";

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "null",
        "5",
        "[1]",
        "{}",
        "{\"webhooks\":null}",
        "{\"webhooks\":{\"ticket_created\":null}}",
        "{\"webhooks\":{\"ticket_created\":\"7\"}}"
      })
  void raisesWhatSaysNothing(String json) {
    assertThat(RateLimits.webhooksPerMinute(json)).isEmpty();
    assertThat(RateLimits.raised(json)).isEqualTo(RAISED);
    assertThat(RateLimits.webhooksPerMinute(RAISED)).hasValue(RateLimits.LOAD_TEST);
  }

  @Test
  void keepsEveryOtherKey() {
    String json = "{\"api\":[3,2.5],\"webhooks\":{\"x\":1,\"ticket_created\":100},\"ü\":null}";
    assertThat(RateLimits.webhooksPerMinute(json)).hasValue(100);
    assertThat(RateLimits.raised(json))
        .isEqualTo(
            "{\"api\":[3,2.5],\"webhooks\":{\"x\":1,\"ticket_created\":1000000,"
                + "\"ticket_resolved\":1000000},\"ü\":null}");
    assertThat(RateLimits.raised(RateLimits.raised(json))).isEqualTo(RateLimits.raised(json));
  }
}
