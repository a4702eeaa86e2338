package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.scenario.Phase;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.scenario.Scenarios;
import com.aiagents.loadtest.unit.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which users a load is measured by. */
class PlannedLoadTest {
  private static final long START = 1_000_000;

  @Test
  void theTopOfAScenarioIsItsPlateau() {
    for (Scenario scenario : Scenarios.all()) {
      for (Duration length : List.of(scenario.shortest(), scenario.profile().duration())) {
        PlannedLoad load =
            new PlannedLoad(scenario.lasting(length).profile().phases(), Optional.empty(), START);
        assertThat(load.top()).as(scenario.name()).isEqualTo(scenario.profile().topUsers());
        assertThat(load.plateaus()).hasSize(1);
      }
    }
  }

  @Test
  void usersThatWereHeldForFiveSecondsAreTheTop() {
    PlannedLoad load = of(phase(0, 60, 10, 10), phase(60, 65, 10, 25), phase(65, 70, 25, 25));
    assertThat(load.top()).isEqualTo(25);
    assertThat(load.plateaus()).containsExactly(new TimeWindow(START + 65_000, START + 70_000));
  }

  @Test
  void usersThatWereChangedAtOnceAgainAreNot() {
    PlannedLoad load =
        of(
            phase(0, 60, 10, 10),
            phase(60, 62, 10, 16),
            phase(62, 67, 16, 12),
            phase(67, 69, 12, 12),
            phase(69, 74, 12, 10),
            phase(74, 90, 10, 10));
    assertThat(load.top()).isEqualTo(10);
    assertThat(load.plateaus())
        .containsExactly(
            new TimeWindow(START, START + 60_000), new TimeWindow(START + 74_000, START + 90_000));
  }

  @Test
  void withoutAPlateauTheMostIsTheTop() {
    PlannedLoad load = of(phase(0, 5, 0, 10), phase(5, 10, 10, 4));
    assertThat(load.top()).isEqualTo(10);
    assertThat(load.plateaus()).isEmpty();
  }

  private static PlannedLoad of(Phase... phases) {
    return new PlannedLoad(List.of(phases), Optional.empty(), START);
  }

  private static Phase phase(int from, int to, int usersFrom, int usersTo) {
    return new Phase("p", Duration.ofSeconds(from), Duration.ofSeconds(to), usersFrom, usersTo);
  }
}
