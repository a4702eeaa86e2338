package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gate and the reports on the folder of a distributed run that is made here: a peak of a minute
 * with 100 users on three agents, 34, 33 and 33.
 */
class AgentsGateTest {
  private static final long START = 1_700_000_000_000L;
  private static final String HEADER =
      "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,allThreads,"
          + "ticket_id,job_id\n";
  private static final List<String> AGENTS = List.of("h1:1099", "h2:1099", "[::1]:1099");

  @TempDir private Path folder;
  private final List<String> rows = new ArrayList<>();
  private final int[] tickets = new int[3];
  private String state = "finished";
  private String note = "null";
  private String lost = "";
  private boolean named = true;

  @BeforeEach
  void threeAgents() {
    Random random = new Random(1);
    for (int agent = 0; agent < 3; agent++) {
      int users = agent == 0 ? 34 : 33;
      for (int user = 0; user < users; user++) {
        // all of them start within six seconds, and each thinks two to five
        long at = user * 6_000L / users;
        while (at < 65_000) {
          int active = Math.min(users, (int) (at * users / 6_000) + 1);
          String ticket = "T-" + (agent + 1 + 3 * tickets[agent]++);
          rows.add(
              "%d,5,POST /webhooks/servicedesk/{tenant_id},202,Accepted,%s-Users 1-%d,true,%d,%s,j\n"
                  .formatted(START + at, AGENTS.get(agent), user + 1, active, ticket));
          at += 2_000 + random.nextInt(3_001);
        }
      }
    }
  }

  @Test
  void eachHadItsShare() throws IOException {
    JsonNode verdict = judged();
    assertThat(delivered(verdict).get("outcome").asText())
        .as(delivered(verdict).toString())
        .isEqualTo("PASS");
    assertThat(delivered(verdict).get("observed").asDouble()).isBetween(99.5, 100.0);
    assertThat(verdict.get("agents")).hasSize(3);
    JsonNode third = verdict.at("/agents/2");
    assertThat(third.get("name").asText()).isEqualTo("[::1]:1099");
    assertThat(third.get("users").asDouble()).isBetween(32.5, 33.0);
    assertThat(third.get("plannedUsers").asInt()).isEqualTo(33);
    assertThat(third.get("tickets").asInt()).isEqualTo(tickets[2]);
    assertThat(third.get("numbered").asInt()).isEqualTo(tickets[2]);
    assertThat(third.get("lost").isNull()).isTrue();
  }

  @Test
  void theReportsShowThem() throws IOException {
    write();
    assertThat(CommandLineRun.of("report", folder.toString()).code()).isZero();
    assertThat(folder.resolve("report.html"))
        .content()
        .contains("<table id=\"agents\">", "<td>[::1]:1099</td>");
    assertThat(folder.resolve("summary.md")).content().contains("| `[::1]:1099` | 33.0 | 33 |");
    assertThat(folder.resolve("verdict.json")).content().contains("\"agents\" : [");
    assertThat(CommandLineRun.of("gate", folder.toString()).out())
        .containsPattern("\n  agent +users +planned +requests ");
  }

  @Test
  void theOrderOfTheRowsMakesNoDifference() throws IOException {
    String verdict = judged().toString();
    Collections.shuffle(rows, new Random(7));
    assertThat(judged().toString()).isEqualTo(verdict);
  }

  @Test
  void oneThatDiesIsNamed() throws IOException {
    rows.removeIf(row -> row.contains(",h2:1099-") && sentAt(row) > 40_000);
    JsonNode verdict = judged();
    assertThat(delivered(verdict).get("outcome").asText()).isEqualTo("INVALID");
    assertThat(delivered(verdict).get("message").asText())
        .startsWith("agent h2:1099: its last sample ended 2");
  }

