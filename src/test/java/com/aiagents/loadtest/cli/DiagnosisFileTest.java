package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project's data/diagnosis.yaml, by the commands that read it. */
class DiagnosisFileTest {
  private static final String HOME = "load-test.home";
  private static final long START = 1_700_000_000_000L;

  @TempDir private Path home;
  private String before;
  private Path table;
  private Path run;

  @BeforeEach
  void aProjectWithARunInWhichHalfWasRefused() throws IOException {
    before = System.getProperty(HOME);
    System.setProperty(HOME, home.toString());
    table = Files.createDirectory(home.resolve("data")).resolve("diagnosis.yaml");
    run = Files.createDirectory(home.resolve("run"));
    samples(429);
    Files.writeString(
        run.resolve("run.json"),
        """
        {"schema":1,"run":"R","scenario":"baseline","state":"finished","startedBy":"load-test run",
        "target":{"name":"staging","url":"https://staging.example.com","tenant":"t",
        "database":"not named","redis":"not named"},
        "load":{"users":10,"warmUpSeconds":6,"durationSeconds":60,"thinkTimeMillis":7000,
        "mix":{"health":1}}}
        """);
  }

  @AfterEach
  void asItWas() {
    if (before == null) {
      System.clearProperty(HOME);
    } else {
      System.setProperty(HOME, before);
    }
  }

  private void samples(int status) throws IOException {
    StringBuilder text =
        new StringBuilder("timeStamp,elapsed,label,responseCode,responseMessage,success\n");
    for (int i = 0; i < 60; i++) {
      boolean good = i % 2 == 0 || status == 200;
      text.append(START + i * 1_000L)
          .append(",5,GET /health,")
          .append(good ? "200,OK,true\n" : status + ",Slow down,false\n");
    }
    Files.writeString(run.resolve("samples.jtl"), text);
  }

  private static CommandLineRun gate(Path what, String... more) {
    String[] args = new String[more.length + 2];
    args[0] = "gate";
    args[1] = what.toString();
    System.arraycopy(more, 0, args, 2, more.length);
    return CommandLineRun.of(args);
  }

  @Test
  void theGateShowsWhatIsBehindAVerdict() throws IOException {
    Files.copy(Path.of("data/diagnosis.yaml"), table);
    CommandLineRun text = gate(run);
    assertThat(text.code()).isEqualTo(1);
    assertThat(text.out())
        .contains(
            """
            VERDICT baseline: FAIL

            SYMPTOM the success rate is low (requests.success)
              cause: rate limit
                of 30 failed requests 30 were answered 429, the first after about 1 s
                try: scripts/load-test tenant show
            """)
        .contains("  not: client time-outs (of 30 failed requests none timed out)\n")
        .contains("  not known: process killed, probably out of memory (nobody watched");
    JsonNode json = new ObjectMapper().readTree(gate(run, "--format", "json").out());
    assertThat(json.get("diagnosis")).hasSize(1);
    assertThat(json.get("diagnosis").get(0).get("cause").asText()).isEqualTo("rate limit");
  }

  @Test
  void theCommandsNameTheRunsTargetWhereThereIsOne() throws IOException {
    Files.copy(Path.of("data/diagnosis.yaml"), table);
    samples(503);
    assertThat(gate(run).out()).contains("    try: curl -i https://staging.example.com/health\n");
    assertThat(gate(run.resolve("samples.jtl")).out()).contains("    try: curl -i URL/health\n");
  }

  @Test
  void saysThatThereIsNoTable() throws IOException {
    CommandLineRun text = gate(run);
    assertThat(text.code()).isEqualTo(1);
    assertThat(text.out())
        .endsWith("VERDICT baseline: FAIL\nno diagnosis: the project has no data/diagnosis.yaml\n");
    JsonNode json = new ObjectMapper().readTree(gate(run, "--format", "json").out());
    assertThat(json.get("diagnosis").isNull()).isTrue();
  }

  @Test
  void refusesATableWithAllItsProblems() throws IOException {
    Files.writeString(table, "symptoms:\n  S: { when: {}, causes: [] }\nmore: 1\n");
    CommandLineRun text = gate(run);
    assertThat(text.code()).isEqualTo(2);
    assertThat(text.out()).isEmpty();
    assertThat(text.err().lines())
        .anyMatch(
            line ->
                line.endsWith(
                    table
                        + ": line 2: symptoms.S.when: found nothing, allowed is a map of criteria"))
        .anyMatch(
            line ->
                line.endsWith(
                    table
                        + ": line 2: symptoms.S.causes: found a list, allowed is a map of causes"))
        .anyMatch(line -> line.endsWith(table + ": line 3: found 'more', allowed are symptoms"))
        .hasSize(3);
  }

  /** A gate that has nothing to explain needs no table, and no time for it. */
  @Test
  void readsNoTableWhereNothingIsToBeExplained() throws IOException {
    Files.writeString(table, "no table at all");
    samples(200);
    CommandLineRun text = gate(run);
    assertThat(text.out()).endsWith("VERDICT baseline: INVALID\n");
    assertThat(text.code()).isEqualTo(4);
  }

  /** A run would tell it after its load otherwise. */
  @Test
  void aRunRefusesATableBeforeItsLoad() throws IOException {
    Files.writeString(table, "no table at all");
    CommandLineRun refused = CommandLineRun.of("run", "baseline", "--duration", "20s");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains(table + ": line 1: found 'no table at all', allowed is a map of symptoms");
  }
}
