package com.aiagents.loadtest.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitTest {
  @Test
  void aWordOfTheShell() {
    assertThat(ShellWord.of("data/targets/x-1.yaml")).isEqualTo("data/targets/x-1.yaml");
    assertThat(ShellWord.of("my file")).isEqualTo("'my file'");
    assertThat(ShellWord.of("it's $(x)")).isEqualTo("'it'\\''s $(x)'");
    assertThat(ShellWord.of("")).isEqualTo("''");
  }

  @ParameterizedTest
  @CsvSource({"1s, 1", "60s, 60", "5m, 300", "1h30m, 5400", "2h5s, 7205", "24h, 86400"})
  void readsDurations(String text, long seconds) {
    assertThat(DurationText.parse(text)).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(DurationText.parse(DurationText.format(Duration.ofSeconds(seconds))))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "60", "s", "1.5m", "-5s", "5 m", "60S", "1s1m", "99999999s", "٣s"})
  void refusesWhatIsNoDuration(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("found '" + text + "', allowed is a number with its unit: 90s, 5m, 1h30m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "25h"})
  void refusesDurationsOutOfRange(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .hasMessage("found '" + text + "', allowed is 1s to 24h");
  }

  @Test
  void comparesSharesExactly() {
    BigDecimal limit = new BigDecimal("0.99");
    assertThat(new Ratio(99, 100).compareTo(limit)).isZero();
    assertThat(new Ratio(990_000_001, 1_000_000_000).compareTo(limit)).isPositive();
    assertThat(new Ratio(989_999_999, 1_000_000_000).compareTo(limit)).isNegative();
    // 4 errors in a million are not none
    assertThat(new Ratio(4, 1_000_000).compareTo(BigDecimal.ZERO)).isPositive();
    assertThatThrownBy(() -> new Ratio(0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesRunsInUtc() {
    RunId id = RunId.of(Instant.parse("2026-11-24T23:59:58Z"), "baseline");
    assertThat(id.folder()).isEqualTo("20261124-235958-baseline");
    assertThat(id.name()).isEqualTo("20261124-235958-BASELINE");
    assertThat(RunId.ofName(id.name())).isEqualTo(id);
    assertThat(id.ticketPrefix()).isEqualTo("20261124-235958-BASELINE-");
    assertThat(id.probeTicket()).isEqualTo("20261124-235958-BASELINE-PROBE").matches("[A-Z0-9-]+");
  }

  @Test
  void windowsHoldTheirStartAndNotTheirEnd() {
    TimeWindow window = new TimeWindow(10, 20);
    assertThat(window.contains(9)).isFalse();
    assertThat(window.contains(10)).isTrue();
    assertThat(window.contains(19)).isTrue();
    assertThat(window.contains(20)).isFalse();
  }
}
