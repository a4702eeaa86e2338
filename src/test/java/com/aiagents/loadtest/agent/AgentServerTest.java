package com.aiagents.loadtest.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentServerTest {
  @TempDir private Path work;
  private final MadeEngine engine = new MadeEngine();
  private long seconds = 100;

  private AgentServer server(String secret) {
    return new AgentServer(
        engine,
        Optional.ofNullable(secret),
        Map.of("functions", "abc"),
        work,
        () -> TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void aRunHasItUntilItGivesItBack() {
    AgentServer agent = server("s");
    agent.prepare("RUN-1", Map.of("users", "3"), "id\n1\n".getBytes());
    assertThat(engine.properties).containsEntry("users", "3");
    assertThat(Path.of(engine.properties.get("tickets"))).hasContent("id\n1\n");
    assertThat(agent.facts())
        .containsEntry(AgentService.FACT_BUSY, "RUN-1")
        .containsEntry(AgentService.FACT_JAR + "functions", "abc");
    assertThatThrownBy(() -> agent.prepare("RUN-2", Map.of(), new byte[0]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("busy with RUN-1");
    assertThatThrownBy(() -> agent.change("RUN-2", Map.of()))
        .hasMessage("the agent is not with this run any more, but with RUN-1");
    agent.release("RUN-2");
    assertThat(agent.run()).isEqualTo("RUN-1");

    agent.release("RUN-1");
    assertThat(agent.facts()).containsEntry(AgentService.FACT_BUSY, "");
    assertThat(work).isEmptyDirectory();
    // a test that nobody prepared has no users
    assertThat(engine.properties).isEqualTo(AgentServer.STOP);
  }

  @Test
  void aTestOfAnotherControllerKeepsItBusy() {
    engine.running = true;
    assertThatThrownBy(() -> server("s").prepare("RUN-1", Map.of(), new byte[0]))
        .hasMessage("busy with a test of another JMeter");
    // a test that nobody prepared has no users
    assertThat(engine.properties).isEqualTo(AgentServer.STOP);
  }

  @Test
  void aLauncherThatFellSilentLeavesNoLoadBehind() {
    AgentServer agent = server("s");
    agent.prepare("RUN-1", Map.of(), new byte[0]);
    engine.running = true;
    seconds += 14;
    agent.tend();
    assertThat(agent.ask("RUN-1")).containsEntry(AgentService.RUNNING, 1.0);
    seconds += 15;
    agent.tend();
    assertThat(engine.properties).doesNotContainKey("stop");

    seconds += 1;
    agent.tend();
    assertThat(engine.properties).containsEntry("stop", "true").containsEntry("hold", "0");
    assertThat(engine.cut).isFalse();
    assertThatThrownBy(() -> agent.ask("RUN-1"))
        .hasMessageStartingWith("the agent is not with this run any more");

    seconds += 91;
    agent.tend();
    assertThat(engine.cut).isTrue();
    assertThat(agent.run()).isEqualTo("RUN-1");
    engine.running = false;
    agent.tend();
    assertThat(agent.run()).isEmpty();
    agent.prepare("RUN-2", Map.of(), new byte[0]);
    assertThat(engine.properties).doesNotContainKey("stop");
  }

  @Test
  void oneThatIsGivenBackInTheMiddleEndsItsTestFirst() {
    AgentServer agent = server("s");
    agent.prepare("RUN-1", Map.of(), new byte[0]);
    engine.running = true;
    agent.release("RUN-1");
    assertThat(engine.cut).isTrue();
    assertThatThrownBy(() -> agent.prepare("RUN-2", Map.of(), new byte[0]))
        .hasMessage("busy with RUN-1");
    engine.running = false;
    agent.tend();
    assertThat(agent.run()).isEmpty();
  }

  @Test
  void theSecretIsProvenAndNotTold() {
    assertThat(server(null).proof("n")).isEmpty();
    assertThat(server("s").proof("n"))
        .isEqualTo(AgentProof.of("s", "n"))
        .isNotEqualTo(server("t").proof("n"))
        .isNotEqualTo(server("s").proof("m"))
        .matches("[0-9a-f]{64}");
    // nobody can have a webhook signed
    assertThat(AgentProof.text("{\"event\":\"ticket_created\"}")).doesNotStartWith("{");
  }

  @Test
  void itTellsWhatItDoesNotReach() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertThat(server("s").reach("http://127.0.0.1:" + port + "/health"))
        .isEqualTo("connection refused");
    assertThat(server("s").reach("http://no.such.host.invalid/")).isEqualTo("unknown host");
  }

  @Test
  void aLoadBeginsWhenItIsToldToOrStopped() {
    AgentServer agent = server("s");
    agent.prepare("RUN-1", Map.of(), new byte[0]);
    assertThat(engine.held).isTrue();
    agent.change("RUN-1", Map.of("users", "3"));
    assertThat(engine.held).isTrue();
    agent.go("RUN-1");
    assertThat(engine.held).isFalse();
    engine.held = true;
    agent.change("RUN-1", Map.of("stop", "true"));
    assertThat(engine.held).isFalse();
  }

  @Test
  void itSaysHowItDoes() {
    AgentServer agent = server("s");
    agent.prepare("RUN-1", Map.of(), new byte[0]);
    engine.running = true;
    assertThat(agent.ask("RUN-1"))
        .containsEntry(AgentService.USERS, 7.0)
        .containsEntry(AgentService.TICKETS, 11.0)
        .containsKeys("cpu", "collections", "heap_bytes", "drift_millis");
    assertThat(Files.exists(work.resolve("tickets.csv"))).isTrue();
  }

  private static final class MadeEngine implements Engine {
    private final Map<String, String> properties = new HashMap<>();
    private boolean running;
    private boolean cut;
    private boolean held;

    @Override
    public void hold() {
      held = true;
    }

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public void go() {
      held = false;
    }

    @Override
    public boolean running() {
      return running;
    }

    @Override
    public int users() {
      return 7;
    }

    @Override
    public long tickets() {
      return 11;
    }

    @Override
    public long lost() {
      return 0;
    }

    @Override
    public void begin(Map<String, String> all) {
      properties.clear();
      properties.putAll(all);
    }

    @Override
    public void change(Map<String, String> some) {
      properties.putAll(some);
    }

    @Override
    public void stopNow() {
      cut = true;
    }

    @Override
    public String version() {
      return "5.6.3";
    }
  }
}
