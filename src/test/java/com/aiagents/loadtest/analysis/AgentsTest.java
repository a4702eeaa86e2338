package com.aiagents.loadtest.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aiagents.loadtest.samples.JtlReader;
import com.aiagents.loadtest.samples.RowException;
import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.unit.TimeWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of several agents as one load, and each agent's own. */
class AgentsTest {
  private static final String HEADER =
      "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,allThreads,"
          + "ticket_id,job_id\n";
  private static final long START = 1_700_000_000_000L;
  private static final LoadWindows WINDOWS =
      LoadWindows.of(new TimeWindow(START + 10_000, START + 50_000));

  @TempDir private Path folder;
  private final List<Sample> samples = new ArrayList<>();

  @Test
  void usersOfALoadAreThoseOfAllAgents() {
    ended("a:1", 100, 30);
    ended("b:1", 200, 20);
    ended("a:1", 900, 34);
    assertThat(users()).containsExactly(32.0 + 20);
    assertThat(mostUsers()).containsExactly(34 + 20);
  }

  @Test
  void anAgentKeepsItsUsersWhereNoneOfItsSamplesEnds() {
    ended("a:1", 0, 10);
    ended("b:1", 1_000, 5);
    // of b nothing for three seconds
    ended("a:1", 1_500, 10);
    ended("a:1", 2_500, 10);
    ended("a:1", 3_500, 11);
    ended("b:1", 5_100, 6);
    ended("a:1", 5_200, 11);
    assertThat(users()).containsExactly(10.0, 15.0, 15.0, 16.0, 17.0);
    assertThat(mostUsers()).containsExactly(10, 15, 15, 16, 17);
  }

  @Test
  void itKeepsWhatItToldLast() {
    // while its users start, the mean of a second is less than there were at its end
    ended("b:1", 100, 1);
    ended("b:1", 500, 2);
    ended("b:1", 900, 3);
    ended("a:1", 1_100, 7);
    ended("b:1", 2_100, 3);
    assertThat(users()).containsExactly(2.0, 10.0, 3.0);
    // and while they leave there are fewer
    samples.clear();
    ended("b:1", 100, 3);
    ended("b:1", 900, 1);
    ended("a:1", 1_100, 7);
    ended("b:1", 2_100, 1);
    assertThat(users()).containsExactly(2.0, 8.0, 1.0);
    assertThat(mostUsers()).containsExactly(3, 8, 1);
  }

  @Test
  void anAgentIsGoneAfterItsLastSample() {
    for (int second = 0; second < 10; second++) {
      ended("a:1", second * 1_000L, 10);
      if (second < 4) {
        ended("b:1", second * 1_000L + 1, 7);
      }
    }
    assertThat(users()).containsExactly(17.0, 17.0, 17.0, 17.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0);
    assertThat(agents())
        .extracting(AgentStatistics::lastMillis)
        .containsExactly(START + 9_000, START + 3_001);
  }

  @Test
  void samplesOfNoAgentAreAddedToThoseOfOthers() {
    ended("a:1", 100, 30);
    ended("", 200, 1);
    ended("", 1_200, 2);
    assertThat(users()).containsExactly(31.0, 2.0);
    assertThat(agents()).extracting(AgentStatistics::agent).containsExactly("a:1");
  }

  @Test
  void eachAgentHasItsOwnFigures() {
    sample("b:1", 9_000, 10, Task.SUBMIT.label(), true, "T-1");
    sample("b:1", 11_000, 20, Task.SUBMIT.label(), true, "");
    sample("b:1", 12_000, 30, Task.HEALTH.label(), false, "");
    sample("b:1", 60_000, 300, Task.SUBMIT.label(), true, "T-2");
    sample("a:1", 20_000, 7, "GET /other", true, "T-3");
    assertThat(agents())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("users")
        .containsExactly(
            new AgentStatistics("a:1", 1, 0, 7, 7, 7, START + 20_000, START + 20_007, 0, 0, null),
            new AgentStatistics(
                "b:1", 4, 1, 90, 20, 300, START + 9_000, START + 60_300, 2, 2, null));
  }

  @Test
  void aLoadOfOneMachineHasNoAgents() {
    ended("", 100, 30);
    ended("", 2_200, 34);
    assertThat(agents()).isEmpty();
    assertThat(users()).containsExactly(30.0, 34.0);
  }

