package com.aiagents.loadtest.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aiagents.loadtest.plan.PlanBuilder;
import com.aiagents.loadtest.scenario.Baseline;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.apache.jmeter.engine.util.CompoundVariable;
import org.apache.jmeter.protocol.http.sampler.HTTPSamplerProxy;
import org.apache.jmeter.threads.JMeterContext;
import org.apache.jmeter.threads.JMeterContextService;
import org.apache.jmeter.threads.JMeterVariables;
import org.apache.jmeter.util.JMeterUtils;
import org.apache.jorphan.util.JMeterError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions as a plan calls them: by their text. */
class FunctionsTest {
  @BeforeAll
  @BeforeContainer
  static void jmeter() {
    // prepares JMeter's classes
    new PlanBuilder().build(Baseline.scenario());
  }

  @BeforeEach
  @BeforeProperty
  void user() {
    JMeterContext context = JMeterContextService.getContext();
    context.clear();
    context.setVariables(new JMeterVariables());
  }

  @AfterEach
  @AfterProperty
  void asItWas() {
    for (String name : List.of("agent", "agents", "stop", TicketId.NUMBERS)) {
      JMeterUtils.getJMeterProperties().remove(name);
    }
  }

  @Property
  void sharesAreTheWhole(
      @ForAll @IntRange(min = 0, max = 5000) int users,
      @ForAll @IntRange(min = 1, max = 40) int agents) {
    JMeterUtils.setProperty("agents", Integer.toString(agents));
    List<Integer> shares = new ArrayList<>();
    for (int agent = 1; agent <= agents; agent++) {
      JMeterUtils.setProperty("agent", Integer.toString(agent));
      shares.add(Integer.parseInt(evaluated("${__share(" + users + ")}")));
    }
    assertThat(shares.stream().mapToInt(Integer::intValue).sum()).isEqualTo(users);
    assertThat(Collections.max(shares) - Collections.min(shares)).isLessThanOrEqualTo(1);
    assertThat(shares).isSortedAccordingTo(Collections.reverseOrder());
  }

  @Test
  void oneJMeterTakesEverything() {
    assertThat(evaluated("${__share(100)}")).isEqualTo("100");
    assertThat(evaluated("${__share(many)}")).isEqualTo("many");
  }

  @Test
  void anAgentThatIsNoNumberStopsTheTest() {
    JMeterUtils.setProperty("agents", "three");
    assertThatThrownBy(() -> evaluated("${__share(100)}"))
        .isInstanceOf(JMeterError.class)
        .hasMessage("agents: found 'three', allowed is a whole number from 1 on");
  }

