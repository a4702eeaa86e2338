package com.aiagents.loadtest.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentileTest {
  @ParameterizedTest(name = "p{0} of {1} values is the {2}th")
  @CsvSource({
    "95, 20, 19",
    "95, 21, 20",
    "95, 1, 1",
    "99, 100, 99",
    "99, 101, 100",
    "99.9, 1000, 999",
    "99.9, 1001, 1000",
    "50, 2, 1",
    "50, 3, 2",
    "100, 7, 7"
  })
  void isTheNearestRank(String percent, long count, long rank) {
    assertThat(Percentile.of(percent).rank(count)).isEqualTo(rank);
  }

  @Test
  void hasOneScale() {
    // the trap of a limit written as 0.95 on a scale of 0 to 100 is visible: it is p0.95
    assertThat(Percentile.of("0.95")).hasToString("p0.95");
    assertThatThrownBy(() -> Percentile.of("101"))
        .hasMessage("percentile is out of range: found 101, allowed above 0 and at most 100");
    assertThatThrownBy(() -> Percentile.of("0")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ofNothingHasNoRank() {
    assertThatThrownBy(() -> Percentile.P95.rank(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