  @Test
  void neitherSlicesNorOrderNorFilesMakeADifference() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    // the longer ones are told in stretches of 4 s, and their parts in shorter ones
    for (long span : List.of(30_000L, 5_000_000L)) {
      for (int round = 0; round < 20; round++) {
        List<String> rows = rows(random, 300, span);
        LoadAnalysis whole = read(rows, 1);
        assertThat(whole.agents())
            .hasSize(5)
            .allMatch(agent -> agent.users().points().size() <= Stretches.MOST)
            .allMatch(agent -> agent.users().lengthMillis() == whole.series().lengthMillis());
        assertThat(whole.agents().stream().mapToLong(AgentStatistics::count).sum()).isLessThan(300);
        assertThat(read(rows, 2)).as("seed %d", seed).isEqualTo(whole);
        assertThat(read(rows, 7)).as("seed %d", seed).isEqualTo(whole);
        Collections.shuffle(rows, random);
        assertThat(read(rows, 3)).as("seed %d", seed).isEqualTo(whole);
        assertThat(merged(rows, random)).as("seed %d", seed).isEqualTo(whole);
      }
    }
  }

  @Test
  void whatIsAskedMeanwhileChangesNothing() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    LoadRecorder asked = new LoadRecorder(WINDOWS);
    LoadRecorder whole = new LoadRecorder(WINDOWS);
    for (int i = 0; i < 400; i++) {
      Sample sample =
          new SampleOf(
              START + i * 20_000L,
              random.nextInt(9_000),
              "l",
              "200",
              "",
              true,
              1 + random.nextInt(9),
              "h" + random.nextInt(3) + ":1",
              "",
              "");
      asked.row(sample);
      whole.row(sample);
      if (random.nextInt(20) == 0) {
        assertThat(asked.analysis().agents()).isNotEmpty();
      }
    }
    assertThat(asked.analysis()).as("seed %d", seed).isEqualTo(whole.analysis());
  }

  @Test
  void moreThanAThousandAgentsAreAMistake() {
    LoadRecorder recorder = new LoadRecorder(WINDOWS);
    for (int i = 0; i < 1_000; i++) {
      recorder.row(of("h" + i + ":1099", 0, 1, "l", true, ""));
    }
    assertThatThrownBy(() -> recorder.row(of("h1000:1099", 0, 1, "l", true, "")))
        .isInstanceOf(RowException.class)
        .hasMessage(
            "found more than 1000 agents, the last one 'h1000:1099': what a thread's name begins"
                + " with, up to the '-' after a port, must name a load generator");
  }

  private static List<String> rows(Random random, int count, long span) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // the last one is rare
      int agent = i == 0 ? 4 : Math.min(3, random.nextInt(5));
      long at = i < 5 ? i : (long) (random.nextDouble() * span);
      rows.add(
          (START + at)
              + ","
              + random.nextInt(5_000)
              + ","
              + (random.nextBoolean() ? Task.SUBMIT.label() : "GET /" + random.nextInt(3))
              + ",202,Accepted,"
              + (random.nextInt(9) == 0 && i > 4 ? "" : "h" + (i < 5 ? i : agent) + ":1099-")
              + "Users 1-1,"
              + random.nextBoolean()
              + ","
              + random.nextInt(60)
              + ",T-"
              + i
              + ",j\n");
    }
    return rows;
  }

  private LoadAnalysis read(List<String> rows, int slices) throws IOException {
    Path file = Files.writeString(folder.resolve("a.jtl"), HEADER + String.join("", rows));
    return JtlReader.read(List.of(file), slices, () -> new LoadRecorder(WINDOWS))
        .handler()
        .analysis();
  }

  /** Recorded in four parts, which are merged in any order, two of them with each other first. */
  private LoadAnalysis merged(List<String> rows, Random random) throws IOException {
    List<LoadRecorder> parts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      List<String> some = rows.subList(rows.size() * i / 4, rows.size() * (i + 1) / 4);
      Path file = Files.writeString(folder.resolve("b.jtl"), HEADER + String.join("", some));
      parts.add(JtlReader.read(List.of(file), 1, () -> new LoadRecorder(WINDOWS)).handler());
    }
    Collections.shuffle(parts, random);
    parts.get(1).merge(parts.get(2));
    parts.get(0).merge(parts.get(3));
    parts.get(0).merge(parts.get(1));
    return parts.get(0).analysis();
  }

  private void ended(String agent, long at, int users) {
    samples.add(of(agent, at, users, "l", true, ""));
  }

  private void sample(
      String agent, long at, long elapsed, String label, boolean success, String ticket) {
    samples.add(new SampleOf(START + at, elapsed, label, "202", "", success, 1, agent, ticket, ""));
  }

  private static Sample of(
      String agent, long at, int users, String label, boolean success, String ticket) {
    return new SampleOf(START + at, 0, label, "202", "", success, users, agent, ticket, "");
  }

  private LoadAnalysis analysis() {
    LoadRecorder recorder = new LoadRecorder(WINDOWS);
    samples.forEach(recorder::row);
    return recorder.analysis();
  }

  private List<AgentStatistics> agents() {
    return analysis().agents();
  }

  private List<Double> users() {
    return analysis().series().points().stream().map(LoadSeries.Point::users).toList();
  }

  private List<Integer> mostUsers() {
    return analysis().series().points().stream().map(LoadSeries.Point::mostUsers).toList();
  }
}
