package com.aiagents.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenariosTest {
  @ParameterizedTest
  @CsvSource({
    "baseline, 10, 300, 3, 7, 14, 30",
    "peak, 100, 600, 2, 5, 23, 30",
    "burst, 200, 240, 1, 2, 21, 30",
    "endurance, 50, 1800, 4, 8, 21, 60"
  })
  void areThoseOfTheContract(
      String name, int users, long seconds, long shortest, long longest, int weights, long warmUp) {
    Scenario s = Scenarios.named(name);
    assertThat(s.profile().topUsers()).isEqualTo(users);
    assertThat(s.profile().duration()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(s.thinkTime())
        .isEqualTo(new ThinkTime(Duration.ofSeconds(shortest), Duration.ofSeconds(longest)));
    assertThat(s.mix().total()).isEqualTo(weights);
    assertThat(s.warmUp()).isEqualTo(Duration.ofSeconds(warmUp));
  }

  @Test
  void enduranceMixesAllTasks() {
    assertThat(Endurance.scenario().mix().weights())
        .isEqualTo(
            Map.of(
                Task.SUBMIT, 10, Task.HISTORY, 5, Task.TICKET, 3, Task.METRICS, 2, Task.HEALTH, 1));
  }

  @ParameterizedTest(name = "burst has {1} users after {0} s")
  @CsvSource({
    "0, 1",
    "15, 5.5",
    "30, 10",
    "35, 105",
    "40, 200",
    "100, 200",
    "160, 200",
    "175, 105",
    "190, 10",
    "239, 10",
    "240, 0",
    "-1, 0"
  })
  void burstFollowsItsProfile(long second, double users) {
    assertThat(Burst.scenario().profile().usersAt(Duration.ofSeconds(second)))
        .isCloseTo(users, within(0.001));
  }

  @Test
  void baselineSpawnsTwoUsersASecond() {
    LoadProfile profile = Baseline.scenario().profile();
    assertThat(profile.usersAt(Duration.ofSeconds(2))).isCloseTo(4, within(0.001));
    assertThat(profile.usersAt(Duration.ofSeconds(5))).isCloseTo(10, within(0.001));
  }

  @Test
  void scalesEveryPhaseAndKeepsTheSum() {
    Scenario minute = Burst.scenario().lasting(Duration.ofSeconds(60));
    assertThat(minute.profile().phases())
        .extracting(p -> p.to().toSeconds())
        .containsExactly(8L, 10L, 40L, 48L, 60L);
    assertThat(minute.warmUp()).isEqualTo(Duration.ofSeconds(8));
    Scenario baseline = Baseline.scenario().lasting(Duration.ofSeconds(60));
    assertThat(baseline.profile())
        .isEqualTo(new RampAndHold(10, Duration.ofSeconds(1), Duration.ofSeconds(59)));
    assertThat(baseline.warmUp()).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void anyLengthHasWholeSecondsWithoutGaps() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      Scenario scenario = Scenarios.all().get(random.nextInt(Scenarios.all().size()));
      Duration length =
          Duration.ofSeconds(scenario.shortest().toSeconds() + random.nextInt(20_000));
      Scenario scaled = scenario.lasting(length);
      Duration at = Duration.ZERO;
      for (Phase phase : scaled.profile().phases()) {
        assertThat(phase.from()).as("seed %d", seed).isEqualTo(at);
        assertThat(phase.to()).as("seed %d", seed).isGreaterThan(at);
        assertThat(phase.to().toMillis() % 1000).as("seed %d", seed).isZero();
        at = phase.to();
      }
      assertThat(at).as("seed %d, %s", seed, scenario.name()).isEqualTo(length);
      assertThat(scaled.profile().topUsers()).isEqualTo(scenario.profile().topUsers());
    }
  }

  @Test
  void refusesLessThanTheMinimum() {
    assertThatThrownBy(() -> Burst.scenario().lasting(Duration.ofSeconds(47)))
        .hasMessage("found 47s, allowed for burst is at least 48s");
    assertThatThrownBy(() -> Baseline.scenario().lasting(Duration.ofSeconds(19)))
        .hasMessage("found 19s, allowed for baseline is at least 20s");
    assertThat(Burst.scenario().lasting(Duration.ofSeconds(48)).profile().duration())
        .hasSeconds(48);
  }

  @Test
  void scalesUsers() {
    assertThat(Burst.scenario().withUsers(400).profile())
        .isEqualTo(((Spike) Burst.scenario().profile()).withUsers(400))
        .extracting(p -> ((Spike) p).baseUsers())
        .isEqualTo(20);
    assertThatThrownBy(() -> Peak.scenario().withUsers(0))
        .hasMessage("found 0, allowed for peak is 1 to 100000");
  }

  @Test
  void sharesTheWeightOfMissingReads() {
    TaskMix mix = Endurance.scenario().mix().without(EnumSet.of(Task.HISTORY, Task.TICKET));
    assertThat(mix.weights().keySet()).containsExactly(Task.SUBMIT, Task.METRICS, Task.HEALTH);
    assertThat(mix.total()).isEqualTo(13);
  }

  @Test
  void namesWhatIsAllowed() {
    assertThatThrownBy(() -> Scenarios.named("bust"))
        .hasMessageStartingWith("found 'bust', allowed is baseline, peak, burst, endurance");
  }

  @ParameterizedTest
  @CsvSource({"baseline, 86", "endurance, 239", "peak, 1119", "burst, 7620"})
  void webhooksAMinuteAreTheUsersOverTheMeanPauseTimesTheShare(String name, long most) {
    assertThat(Scenarios.named(name).webhooksPerMinute()).isEqualTo(most);
  }

  @Test
  void withoutReadsMoreWebhooksAreSent() {
    Scenario peak = Scenarios.named("peak");
    Scenario noReads = peak.withMix(peak.mix().without(EnumSet.of(Task.HISTORY, Task.TICKET)));
    // 100 users, 3.5 s, 15 of 18
    assertThat(noReads.webhooksPerMinute()).isEqualTo(1_429);
  }
}
