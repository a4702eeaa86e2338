package com.aiagents.loadtest.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentAddressTest {
  @Test
  void aPortThatIsNotGivenIsTheOneOfRmi() {
    assertThat(AgentAddress.parseAll("h1, 10.0.0.2:2099,[::1]:3099"))
        .extracting(AgentAddress::name)
        .containsExactly("h1:1099", "10.0.0.2:2099", "[::1]:3099");
    assertThat(AgentAddress.parseAll("[fe80::1]:3099").get(0).hostAlone()).isEqualTo("fe80::1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h1:1099,h1|found h1:1099 twice",
        "h1,|found '', allowed is HOST or HOST:PORT",
        "h1;h2|found 'h1;h2', allowed is HOST or HOST:PORT",
        "h1:x|found 'h1:x', allowed is HOST or HOST:PORT",
        "h1:0|found port 0 in 'h1:0', allowed is 1 to 65534",
        "h1:65535|found port 65535 in 'h1:65535', allowed is 1 to 65534",
        "-x:1|found '-x:1', allowed is HOST or HOST:PORT"
      })
  void whatIsMalformedIsRefused(String text, String message) {
    assertThatThrownBy(() -> AgentAddress.parseAll(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
