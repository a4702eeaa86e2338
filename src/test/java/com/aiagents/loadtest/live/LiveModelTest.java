package com.aiagents.loadtest.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.samples.Reading;
import com.aiagents.loadtest.samples.SampleOf;
import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.scenario.Phase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the page is told, second by second. */
class LiveModelTest {
  private static final String SUBMIT = "POST /webhooks/servicedesk/{tenant_id}";
  private static final long START = 1_700_000_000_000L;
  private static final long SECOND = START / 1_000;
  private final LiveModel model =
      new LiveModel(
          new Shown(
              "r",
              "baseline",
              "t",
              List.of(
                  new Phase("ramp-up", Duration.ZERO, Duration.ofSeconds(10), 0, 10),
                  new Phase("hold", Duration.ofSeconds(10), Duration.ofSeconds(60), 10, 10))),
          State.LOADING);

  @Test
  void aSampleCountsInTheSecondInWhichItEnded() throws Exception {
    model.add(sample(0, 100, true));
    model.add(sample(900, 300, false));
    model.close(SECOND);
    assertThat(at("requests")).isEqualTo(1);
    assertThat(at("errors")).isZero();
    model.close(SECOND + 1);
    assertThat(at("requests")).isEqualTo(1);
    assertThat(at("errors")).isEqualTo(1);
    assertThat(at("users")).isEqualTo(4);
  }

  @Test
  void usersWhoSendNothingForTenSecondsAreNotKnown() throws Exception {
    model.add(sample(0, 100, true));
    model.close(SECOND + 9);
    assertThat(at("users")).isEqualTo(4);
    model.close(SECOND + 10);
    assertThat(row().get(column("users")).isNull()).isTrue();
  }

  @Test
  void usersOfSeveralAgentsAreAddedUp() throws Exception {
    model.add(of("h1:1099", 0, 34));
    model.add(of("h2:1099", 100, 32));
    model.add(of("h2:1099", 200, 33));
    model.close(SECOND);
    assertThat(at("users")).isEqualTo(67);
    model.add(of("h1:1099", 9_000, 30));
    model.close(SECOND + 9);
    assertThat(at("users")).isEqualTo(63);
    // of one that sends nothing for ten seconds nobody knows
    model.close(SECOND + 10);
    assertThat(at("users")).isEqualTo(30);
    model.close(SECOND + 19);
    assertThat(row().get(column("users")).isNull()).isTrue();
  }

  private static SampleOf of(String agent, long at, int users) {
    return new SampleOf(START + at, 0, SUBMIT, "202", "", true, users, agent, "", "");
  }

  @Test
  void aSampleThatComesLateIsNotForgotten() throws Exception {
    model.close(SECOND + 5);
    model.add(sample(0, 100, true));
    model.close(SECOND + 6);
    assertThat(at("requests")).isEqualTo(1);
  }

  @Test
  void percentilesAreThoseOfTenSeconds() throws Exception {
    for (int i = 0; i < 20; i++) {
      model.add(sample(0, i < 10 ? 10 : 90, true));
    }
    for (int second = 0; second < 10; second++) {
      model.close(SECOND + second);
      assertThat(at("p50 " + SUBMIT)).as("second %d", second).isEqualTo(10);
      assertThat(at("p95 " + SUBMIT)).isEqualTo(90);
    }
    model.close(SECOND + 10);
    assertThat(row().get(column("p95 " + SUBMIT)).isNull()).isTrue();
  }

  @Test
  void theTableIsThatOfTheWholeRun() throws Exception {
    for (int i = 1; i <= 100; i++) {
      model.add(sample(i, i, i % 10 != 0));
    }
    JsonNode label = all().get("labels").get(0);
    assertThat(label.get("label").asText()).isEqualTo(SUBMIT);
    assertThat(label.get("count").asInt()).isEqualTo(100);
    assertThat(label.get("errors").asInt()).isEqualTo(10);
    assertThat(label.get("p50").asInt()).isEqualTo(50);
    assertThat(label.get("p95").asInt()).isEqualTo(95);
  }

  @Test
  void whatIsNotReadIsAGapAndNoZero() throws Exception {
    model.add(new Reading(START, "redis", "queue_depth", 7));
    model.close(SECOND);
    assertThat(at("queue depth")).isEqualTo(7);
    model.close(SECOND + 1);
    assertThat(row().get(column("queue depth")).isNull()).isTrue();
  }

  @Test
  void containersAndPodsHaveColumnsOfTheirOwn() throws Exception {
    model.add(new Reading(START, "docker", "cpu.api-1.x", 0.5));
    model.add(new Reading(START, "kubectl", "memory.worker-7", 0.25));
    model.add(new Reading(START, "kubectl", "memory_bytes.worker-7", 9));
    model.close(SECOND);
    assertThat(at("cpu api-1.x")).isEqualTo(0.5);
    assertThat(at("memory worker-7")).isEqualTo(0.25);
    assertThat(all().get("columns").toString()).doesNotContain("memory_bytes");
  }

