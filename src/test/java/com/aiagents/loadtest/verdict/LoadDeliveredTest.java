package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.analysis.LoadAnalysis;
import com.aiagents.loadtest.analysis.LoadPhase;
import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.analysis.LoadWindows;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.scenario.Burst;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.scenario.Scenarios;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.unit.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads that are simulated user by user, as JMeter runs them. */
class LoadDeliveredTest {
  private static final long START = 1_700_000_000_000L;

  /** What is wrong with a load. */
  private double latenessShare;

  private double missingUsers;
  private int diesAtSecond = Integer.MAX_VALUE;
  private boolean tellsUsers = true;
  private int hangsFromSecond = Integer.MAX_VALUE;

  @ParameterizedTest
  @ValueSource(strings = {"baseline", "peak", "burst", "endurance"})
  void cleanLoadsOfAMinuteAreAlwaysDelivered(String name) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      Criterion c = judge(Scenarios.named(name).lasting(Duration.ofSeconds(60)), random);
      assertThat(c.outcome()).as("seed %d, round %d: %s", seed, round, c).isEqualTo(Outcome.PASS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline", "peak", "burst", "endurance"})
  void cleanLoadsOfFullLengthAreDelivered(String name) {
    long seed = System.nanoTime();
    Criterion c = judge(Scenarios.named(name), new Random(seed));
    assertThat(c.outcome()).as("seed %d: %s", seed, c).isEqualTo(Outcome.PASS);
  }

  @Test
  void theShortestLoadsAreDelivered() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      for (Scenario scenario : Scenarios.all()) {
        Criterion c = judge(scenario.lasting(scenario.shortest()), random);
        assertThat(c.outcome()).as("seed %d: %s", seed, c).isEqualTo(Outcome.PASS);
      }
    }
  }

  @Test
  void aFifthOfTheUsersMissingIsInvalid() {
    missingUsers = 0.2;
    Criterion c = judge(Scenarios.named("peak"), new Random(1));
    assertThat(c.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(c.observed().orElseThrow()).isBetween(79.0, 81.0);
    assertThat(c.message())
        .isEqualTo("80.0 users on the plateau on average, planned were 100: more than 10 % off");
    assertThat(c.pass()).isEqualTo("90 to 110");
    assertThat(c.unit()).isEqualTo("users");
  }

  @Test
  void aTopThatIsNeverReachedIsInvalid() {
    missingUsers = 0.01;
    assertThat(judge(Scenarios.named("peak"), new Random(1)).message())
        .isEqualTo("never more than 99 users, planned were 100 at the top");
  }

  @Test
  void aUserWhoIsMissingAtTheEndIsFound() {
    diesAtSecond = 560;
    Criterion c = judge(Scenarios.named("peak"), new Random(1));
    assertThat(c.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(c.message())
        .isEqualTo("99 users in the last 7.0 s before the planned end, planned were 100");
  }

  @Test
  void aTargetThatHangsKeepsItsUsersWaiting() {
    // nothing ends any more before the planned end; who waits for an answer is not missing
    hangsFromSecond = 560;
    Criterion c = judge(Scenarios.named("peak"), new Random(1));
    assertThat(c.outcome()).as(c.message()).isEqualTo(Outcome.PASS);
  }

  @ParameterizedTest
  @CsvSource({"0.3, INVALID", "-0.3, INVALID", "0.05, PASS"})
  void usersWhoAreLateOrHastyAreFound(double share, Outcome expected) {
    latenessShare = share;
    Criterion c = judge(Scenarios.named("peak"), new Random(1));
    assertThat(c.outcome()).as(c.message()).isEqualTo(expected);
    if (expected == Outcome.INVALID) {
      assertThat(c.message()).contains("by users, think time and answers", "were to be expected");
    }
  }

  @Test
  void samplesThatTellNoUsersProveNothing() {
    tellsUsers = false;
    Criterion c = judge(Scenarios.named("baseline"), new Random(1));
    assertThat(c.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(c.message())
        .isEqualTo("no sample of the plateau tells how many users there were (allThreads)");
    assertThat(c.observed()).isEmpty();
  }

  @Test
  void withoutAPlanNobodyKnows() {
    EvidenceOf run = new EvidenceOf();
    run.planned = Optional.empty();
    assertThat(run.criterion("load.delivered").outcome()).isEqualTo(Outcome.INVALID);
    assertThat(run.criterion("load.delivered").message())
        .isEqualTo("samples alone do not say what was planned: judge the run folder");
  }

  private Criterion judge(Scenario scenario, Random random) {
    PlannedLoad plan =
        new PlannedLoad(scenario.profile().phases(), Optional.of(scenario.thinkTime()), START);
    TimeWindow measured = new TimeWindow(START + scenario.warmUp().toMillis(), plan.endMillis());
    LoadAnalysis load = simulate(scenario, measured, random);
    EvidenceOf run = new EvidenceOf();
    run.scenario = scenario.name();
    run.planned = Optional.of(plan);
    run.load = load;
    run.series = load.series();
    return run.criterion("load.delivered");
  }

  /** Every user: a first contact, then think, ask, think, ask … until there are fewer users. */
  private LoadAnalysis simulate(Scenario scenario, TimeWindow measured, Random random) {
    LoadRecorder recorder =
        new LoadRecorder(new LoadWindows(measured, LoadPhase.around(measured), Optional.empty()));
    int top = scenario.profile().topUsers();
    int users = (int) Math.round(top * (1 - missingUsers));
    PriorityQueue<long[]> next = new PriorityQueue<>((a, b) -> Long.compare(a[0], b[0]));
    for (int user = 0; user < users; user++) {
      next.add(new long[] {startOf(scenario, user), user, 0});
    }
    while (!next.isEmpty()) {
      long[] turn = next.poll();
      long at = turn[0];
      int user = (int) turn[1];
      double planned =
          Math.min(users, scenario.profile().usersAt(Duration.ofMillis(at)))
              - (at >= diesAtSecond * 1_000L ? 1 : 0);
      long elapsed =
          at >= hangsFromSecond * 1_000L
              ? 60_000
              : Math.round(5 * Math.exp(random.nextGaussian() * 0.8));
      boolean first = turn[2] == 0;
      int active = tellsUsers ? Math.max(1, (int) Math.ceil(Math.max(user + 1, planned))) : 0;
      active = Math.min(active, (int) Math.ceil(Math.max(1, planned)));
      recorder.row(
          new SampleOf(
              START + at,
              elapsed,
              first ? Task.FIRST_CONTACT_LABEL : Task.SUBMIT.label(),
              "202",
              true,
              tellsUsers ? active : 0,
              "T",
              "j"));
      long think =
          scenario.thinkTime().shortest().toMillis()
              + (long)
                  (random.nextDouble()
                      * scenario
                          .thinkTime()
                          .longest()
                          .minus(scenario.thinkTime().shortest())
                          .toMillis());
      long wakes = at + elapsed + Math.round(think * (1 + latenessShare));
      // who sleeps at the end wakes, sends once more and ends
      if (user < planned) {
        next.add(new long[] {wakes, user, 1});
      }
    }
    return recorder.analysis();
  }

  private static long startOf(Scenario scenario, int user) {
    long at = 0;
    while (scenario.profile().usersAt(Duration.ofMillis(at)) < user + 0.5 && at < 3_600_000) {
      at += 50;
    }
    return user == 0 ? 0 : at;
  }

  @Test
  void theBurstHasItsPlateauBetweenRushAndCoolDown() {
    PlannedLoad plan =
        new PlannedLoad(Burst.scenario().profile().phases(), Optional.empty(), START);
    assertThat(plan.plateaus()).containsExactly(new TimeWindow(START + 40_000, START + 160_000));
    assertThat(plan.top()).isEqualTo(200);
    assertThat(plan.usersAtEnd()).isEqualTo(10);
    assertThat(plan.endMillis()).isEqualTo(START + 240_000);
    assertThat(plan.userSeconds(new TimeWindow(START + 30_000, START + 190_000)))
        .isEqualTo(105 * 10 + 200 * 120 + 105 * 30);
    assertThat(plan.userSeconds(new TimeWindow(START + 35_000, START + 40_000)))
        .isEqualTo(152.5 * 5);
    assertThat(plan.starting(new TimeWindow(START + 35_000, START + 240_000))).isEqualTo(95);
    assertThat(List.of(plan.starting(new TimeWindow(START + 40_000, START + 240_000))))
        .containsExactly(0.0);
  }
}