  @Test
  void lostResultsAreFound() throws IOException {
    rows.remove(rows.size() / 2);
    assertThat(delivered(judged()).get("message").asText())
        .isEqualTo(
            "agent h2:1099: it numbered %d tickets and its samples tell of %d: results were lost on the way"
                .formatted(tickets[1], tickets[1] - 1));
  }

  @Test
  void anAbortedRunNamesTheAgentThatWasLost() throws IOException {
    state = "aborted";
    lost = ",\"lostAt\":\"2023-11-14T22:14:00Z\",\"lost\":\"no answer for 5 s\"";
    String died = "agent h1:1099: lost since 2023-11-14T22:14:00Z: no answer for 5 s";
    assertThat(delivered(judged()).get("message").asText())
        .isEqualTo("the run was aborted; " + died);
    note = "\"agent h1:1099 died\"";
    assertThat(delivered(judged()).get("message").asText())
        .isEqualTo("the run was aborted: agent h1:1099 died");
    // and if the launcher went on
    state = "finished";
    assertThat(delivered(judged()).get("message").asText()).isEqualTo(died);
  }

  @Test
  void usersOfAgentsThatNobodyNamedAreAddedUpAllTheSame() throws IOException {
    named = false;
    JsonNode verdict = judged();
    assertThat(delivered(verdict).get("outcome").asText()).isEqualTo("PASS");
    assertThat(verdict.get("agents")).hasSize(3);
    assertThat(verdict.at("/agents/0/plannedUsers").isNull()).isTrue();
    // a bare file has no plan
    Path file = folder.resolve("samples.jtl");
    JsonNode alone =
        new ObjectMapper()
            .readTree(CommandLineRun.of("gate", file.toString(), "--format", "json").out());
    assertThat(alone.at("/agents/0/users").isNull()).isTrue();
    assertThat(alone.at("/agents/0/mostUsers").asInt()).isEqualTo(33);
    int most = 0;
    for (JsonNode users : alone.at("/series/mostUsers")) {
      most = Math.max(most, users.asInt());
    }
    assertThat(most).isEqualTo(100);
  }

  private static long sentAt(String row) {
    return Long.parseLong(row.substring(0, row.indexOf(','))) - START;
  }

  private static JsonNode delivered(JsonNode verdict) {
    for (JsonNode criterion : verdict.get("criteria")) {
      if (criterion.get("id").asText().equals("load.delivered")) {
        return criterion;
      }
    }
    throw new AssertionError("no load.delivered");
  }

  private JsonNode judged() throws IOException {
    write();
    CommandLineRun run = CommandLineRun.of("gate", folder.toString(), "--format", "json");
    assertThat(run.err()).isEmpty();
    return new ObjectMapper().readTree(run.out());
  }

  private void write() throws IOException {
    Files.writeString(folder.resolve("samples.jtl"), HEADER + String.join("", rows));
    List<String> agents = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      agents.add(
          "{\"name\":\"%s\",\"clockOffsetMillis\":1,\"clockUncertaintyMillis\":1,\"tickets\":%d%s}"
              .formatted(AGENTS.get(i), tickets[i], i == 0 ? lost : ""));
    }
    Files.writeString(
        folder.resolve("run.json"),
        """
        {"schema":1,"run":"RUN","scenario":"peak","state":"%s","note":%s,"startedBy":"load-test run",
         "target":{"name":"t","url":"http://127.0.0.1:1","tenant":"t","database":"none","redis":"none"},
         "load":{"users":100,"warmUpSeconds":10,"durationSeconds":60,"thinkTimeMillis":5000,
                 "thinkTimeShortestMillis":2000,"mix":{"submit":15},
                 "profile":[{"name":"ramp-up","fromSeconds":0,"toSeconds":6,"usersFrom":0,"usersTo":100},
                            {"name":"hold","fromSeconds":6,"toSeconds":60,"usersFrom":100,"usersTo":100}]},
         "samples":"samples.jtl"%s}
        """
            .formatted(state, note, named ? ",\"agents\":[" + String.join(",", agents) + "]" : ""));
  }
}
