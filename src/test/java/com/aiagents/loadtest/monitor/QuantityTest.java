package com.aiagents.loadtest.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aiagents.loadtest.target.TargetException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "2, 2",
    "0.1, 0.1",
    ".5, 0.5",
    "5., 5",
    "250m, 0.25",
    "1500u, 0.0015",
    "123456789n, 0.123456789",
    "1k, 1000",
    "3M, 3000000",
    "2G, 2000000000",
    "1T, 1000000000000",
    "1P, 1000000000000000",
    "7E, 7000000000000000000",
    "1Ki, 1024",
    "1.5Mi, 1572864",
    "64Gi, 68719476736",
    "1Ti, 1099511627776",
    "12e6, 12000000",
    "1E3, 1000",
    "1e-3, 0.001",
    "1e+3, 1000",
    "8Ei, 9223372036854775808"
  })
  void readsQuantitiesOfKubernetesExactly(String text, String value) throws TargetException {
    assertThat(Quantity.ofKubernetes(text)).isEqualByComparingTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "m", "1K", "1ki", "1mi", "1Kib", "1 m", "1,5", "0x1", "1e", "1e3m", "1MM", "NaN"
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> Quantity.ofKubernetes(text))
        .isInstanceOf(TargetException.class)
        .hasMessage("found no quantity: '" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "0B, 0",
    "17B, 17",
    "1.5kB, 1500",
    "1.5KiB, 1536",
    "72.1MiB, 75602329.6",
    "2GB, 2000000000",
    "1.25GiB, 1342177280",
    "1TiB, 1099511627776"
  })
  void readsAmountsOfDocker(String text, String value) throws TargetException {
    assertThat(Quantity.ofDocker(text)).isEqualByComparingTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--", "5", "1.5", "1Mi", "1XB", "-1B", "iB", "1iB"})
  void refusesOtherAmounts(String text) {
    assertThatThrownBy(() -> Quantity.ofDocker(text)).isInstanceOf(TargetException.class);
  }
}