  @Test
  void noTwoTicketsHaveTheSameId() throws InterruptedException {
    Set<String> ids = Collections.synchronizedSet(new HashSet<>());
    CompoundVariable id = new CompoundVariable("${__ticketId(RUN-7)}");
    JMeterUtils.setProperty("agents", "3");
    for (String agent : List.of("1", "2", "3")) {
      JMeterUtils.setProperty("agent", agent);
      JMeterUtils.getJMeterProperties().remove(TicketId.NUMBERS);
      ExecutorService users = Executors.newFixedThreadPool(8);
      for (int user = 0; user < 8; user++) {
        users.execute(
            () -> {
              JMeterContextService.getContext().setVariables(new JMeterVariables());
              for (int i = 0; i < 1000; i++) {
                ids.add(id.execute());
              }
            });
      }
      users.shutdown();
      assertThat(users.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(ids).hasSize(24_000).contains("RUN-7-1", "RUN-7-24000");
  }

  @Test
  void aTicketIdIsLeftForTheJtlAndTheNextQuestion() {
    assertThat(evaluated("${__ticketId(RUN-7)}")).isEqualTo("RUN-7-1");
    assertThat(variable("ticket_id")).isEqualTo("RUN-7-1");
    assertThat(variable("last_ticket")).isEqualTo("RUN-7-1");
  }

  @Property(tries = 200)
  void aTextIsReadBackAsItWas(
      @ForAll @CharRange(from = 1, to = '\uD7FF') @StringLength(min = 1, max = 300) String text)
      throws Exception {
    Path file = folder().resolve("a ticket.csv");
    Files.writeString(file, "ticket_description\n\"" + text.replace("\"", "\"\"") + "\"\n");
    try {
      evaluated("${__ticketId(RUN-7)}");
      String json = text(file, "ticket_description");
      assertThat(new ObjectMapper().readValue(json, String.class)).isEqualTo(text);
      assertThat(json).doesNotContain("\n", "\t");
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void aTicketHasTheTextOfItsRow() throws IOException {
    Path file = folder().resolve("three.csv");
    Files.writeString(
        file,
        "\uFEFF\"what\",how\r\none,low\r\n\r\n\"two\nlines\",high\r\n\"${run} \uD83D\uDE00\",low");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      evaluated("${__ticketId(RUN-7)}");
      texts.add(text(file, "what") + text(file, "how"));
    }
    assertThat(texts)
        .containsExactly(
            "\"one\"\"low\"",
            "\"two\\nlines\"\"high\"",
            "\"${run} \uD83D\uDE00\"\"low\"",
            "\"one\"\"low\"");
  }

  @Test
  void agentsTakeTheRowsInTurns() throws IOException {
    Path file = folder().resolve("agents.csv");
    Files.writeString(file, "what\n1\n2\n3\n4\n5\n");
    JMeterUtils.setProperty("agents", "2");
    JMeterUtils.setProperty("agent", "2");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      evaluated("${__ticketId(RUN-7)}");
      texts.add(text(file, "what"));
    }
    assertThat(texts).containsExactly("\"2\"", "\"4\"", "\"1\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''            | found no ticket, needed is one",
        "'what\n'      | found no ticket, needed is one",
        "'what\n\n'    | found no ticket, needed is one",
        "'else,how\na,b' | found the columns else,how, needed is what",
        "'\"no\nnames\",how\na,b' | found the columns no names,how, needed is what",
        "'how,what\na' | ticket 1 has no what",
        "'how,what\na,' | ticket 1 has no what",
        "'what\n\"a'    | row 2: a quote is missing, or is one too many",
        "'what\na\nb\"c' | row 3: a quote is missing, or is one too many",
      })
  void aTextThatCannotBeHadStopsTheTest(String content, String why) throws IOException {
    Path file = Files.createTempFile(folder(), "bad", ".csv");
    Files.writeString(file, content);
    evaluated("${__ticketId(RUN-7)}");
    assertThatThrownBy(() -> text(file, "what"))
        .isInstanceOf(JMeterError.class)
        .hasMessage("ticket file " + file + ": " + why);
  }

  @Test
  void aTicketFileThatIsNoTextStopsTheTest() throws IOException {
    evaluated("${__ticketId(RUN-7)}");
    Path nowhere = folder().resolve("nowhere.csv");
    assertThatThrownBy(() -> text(nowhere, "what"))
        .isInstanceOf(JMeterError.class)
        .hasMessage("ticket file " + nowhere + ": not found");
    Path bytes = Files.write(folder().resolve("bytes.csv"), new byte[] {'a', '\n', (byte) 0xE4});
    assertThatThrownBy(() -> text(bytes, "what"))
        .isInstanceOf(JMeterError.class)
        .hasMessage("ticket file " + bytes + ": not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "RUN", "RUN-"})
  void aTextNeedsANumberedTicket(String id) throws IOException {
    Path file = Files.writeString(folder().resolve("numbers.csv"), "what\na\n");
    JMeterContextService.getContext().getVariables().put("ticket_id", id);
    assertThatThrownBy(() -> text(file, "what"))
        .isInstanceOf(JMeterError.class)
        .hasMessage(
            "ticket_id: found '"
                + id
                + "', needed is an id by __ticketId before the ticket's texts");
  }

  @Test
  void aUserWithoutATicketHasNoText() throws IOException {
    Path file = Files.writeString(folder().resolve("numbers.csv"), "what\na\n");
    assertThatThrownBy(() -> text(file, "what"))
        .isInstanceOf(JMeterError.class)
        .hasMessageStartingWith("ticket_id: found 'null', needed is");
  }

  private static String text(Path file, String column) {
    return evaluated("${__ticketText(" + file + "," + column + ")}");
  }

  private static Path folder() throws IOException {
    return Files.createDirectories(Path.of("target", "functions-test").toAbsolutePath());
  }

  @Test
  void uuidsAreRandomOnesAndDiffer() {
    CompoundVariable uuid = new CompoundVariable("${__randomUuid()}");
    Set<String> seen = new HashSet<>();
    long ones = 0;
    long zeros = 0;
    for (int i = 0; i < 10_000; i++) {
      String text = uuid.execute();
      UUID id = UUID.fromString(text);
      assertThat(text).isEqualTo(id.toString());
      assertThat(id.version()).isEqualTo(4);
      assertThat(id.variant()).isEqualTo(2);
      ones |= id.getMostSignificantBits();
      zeros |= ~id.getMostSignificantBits();
      seen.add(text);
    }
    assertThat(seen).hasSize(10_000);
    // every bit but those of the version takes both values
    assertThat(ones).isEqualTo(~0xB000L);
    assertThat(zeros).isEqualTo(~0x4000L);
  }

  @Test
  void tasksAreDrawnByWeight() {
    CompoundVariable task =
        new CompoundVariable("${__nextTask(submit=15 history=5 metrics=0 health=1)}");
    Map<String, Integer> drawn = new HashMap<>();
    for (int i = 0; i < 21_000; i++) {
      drawn.merge(task.execute(), 1, Integer::sum);
    }
    assertThat(drawn).containsOnlyKeys("submit", "history", "health");
    // six standard deviations of a binomial count
    assertThat(drawn.get("submit")).isBetween(15_000 - 400, 15_000 + 400);
    assertThat(drawn.get("history")).isBetween(5_000 - 380, 5_000 + 380);
    assertThat(drawn.get("health")).isBetween(1_000 - 190, 1_000 + 190);
  }

  @Test
  void aTaskBeginsWithoutTheIdsOfTheLast() {
    JMeterContextService.getContext().getVariables().put("ticket_id", "RUN-7-1");
    JMeterContextService.getContext().getVariables().put("job_id", "some");
    evaluated("${__nextTask(health=1)}");
    assertThat(variable("ticket_id")).isEmpty();
    assertThat(variable("job_id")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"submit", "submit=", "submit=-1", "submit=1.5", "submit=1  history=2"})
  void aWeightThatIsNoNumberStopsTheTest(String mix) {
    assertThatThrownBy(() -> evaluated("${__nextTask(" + mix + ")}"))
        .isInstanceOf(JMeterError.class)
        .hasMessageStartingWith("task mix: found '")
        .hasMessageEndingWith("', allowed is a task, = and a whole number from 0 on");
  }

  @ParameterizedTest
  @ValueSource(strings = {"submit=0", "submit=0 history=0"})
  void aMixOfNothingStopsTheTest(String mix) {
    assertThatThrownBy(() -> evaluated("${__nextTask(" + mix + ")}"))
        .isInstanceOf(JMeterError.class)
        .hasMessage("task mix: found '" + mix + "', needed is a weight above 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0b6c1a52-7d7e-4c53-9d52-4b8f6f0d3a11", "0B6C1A52-7D7E-4C53-9D52-4B8F6F0D3A11"})
  void aUuidStaysAsItIs(String text) {
    assertThat(asUuid(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "0b6c1a52-7d7e-4c53-9d52-4b8f6f0d3a1",
        "0b6c1a52-7d7e-4c53-9d52-4b8f6f0d3a111",
        "0b6c1a5-27d7e-4c53-9d52-4b8f6f0d3a11",
        "0b6c1a52-7d7e-4c53-9d52-4b8f6f0d3a1g",
        "0b6c1a52 7d7e-4c53-9d52-4b8f6f0d3a11"
      })
  void whatIsNoUuidIsTold(String text) {
    assertThat(asUuid(text)).isEqualTo("a UUID");
  }

  private static String asUuid(String text) {
    JMeterContextService.getContext().getVariables().put("job_id", text);
    return evaluated("${__asUuid(${job_id})}");
  }

  @Test
  void withoutASecretNothingIsSigned() {
    HTTPSamplerProxy request = new HTTPSamplerProxy();
    request.addNonEncodedArgument("", "{}", "");
    JMeterContextService.getContext().setCurrentSampler(request);
    assertThat(System.getenv("LOAD_TEST_WEBHOOK_SECRET")).isNull();
    assertThatThrownBy(() -> evaluated("${__webhookSignature(sha256={hex})}"))
        .isInstanceOf(JMeterError.class)
        .hasMessageContaining("LOAD_TEST_WEBHOOK_SECRET is not set");
  }

  @Test
  void aSignatureNeedsABodyAndAPlace() {
    JMeterContextService.getContext().setCurrentSampler(new HTTPSamplerProxy());
    assertThatThrownBy(() -> evaluated("${__webhookSignature({hex})}"))
        .hasMessage("a webhook could not be signed: the request has no body");
    assertThatThrownBy(() -> evaluated("${__webhookSignature(hex)}"))
        .hasMessage("signature: found 'hex', needed is {hex} in it");
  }

  private static String evaluated(String text) {
    return new CompoundVariable(text).execute();
  }

  private static String variable(String name) {
    return JMeterContextService.getContext().getVariables().get(name);
  }
}