  @Test
  void aProbeThatFellSilentSaysNothingAnyMore() throws Exception {
    model.add(new Reading(START, "redis", "up", 1));
    model.add(new Reading(START, "redis", "queue_depth", 7));
    model.add(new Reading(START + 1_000, "redis", "up", 0));
    assertThat(all().get("readings").has("redis.queue_depth")).isFalse();
    assertThat(all().get("readings").get("redis.up").asInt()).isZero();
  }

  @Test
  void theTargetsCpuIsTheSlopeOfItsCounter() throws Exception {
    cpu(0, 100);
    cpu(2_000, 101);
    model.close(SECOND + 2);
    assertThat(at("target cpu")).isEqualTo(0.5);
    // another process
    cpu(3_000, 1);
    model.close(SECOND + 3);
    assertThat(row().get(column("target cpu")).isNull()).isTrue();
    cpu(4_000, 1.25);
    model.close(SECOND + 4);
    assertThat(at("target cpu")).isEqualTo(0.25);
  }

  @Test
  void completedWorkflowsCountWhenTheyWereSeen() throws Exception {
    model.add(ticket(1_500, true), START + 300);
    model.add(ticket(9_000, false), START + 300);
    model.close(SECOND);
    assertThat(at("completed workflows")).isEqualTo(1);
    assertThat(at("workflow p95")).isEqualTo(1_500);
    assertThat(all().get("workflow").get("completed").asInt()).isEqualTo(1);
    assertThat(all().get("workflow").get("failed").asInt()).isEqualTo(1);
  }

  @Test
  void plannedUsersFollowTheProfileFromTheFirstRequestOn() throws Exception {
    model.close(SECOND - 1);
    assertThat(row().get(column("planned users")).isNull()).isTrue();
    model.add(sample(0, 10, true));
    model.close(SECOND + 5);
    assertThat(at("planned users")).isEqualTo(5);
    model.close(SECOND + 59);
    assertThat(at("planned users")).isEqualTo(10);
    model.close(SECOND + 60);
    assertThat(row().get(column("planned users")).isNull()).isTrue();
  }

  @Test
  void halfAnHourIsKept() throws Exception {
    for (int second = 0; second < 2_000; second++) {
      model.add(sample(second * 1_000L, 5, true));
      model.close(SECOND + second);
    }
    JsonNode rows = all().get("rows");
    assertThat(rows).hasSize(1_800);
    assertThat(rows.get(0).get(0).asLong()).isEqualTo(SECOND + 200);
    assertThat(all().get("labels").get(0).get("count").asInt()).isEqualTo(2_000);
  }

  @Test
  void aTargetWithEndlessKindsOfRequestsTakesNoMoreRoom() throws Exception {
    for (int i = 0; i < 3_000; i++) {
      model.add(new SampleOf(START, 1, "GET /" + i, "200", true, 1, "", ""));
      model.add(new Reading(START, "metrics", "m" + i, i));
    }
    model.close(SECOND);
    assertThat(all().get("columns").size()).isLessThanOrEqualTo(Timeline.MOST_COLUMNS);
    assertThat(all().get("readings").size()).isLessThanOrEqualTo(500);
    assertThat(at("requests")).isEqualTo(3_000);
  }

  @Test
  void textsOfTheTargetStayTexts() throws Exception {
    String evil = "<img src=x onerror=alert(1)>\n\"&";
    model.add(new SampleOf(START, 1, evil, "500", evil, false, 1, "", ""));
    String event = model.all(Controls.Allowed.NOTHING);
    // a line break would end the event
    assertThat(event).doesNotContain("\n");
    assertThat(new ObjectMapper().readTree(event).get("labels").get(0).get("label").asText())
        .isEqualTo(evil);
  }

  private void cpu(long millis, double seconds) {
    model.add(new Reading(START + millis, "metrics", "process_cpu_seconds_total", seconds));
  }

  private JsonNode all() throws Exception {
    return new ObjectMapper().readTree(model.all(Controls.Allowed.NOTHING));
  }

  private JsonNode row() throws Exception {
    return new ObjectMapper().readTree(model.second(Controls.Allowed.NOTHING)).get("row");
  }

  private int column(String name) throws Exception {
    List<String> names = new ArrayList<>();
    all().get("columns").forEach(c -> names.add(c.asText()));
    assertThat(names).contains(name);
    return names.indexOf(name);
  }

  private double at(String name) throws Exception {
    return row().get(column(name)).asDouble(Double.NaN);
  }

  private static SampleOf sample(long after, long elapsed, boolean success) {
    return new SampleOf(
        START + after, elapsed, SUBMIT, success ? "202" : "500", success, 4, "T-1", "j");
  }

  private static WorkflowRow ticket(long elapsed, boolean completed) {
    return new WorkflowRow(
        START - elapsed,
        elapsed,
        completed ? "completed" : "failed",
        completed,
        "",
        "T",
        "j",
        1,
        OptionalLong.empty(),
        OptionalLong.empty());
  }
}
