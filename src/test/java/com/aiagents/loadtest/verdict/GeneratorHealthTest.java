package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.verdict.Watched.By;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorHealthTest {
  private static final String PROBE = "generator";
  private final WatchedRun run = new WatchedRun();
  private Optional<String> doubt = Optional.empty();

  @Test
  void aGeneratorThatKeptUpPasses() {
    run.set(PROBE, "cpu", 20, 30, 0.5).set(PROBE, "cpu", 25, 25, 0.9);
    run.set(PROBE, "longest_pause_millis", 40, 40, 35);
    Criterion healthy = healthy();
    assertThat(healthy.outcome()).isEqualTo(Outcome.PASS);
    assertThat(healthy.observed()).hasValue(0.5);
    assertThat(healthy.unit()).isEqualTo("share");
    assertThat(healthy.pass()).isEqualTo("<= 0.8");
    assertThat(healthy.fail()).isNull();
    assertThat(healthy.samples()).isEqualTo(60);
    assertThat(healthy.message())
        .isEqualTo(
            "JMeter held at most 50.0 % of all cores for 10 s, and paused for 0.40 % of the"
                + " measurement window, at most 35 ms at once");
  }

  @ParameterizedTest(name = "{2} of all cores from {0} s to {1} s: {3}")
  @CsvSource({
    "20, 30, 0.81, INVALID",
    "20, 30, 0.8, PASS",
    "20, 29, 0.81, PASS",
    // the warm-up too, but not what comes before the first request or after the planned end
    "0, 10, 0.81, INVALID",
    "-10, 9, 0.81, PASS",
    "50, 70, 0.81, PASS"
  })
  void saturationIsJudgedExactlyAtItsLimits(int from, int to, double share, Outcome expected) {
    run.set(PROBE, "cpu", from, to, share);
    assertThat(healthy().outcome()).isEqualTo(expected);
    if (expected == Outcome.INVALID) {
      assertThat(healthy().observed()).hasValue(share);
      assertThat(healthy().message())
          .startsWith("JMeter used more than 80 % of all cores for 10.0 s, from " + from + ".0 s");
    }
  }

  @Test
  void oneReadingBelowIsNoSaturation() {
    run.set(PROBE, "cpu", 20, 38, 1).set(PROBE, "cpu", 29, 29, 0.5);
    assertThat(healthy().outcome()).isEqualTo(Outcome.PASS);
    assertThat(healthy().observed()).hasValue(0.5);
  }

  @ParameterizedTest(name = "{1} ms at {0} s: {2}")
  @CsvSource({
    "20, 1001, INVALID",
    "20, 1000, PASS",
    // what the first second tells may have been before it
    "0, 5000, PASS",
    "1, 1001, INVALID",
    "60, 5000, PASS"
  })
  void onePauseOfMoreThanASecondIsInvalid(int at, double millis, Outcome expected) {
    run.set(PROBE, "longest_pause_millis", at, at, millis);
    assertThat(healthy().outcome()).isEqualTo(expected);
    if (expected == Outcome.INVALID) {
      assertThat(healthy().message())
          .isEqualTo("JMeter paused for 1.0 s at once, seen at " + at + ".0 s");
    }
  }

  @Test
  void pausesOfMoreThanATenthOfTheWindowAreInvalid() {
    // the warm-up does not count: JMeter loads its classes in it
    run.set(PROBE, "pause_millis", 0, 9, 900).set(PROBE, "pause_millis", 10, 59, 100);
    assertThat(healthy().outcome()).isEqualTo(Outcome.PASS);
    run.set(PROBE, "pause_millis", 59, 59, 101);
    assertThat(healthy().outcome()).isEqualTo(Outcome.INVALID);
    run.set(PROBE, "pause_millis", 10, 59, 150);
    assertThat(healthy().message())
        .isEqualTo("JMeter paused for 15.0 % of the measurement window, allowed are 10 %");
  }

  @Test
  void aJMeterThatWasStoppedIsInvalid() {
    run.set(PROBE, "stopped", 20, 20, 1);
    assertThat(healthy().outcome()).isEqualTo(Outcome.PASS);
    run.set(PROBE, "stopped", 20, 22, 1);
    assertThat(healthy().outcome()).isEqualTo(Outcome.INVALID);
    assertThat(healthy().message())
        .isEqualTo("JMeter was stopped for 2.0 s, from 20.0 s to 22.0 s");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1_050, -1_050, 3_600_000})
  void aClockThatJumpedIsInvalid(double millis) {
    run.set(PROBE, "drift_millis", 30, 80, millis);
    assertThat(healthy().outcome()).isEqualTo(Outcome.INVALID);
    assertThat(healthy().message())
        .startsWith("the clock of this machine jumped by ")
        .endsWith(" s, seen at 30.0 s");
    // in the drain too: tickets are followed by it
    WatchedRun late = new WatchedRun();
    late.set(PROBE, "drift_millis", 70, 80, millis);
    assertThat(healthy(late).outcome()).isEqualTo(Outcome.INVALID);
  }

  @Test
  void severalSmallJumpsAreOne() {
    run.set(PROBE, "drift_millis", 20, 80, 600);
    assertThat(healthy().outcome()).isEqualTo(Outcome.PASS);
    run.set(PROBE, "drift_millis", 40, 80, 1_200);
    assertThat(healthy().outcome()).isEqualTo(Outcome.INVALID);
    // and back again is no excuse
    run.set(PROBE, "drift_millis", 60, 80, 0);
    assertThat(healthy().outcome()).isEqualTo(Outcome.INVALID);
  }

  @Test
  void aClockThatIsSlewedDoesNotJumpHoweverLongItTakes() {
    for (int second = 0; second <= 80; second++) {
      // one reading a minute is enough here: 80 minutes at 500 ppm are 2.4 s
      run.at(PROBE, "drift_millis", second * 60_000L, second * 60_000 * 500e-6);
    }
    assertThat(healthy().outcome()).isEqualTo(Outcome.PASS);
    run.at(PROBE, "drift_millis", 81 * 60_000L, 81 * 60_000 * 500e-6 + 1_100);
    assertThat(healthy().message()).contains("jumped by 1.1 s");
  }

  @ParameterizedTest(name = "{1} ms late at {0} s: {2}")
  @CsvSource({"20, 1001, INVALID", "20, 1000, PASS", "-1, 3000, PASS", "60, 3000, PASS"})
  void aMonitorThatStoodStillIsInvalid(int at, double millis, Outcome expected) {
    run.set(PROBE, "late_millis", at, at, millis);
    assertThat(healthy().outcome()).isEqualTo(expected);
    if (expected == Outcome.INVALID) {
      assertThat(healthy().message())
          .isEqualTo(
              "the monitor was 1.0 s late at 20.0 s: the machine stood still or was too busy");
    }
  }

  @Test
  void allThatWasFoundIsSaid() {
    run.set(PROBE, "cpu", 20, 31, 0.97).set(PROBE, "longest_pause_millis", 25, 25, 2_345);
    assertThat(healthy().message())
        .isEqualTo(
            "JMeter used more than 80 % of all cores for 11.0 s, from 20.0 s to 31.0 s; JMeter"
                + " paused for 2.3 s at once, seen at 25.0 s");
  }

  @Test
  void fiveSecondsWithoutAReadingAreTooMany() {
    run.gap(PROBE, 20_000, 25_000);
    assertThat(healthy().outcome()).isEqualTo(Outcome.PASS);
    run.gap(PROBE, 20_000, 26_000);
    assertThat(healthy().outcome()).isEqualTo(Outcome.INVALID);
    assertThat(healthy().observed()).isEmpty();
    assertThat(healthy().message())
        .isEqualTo(
            "there is no reading of JMeter's CPU for 6.0 s, from 20.0 s on; needed is one every"
                + " 5 s of the load");
    // what was found all the same is said
    run.set(PROBE, "stopped", 40, 45, 1);
    assertThat(healthy().message()).startsWith("JMeter was stopped for 5.0 s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "longest_pause_millis", "stopped", "drift_millis"})
  void eachReadingIsNeeded(String name) {
    run.remove(PROBE, name);
    assertThat(healthy().outcome()).isEqualTo(Outcome.INVALID);
    assertThat(healthy().message()).startsWith("there is no reading").contains("for 60.0 s");
  }

  @Test
  void aGeneratorThatNobodyWasToWatchStandsAside() {
    run.by = By.NOBODY;
    assertThat(healthy().outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    run.by = By.UNKNOWN;
    assertThat(healthy().outcome()).isEqualTo(Outcome.INVALID);
    run.by = By.LAUNCHER;
    run.withMonitor = false;
    assertThat(healthy().outcome()).isEqualTo(Outcome.INVALID);
    run.withMonitor = true;
    doubt = Optional.of("the run was interrupted");
    assertThat(healthy().outcome()).isEqualTo(Outcome.INVALID);
    assertThat(healthy().message()).isEqualTo("the run was interrupted");
  }

  private Criterion healthy() {
    return healthy(run);
  }

  private Criterion healthy(WatchedRun run) {
    EvidenceOf evidence = new EvidenceOf();
    evidence.doubt = doubt;
    evidence.watched = run.watched();
    return evidence.criterion("generator.healthy");
  }
}
