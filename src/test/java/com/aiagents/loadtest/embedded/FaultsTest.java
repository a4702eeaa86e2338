package com.aiagents.loadtest.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
  @Test
  void readsEveryForm() {
    Faults faults =
        Faults.parse(
            List.of(
                "lose=0.5%",
                "slow=2.5x",
                "degrade=1%/s",
                "leak",
                "stall-for=1.5s",
                "clock-skew=-5s",
                "reject-signature",
                "rate-limit=20",
                "pool=2"));
    Quota lose = faults.quota(Fault.LOSE, 0).orElseThrow();
    assertThat(lose.hits(200)).isTrue();
    assertThat(lose.hits(199)).isFalse();
    assertThat(faults.slowFactor()).isEqualTo(2.5);
    assertThat(faults.growthPerSecond()).isEqualTo(0.01);
    assertThat(faults.leakMebibytesPerSecond()).hasValue(0.5);
    assertThat(faults.stallBegins()).hasValue(Duration.ofSeconds(15));
    assertThat(faults.time(Fault.STALL_FOR)).hasValue(Duration.ofMillis(1_500));
    assertThat(faults.time(Fault.CLOCK_SKEW)).hasValue(Duration.ofSeconds(-5));
    assertThat(faults.has(Fault.REJECT_SIGNATURE)).isTrue();
    assertThat(faults.count(Fault.RATE_LIMIT)).hasValue(20);
    assertThat(faults.count(Fault.POOL)).hasValue(2);
    assertThat(faults.options()).hasSize(18).startsWith("--fault", "lose=0.5%", "--fault");
  }

  @Test
  void stallForBeginsWhereStallAtSays() {
    Faults faults = Faults.parse(List.of("stall-for=15s", "stall-at=3s"));
    assertThat(faults.stallBegins()).hasValue(Duration.ofSeconds(3));
  }

  @Test
  void withoutFaultsNothingIsDifferent() {
    Faults none = Faults.parse(List.of());
    assertThat(none.isEmpty()).isTrue();
    assertThat(none.options()).isEmpty();
    assertThat(none.slowFactor()).isEqualTo(1);
    assertThat(none.growthPerSecond()).isZero();
    assertThat(none.stallBegins()).isEmpty();
    for (Fault fault : Fault.values()) {
      assertThat(none.has(fault)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void theExampleInAMessageIsAllowed(Fault fault) {
    String example = fault.allowed().replaceFirst(".*for example ", "");
    assertThat(example).startsWith(fault.word());
    assertThat(Faults.parse(List.of(example)).has(fault)).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "lose=0 | fault 'lose': found '0', allowed is a share above 0% and at most 100%, of at most four decimals, for example lose=0.5%",
        "lose | fault 'lose': found no value, allowed is a share above 0% and at most 100%, of at most four decimals, for example lose=0.5%",
        "slow=3 | fault 'slow': found '3', allowed is a factor of 0.01x to 1000x, for example slow=3x",
        "leak=1 | fault 'leak': found '1', allowed is nothing, or 0.1MiB/s to 64MiB/s, for example leak=1MiB/s",
        "pool=51 | fault 'pool': found '51', allowed is 1 to 50 connections, for example pool=2",
        "reject-signature=yes | fault 'reject-signature': found 'yes', allowed is no value, for example reject-signature",
        "clock-skew=90000s | fault 'clock-skew': found '90000s', allowed is -86400s to 86400s, for example clock-skew=5s",
      })
  void saysWhatWasFoundAndWhatIsAllowed(String word, String message) {
    assertThatThrownBy(() -> Faults.parse(List.of(word)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lose=0%",
        "lose=0.00001%",
        "lose=100.1%",
        "lose=-1%",
        "lose=1 %",
        "lose=1e2%",
        "lose=",
        "lose=1",
        "Lose=1%",
        "slow=0x",
        "degrade=1%",
        "stall-at=30",
        "stall-at=0s",
        "stall-at=-1s",
        "rate-limit=0",
        "rate-limit=2.5",
        "clock-skew=5",
        "log-errors=0",
        "pool=0",
        "=1%",
        ""
      })
  void refuses(String word) {
    assertThatThrownBy(() -> Faults.parse(List.of(word)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowed is");
  }

  @Test
  void namesAllProblemsInOneLine() {
    assertThatThrownBy(
            () ->
                Faults.parse(
                    List.of("lose=1%", "lose=2%", "slow=2x", "lo\nst", "pool=x\n", "slow=2x")))
        .hasMessage(
            "fault 'lose': found twice, allowed is once; fault 'lo?st': unknown, allowed is "
                + "lose, duplicate, corrupt, fail, http-errors, timeouts, slow, degrade, leak,"
                + " stall-at, stall-for, crash-at, hang-at, reject-signature, rate-limit,"
                + " clock-skew, log-errors, pool; fault 'pool': found 'x?', allowed is 1 to 50"
                + " connections, for example pool=2; fault 'slow': found twice, allowed is once");
  }
}
