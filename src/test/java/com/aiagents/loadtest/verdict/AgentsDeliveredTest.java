package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.aiagents.loadtest.analysis.LoadAnalysis;
import com.aiagents.loadtest.analysis.LoadPhase;
import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.analysis.LoadWindows;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.scenario.Scenarios;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.unit.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads of several agents that are simulated user by user. */
class AgentsDeliveredTest {
  private static final long START = 1_700_000_000_000L;

  /** The agent of which something is wrong, from 1; and what. */
  private static final int WRONG = 2;

  private int diesAtSecond = Integer.MAX_VALUE;
  private int userDiesAtSecond = Integer.MAX_VALUE;
  private double lateness;
  private int missingUsers;
  private boolean sendsNothing;
  private boolean unnamed;
  private int hangsFromSecond = Integer.MAX_VALUE;
  private long moreTickets;
  private boolean tellsTickets = true;
  private Optional<String> lost = Optional.empty();
  private int nobodys;

  @Test
  void aPeakOfThreeAgentsIsDelivered() {
    Evidence evidence = run(Scenarios.named("peak"), 3, new Random(1));
    Criterion c = EvidenceOf.criterion(evidence, "load.delivered");
    assertThat(c.outcome()).as(c.message()).isEqualTo(Outcome.PASS);
    assertThat(c.observed().orElseThrow()).isBetween(99.5, 100.0);
    assertThat(c.message()).endsWith("; 3 agents, each had its share");
    List<AgentShare> shares = AgentShare.of(evidence);
    assertThat(shares)
        .extracting(AgentShare::name)
        .containsExactly("h1:1099", "h2:1099", "h3:1099");
    assertThat(shares).extracting(s -> s.planned().orElseThrow()).containsExactly(34, 33, 33);
    assertThat(shares).allMatch(s -> s.users().orElseThrow() > 32.8);
    assertThat(shares).allMatch(s -> s.requests() > 0.3 && s.requests() < 0.37);
    assertThat(shares.stream().mapToDouble(AgentShare::requests).sum()).isBetween(0.999, 1.001);
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline", "peak", "burst", "endurance"})
  void cleanLoadsOfAMinuteAreAlwaysDelivered(String name) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 25; round++) {
      for (int agents : List.of(1, 2, 3, 7)) {
        Criterion c = judge(Scenarios.named(name).lasting(Duration.ofSeconds(60)), agents, random);
        assertThat(c.outcome())
            .as("seed %d, round %d, %d agents: %s", seed, round, agents, c)
            .isEqualTo(Outcome.PASS);
      }
    }
  }

  @Test
  void theShortestLoadsAreDelivered() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 25; round++) {
      for (Scenario scenario : Scenarios.all()) {
        for (int agents : List.of(2, 3, 13)) {
          Criterion c = judge(scenario.lasting(scenario.shortest()), agents, random);
          assertThat(c.outcome())
              .as("seed %d: %d agents %s", seed, agents, c)
              .isEqualTo(Outcome.PASS);
        }
      }
    }
  }

  @Test
  void aBurstOfFewUsersIsDelivered() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int users = 40; users < 100; users += 7) {
      Scenario burst = Scenarios.named("burst").withUsers(users);
      for (int agents = 2; agents <= plan(burst).usersAtEnd(); agents++) {
        Criterion c = judge(burst, agents, random);
        assertThat(c.outcome())
            .as("seed %d: %d users, %d agents: %s", seed, users, agents, c)
            .isEqualTo(Outcome.PASS);
      }
    }
  }

  @Test
  void moreAgentsThanUsersLeaveSomeWithoutASample() {
    Criterion c = judge(Scenarios.named("baseline"), 13, new Random(1));
    assertThat(c.outcome()).as(c.message()).isEqualTo(Outcome.PASS);
  }

  @Test
  void anAgentThatDiesIsNamed() {
    diesAtSecond = 300;
    Criterion c = judge(Scenarios.named("peak"), 3, new Random(1));
    assertThat(c.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(c.message())
        .matches(
            "agent h2:1099: its last sample ended (299|300)\\.\\d s before the planned end, allowed"
                + " are 7\\.0 s");
  }

  @ParameterizedTest
  @CsvSource({"burst, 235", "baseline, 285"})
  void soIsOneThatDiesShortBeforeTheEnd(String scenario, int second) {
    // of a burst its base users are left then
    diesAtSecond = second;
    Criterion c = judge(Scenarios.named(scenario), 3, new Random(1));
    assertThat(c.message()).startsWith("agent h2:1099: its last sample ended");
  }

  @Test
  void anAgentThatWasLostIsNamedWithItsTime() {
    lost = Optional.of("lost since 2026-11-26T10:00:00Z: no answer for 5 s");
    assertThat(judge(Scenarios.named("peak"), 3, new Random(1)).message())
        .isEqualTo("agent h2:1099: lost since 2026-11-26T10:00:00Z: no answer for 5 s");
  }

  @Test
  void anAgentWithoutASampleIsNamed() {
    sendsNothing = true;
    Criterion c = judge(Scenarios.named("peak"), 3, new Random(1));
    assertThat(c.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(c.message()).isEqualTo("agent h2:1099: there is no sample of it");
  }

  @Test
  void anAgentThatIsShortOfUsersIsNamed() {
    missingUsers = 1;
    assertThat(judge(Scenarios.named("peak"), 3, new Random(1)).message())
        .isEqualTo("agent h2:1099: never more than 32 users, its share was 33 at the top");
    missingUsers = 11;
    assertThat(judge(Scenarios.named("peak"), 3, new Random(1)).message())
        .matches("agent h2:1099: 2[12]\\.\\d users on the plateau on average, its share was 33");
  }

  @Test
  void anAgentThatRunsAllUsersIsNamed() {
    missingUsers = -67;
    assertThat(judge(Scenarios.named("peak"), 3, new Random(1)).message())
        .matches(
            "agent h2:1099: (9\\d|100)\\.\\d users on the plateau on average, its share was 33");
  }

  @Test
  void aUserOfOneWhoIsMissingAtTheEndIsFound() {
    userDiesAtSecond = 560;
    assertThat(judge(Scenarios.named("peak"), 3, new Random(1)).message())
        .isEqualTo(
            "agent h2:1099: 32 users in the last 7.0 s before the planned end, its share was 33");
  }

  @Test
  void aTargetThatHangsKeepsUsersOfAllAgentsWaiting() {
    hangsFromSecond = 560;
    Criterion c = judge(Scenarios.named("peak"), 3, new Random(1));
    assertThat(c.outcome()).as(c.message()).isEqualTo(Outcome.PASS);
  }

  @ParameterizedTest
  @CsvSource({"0.3, INVALID", "-0.3, INVALID", "0.05, PASS"})
  void anAgentWhoseUsersAreLateOrHastyIsNamed(double share, Outcome expected) {
    lateness = share;
    Criterion c = judge(Scenarios.named("peak"), 3, new Random(1));
    assertThat(c.outcome()).as(c.message()).isEqualTo(expected);
    if (expected == Outcome.INVALID) {
      assertThat(c.message())
          .startsWith("agent h2:1099: ")
          .contains(" requests in the measurement window, by users, think time and answers ")
          .containsPattern(
              "; its answers took \\d\\.\\d ms on average, those of all \\d\\.\\d ms$");
    }
  }

  @Test
  void resultsThatWereLostOnTheWayAreFound() {
    moreTickets = 1;
    Criterion c = judge(Scenarios.named("peak"), 3, new Random(1));
    assertThat(c.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(c.message())
        .matches(
            "agent h2:1099: it numbered (\\d+) tickets and its samples tell of (\\d+): results were"
                + " lost on the way");
    // asked before its last users had ended, it told of fewer
    moreTickets = -1;
    assertThat(judge(Scenarios.named("peak"), 3, new Random(1)).outcome()).isEqualTo(Outcome.PASS);
    tellsTickets = false;
    assertThat(judge(Scenarios.named("peak"), 3, new Random(1)).message())
        .isEqualTo(
            "agent h2:1099: it never told how many tickets it numbered, so results may have been"
                + " lost on the way");
  }

  @Test
  void samplesOfAnAgentThatNobodyNamedAreFound() {
    unnamed = true;
    assertThat(judge(Scenarios.named("peak"), 3, new Random(1)).message())
        .containsPattern(
            "agent h2:1099: \\d+ samples come from it, and run.json does not name it$");
  }

  @Test
  void samplesOfNoAgentAreFound() {
    nobodys = 3;
    assertThat(judge(Scenarios.named("peak"), 3, new Random(1)).message())
        .isEqualTo("3 samples come from no agent");
  }

  @Test
  void ofManyOnlyTheFirstThreeAreNamed() {
    EvidenceOf run = new EvidenceOf();
    run.load = analysis(Scenarios.named("baseline"), 1, new Random(1));
    List<Agent> agents = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      agents.add(new Agent("x" + i + ":1", OptionalLong.of(0), Optional.empty()));
    }
    run.agents = agents;
    assertThat(run.criterion("load.delivered").message())
        .isEqualTo(
            "agent x1:1: there is no sample of it; agent x2:1: there is no sample of it; agent"
                + " x3:1: there is no sample of it; and 3 more");
  }

  @Test
  void withoutAgentsInRunJsonTheirUsersAreAddedUpAllTheSame() {
    EvidenceOf run = evidence(Scenarios.named("peak"), 3, new Random(1));
    run.agents = List.of();
    Criterion c = run.criterion("load.delivered");
    assertThat(c.outcome()).as(c.message()).isEqualTo(Outcome.PASS);
    assertThat(c.message())
        .startsWith("100.0 users on the plateau, planned 100")
        .doesNotContain("agent");
    assertThat(AgentShare.of(run.build()))
        .extracting(AgentShare::name, s -> s.planned().isPresent(), s -> s.agent().isPresent())
        .containsExactly(
            tuple("h1:1099", false, false),
            tuple("h2:1099", false, false),
            tuple("h3:1099", false, false));
  }

  @Test
  void aRunThatWasStoppedSaysWhy() {
    EvidenceOf run = evidence(Scenarios.named("peak"), 3, new Random(1));
    run.doubt = Optional.of("the run was aborted: agent h2:1099 died");
    assertThat(run.criterion("load.delivered").message())
        .isEqualTo("the run was aborted: agent h2:1099 died");
  }

  private Criterion judge(Scenario scenario, int agents, Random random) {
    return EvidenceOf.criterion(run(scenario, agents, random), "load.delivered");
  }

  private Evidence run(Scenario scenario, int agents, Random random) {
    return evidence(scenario, agents, random).build();
  }

  private EvidenceOf evidence(Scenario scenario, int agents, Random random) {
    LoadAnalysis load = analysis(scenario, agents, random);
    EvidenceOf run = new EvidenceOf();
    run.scenario = scenario.name();
    run.planned = Optional.of(plan(scenario));
    run.load = load;
    run.series = load.series();
    List<Agent> named = new ArrayList<>();
    for (int i = 1; i <= agents; i++) {
      String name = name(i);
      long rows =
          load.agents().stream()
              .filter(a -> a.agent().equals(name))
              .mapToLong(a -> a.tickets())
              .sum();
      boolean wrong = i == WRONG;
      if (!wrong || !unnamed) {
        named.add(
            new Agent(
                name,
                wrong && !tellsTickets
                    ? OptionalLong.empty()
                    : OptionalLong.of(rows + (wrong ? moreTickets : 0)),
                wrong ? lost : Optional.empty()));
      }
    }
    run.agents = named;
    return run;
  }

  private static PlannedLoad plan(Scenario scenario) {
    return new PlannedLoad(scenario.profile().phases(), Optional.of(scenario.thinkTime()), START);
  }

  private static String name(int index) {
    return "h" + index + ":1099";
  }

  private LoadAnalysis analysis(Scenario scenario, int agents, Random random) {
    TimeWindow measured =
        new TimeWindow(START + scenario.warmUp().toMillis(), plan(scenario).endMillis());
    LoadRecorder recorder =
        new LoadRecorder(new LoadWindows(measured, LoadPhase.around(measured), Optional.empty()));
    for (int i = 1; i <= agents; i++) {
      if (i != WRONG || !sendsNothing) {
        simulate(recorder, scenario, i, agents, random);
      }
    }
    for (int i = 0; i < nobodys; i++) {
      recorder.row(new SampleOf(START + i, 5, Task.HEALTH.label(), "200", true, 0, "", ""));
    }
    return recorder.analysis();
  }

  /** A user of an agent, and what it does next. */
  private record Turn(long at, int user, boolean first) {}

  /** Every user: a first contact, then think, ask, think, ask … until there are fewer users. */
  private void simulate(
      LoadRecorder recorder, Scenario scenario, int index, int agents, Random random) {
    boolean wrong = index == WRONG;
    UsersOver part = part(scenario, index, agents);
    int top = (int) Math.round(part.top());
    int users = top - (wrong ? missingUsers : 0);
    PriorityQueue<Turn> next = new PriorityQueue<>((a, b) -> Long.compare(a.at, b.at));
    long start = 0;
    for (int user = 0; user < users; user++) {
      start = user < top ? startOf(part, user, start) : 1_000;
      next.add(new Turn(start, user, true));
    }
    int active = 0;
    while (!next.isEmpty()) {
      Turn turn = next.poll();
      if (wrong && turn.at >= diesAtSecond * 1_000L) {
        return;
      }
      active += turn.first ? 1 : 0;
      long elapsed =
          turn.at >= hangsFromSecond * 1_000L
              ? 60_000
              : Math.round(5 * Math.exp(random.nextGaussian() * 0.8));
      recorder.row(
          new SampleOf(
              START + turn.at,
              elapsed,
              turn.first ? Task.FIRST_CONTACT_LABEL : Task.SUBMIT.label(),
              "202",
              "",
              true,
              active,
              name(index),
              turn.first ? "" : "T",
              "j"));
      double planned = turn.user >= top ? Double.MAX_VALUE : part.at(turn.at);
      boolean ended = turn.at >= scenario.profile().duration().toMillis();
      boolean dies = wrong && turn.user == 0 && turn.at >= userDiesAtSecond * 1_000L;
      if (turn.user + 0.5 <= Math.max(planned, 0.51) && !ended && !dies || turn.first) {
        long think =
            scenario.thinkTime().shortest().toMillis()
                + (long)
                    (random.nextDouble()
                        * scenario
                            .thinkTime()
                            .longest()
                            .minus(scenario.thinkTime().shortest())
                            .toMillis());
        long wakes = turn.at + elapsed + Math.round(think * (1 + (wrong ? lateness : 0)));
        next.add(new Turn(wakes, turn.user, false));
      } else {
        active--;
      }
    }
  }

  /**
   * An agent's part of a profile: its share of the base users, and what is left of its share of
   * all.
   */
  private static UsersOver part(Scenario scenario, int index, int agents) {
    int top = scenario.profile().topUsers();
    int end = plan(scenario).usersAtEnd();
    int base = end < top ? end : 0;
    int shareOfBase = AgentShare.of(base, index, agents);
    double ofBase = base == 0 ? 0 : (double) shareOfBase / base;
    double ofRest = (double) (AgentShare.of(top, index, agents) - shareOfBase) / (top - base);
    return millis -> {
      double users =
          millis == UsersOver.TOP ? top : scenario.profile().usersAt(Duration.ofMillis(millis));
      return Math.min(users, base) * ofBase + Math.max(0, users - base) * ofRest;
    };
  }

  /** Users of an agent over time. */
  private interface UsersOver {
    long TOP = -1;

    double at(long millis);

    default double top() {
      return at(TOP);
    }
  }

  private static long startOf(UsersOver part, int user, long earlier) {
    long at = earlier;
    while (part.at(at) < user + 0.5 && at < 3_600_000) {
      at += 50;
    }
    return user == 0 ? 0 : at;
  }
}
