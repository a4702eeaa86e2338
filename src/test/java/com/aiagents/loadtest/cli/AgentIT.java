package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.agent.AgentAddress;
import com.aiagents.loadtest.agent.AgentConnection;
import com.aiagents.loadtest.agent.AgentKeystore;
import com.aiagents.loadtest.agent.AgentService;
import com.aiagents.loadtest.run.EmbeddedProcess;
import com.aiagents.loadtest.run.KeyTool;
import com.aiagents.loadtest.run.Processes;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.run.RunFile;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.target.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs on agents of this machine: real JMeters, each in a process of its own, on loopback ports.
 */
@Order(1)
class AgentIT {
  private static final Duration READY = Duration.ofSeconds(90);
  private static final String TICKET = "\\d{8}-\\d{6}-PEAK-\\d+";

  @TempDir private static Path folder;
  private static Path keystore;
  private static EmbeddedProcess embedded;
  private static final List<AgentOnLoopback> AGENTS = new ArrayList<>();
  @TempDir private Path out;

  /** An agent as a shell starts it. */
  private record AgentOnLoopback(Process process, int port, Path log) {
    static AgentOnLoopback start(String secret) throws IOException {
      int port = freePair();
      Path log = folder.resolve("agent-" + port + ".out");
      ProcessBuilder builder =
          new ProcessBuilder(
              "scripts/load-test", "agent", "--port", "" + port, "--listen", "127.0.0.1");
      builder.environment().put("LOAD_TEST_AGENT_KEYSTORE", keystore.toString());
      builder.environment().put("LOAD_TEST_AGENT_HEAP", "160m");
      builder.environment().put(Secret.VARIABLE, secret);
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      return new AgentOnLoopback(builder.start(), port, log);
    }

    private static int freePair() throws IOException {
      while (true) {
        try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            ServerSocket second =
                new ServerSocket(first.getLocalPort() + 1, 1, InetAddress.getLoopbackAddress())) {
          return second.getLocalPort() - 1;
        } catch (IOException e) {
          // the next one is taken: another pair
        }
      }
    }

    String name() {
      return "127.0.0.1:" + port;
    }

    void awaitReady() throws InterruptedException {
      Processes.await(name(), READY, () -> said().contains("agent ready on " + name() + "\n"));
    }

    String said() {
      try {
        return Files.readString(log);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    AgentService service() throws IOException {
      return AgentConnection.open(
          AgentAddress.parseAll(name()).get(0), AgentKeystore.read(keystore));
    }
  }

  @BeforeAll
  static void start() throws Exception {
    keystore = folder.resolve("agents.p12");
    KeyTool.make(keystore);
    String secret = Secret.of(System.getenv()).orElseThrow().reveal();
    embedded =
        EmbeddedProcess.start(
            Project.current(),
            0,
            folder.resolve("target.log"),
            Secret.of(System.getenv()).orElseThrow(),
            List.of());
    for (String of : List.of(secret, secret, secret, "another")) {
      AGENTS.add(AgentOnLoopback.start(of));
    }
    for (AgentOnLoopback agent : AGENTS) {
      agent.awaitReady();
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    List<ProcessHandle> jvms = new ArrayList<>();
    for (AgentOnLoopback agent : AGENTS) {
      agent.process().descendants().forEach(jvms::add);
      agent.process().destroy();
    }
    embedded.close();
    for (AgentOnLoopback agent : AGENTS) {
      assertThat(agent.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    Processes.await(
        "no process of an agent",
        Duration.ofSeconds(20),
        () -> jvms.stream().noneMatch(ProcessHandle::isAlive));
  }

  private CommandLineRun run(Path key, AgentOnLoopback... agents) throws IOException {
    Path target =
        Files.writeString(
            out.resolve("target.yaml"),
            "url: %s\ndatabase: { url: \"%s\" }\nredis: { url: \"%s\" }\n"
                .formatted(
                    embedded.target().url(),
                    embedded.databaseUrl(),
                    embedded.target().redis().orElseThrow()));
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("LOAD_TEST_AGENT_KEYSTORE", key.toString());
    String[] words = {
      "run",
      "peak",
      "--users",
      "25",
      "--duration",
      "20s",
      "--target",
      target.toString(),
      "--out",
      out.resolve("results").toString(),
      "--remote",
      List.of(agents).stream().map(AgentOnLoopback::name).collect(Collectors.joining(","))
    };
    return CommandLineRun.in(environment, words);
  }

  private Path results() throws IOException {
    return OnlyRun.folder(out.resolve("results"));
  }

  /** Rows of a JTL, by the agent that they came from. */
  private Map<String, List<String[]>> rows() throws IOException {
    Map<String, List<String[]>> rows = new TreeMap<>();
    for (String line : Files.readAllLines(results().resolve("samples.jtl"))) {
      String[] cells = line.split(",", -1);
      if (cells[0].matches("\\d+")) {
        rows.computeIfAbsent(cells[5].split("-", 2)[0], key -> new ArrayList<>()).add(cells);
      }
    }
    return rows;
  }

  private static List<String> tickets(List<String[]> rows) {
    return rows.stream()
        .filter(cells -> cells[2].equals(Task.SUBMIT.label()))
        .map(cells -> cells[cells.length - 2])
        .toList();
  }

  @Test
  void threeAgentsShareOneLoad() throws Exception {
    AgentOnLoopback[] three = AGENTS.subList(0, 3).toArray(AgentOnLoopback[]::new);
    CommandLineRun run = run(keystore, three);
    assertThat(run.err()).isEmpty();
    Map<String, List<String[]>> rows = rows();
    assertThat(rows.keySet()).containsExactlyInAnyOrder(names(three));
    // 25 users among three
    assertThat(mostUsers(rows, three)).containsExactly(9, 8, 8);
    List<String> all = rows.values().stream().flatMap(agent -> tickets(agent).stream()).toList();
    assertThat(all).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    assertThat(all).allMatch(id -> id.matches(TICKET));

    RunFile file = RunFile.read(results().resolve("run.json"));
    assertThat(file.state()).isEqualTo(RunFile.FINISHED);
    assertThat(file.agents()).extracting(RunFile.Agent::name).containsExactly(names(three));
    for (RunFile.Agent agent : file.agents()) {
      assertThat(agent.lost()).isNull();
      assertThat(agent.tickets()).isEqualTo(tickets(rows.get(agent.name())).size());
      assertThat(Math.abs(agent.clockOffsetMillis())).isLessThan(500);
    }
    // the target's own view: every ticket came once, and to its end
    assertThat(file.reconciliation().sent()).isEqualTo(all.size());
    assertThat(file.reconciliation().duplicated()).isZero();
    assertThat(Files.readString(results().resolve("jmeter.log"))).doesNotContain(" ERROR ");
    assertThat(Files.readString(results().resolve("maven.log"))).doesNotContain(secret());
    assertIdle(three);
  }

  @Test
  void everyProblemIsToldBeforeAnythingIsStarted() throws Exception {
    AgentOnLoopback busy = AGENTS.get(2);
    AgentOnLoopback wrong = AGENTS.get(3);
    busy.service().prepare("OTHER-RUN", Map.of(), new byte[0]);
    try {
      CommandLineRun run = run(keystore, busy, wrong);
      assertThat(run.err())
          .isEqualTo(
              "load-test: agent "
                  + busy.name()
                  + ": is busy with OTHER-RUN\nload-test: agent "
                  + wrong.name()
                  + ": has another signing secret: LOAD_TEST_WEBHOOK_SECRET differs from the one"
                  + " here\n");
      assertThat(run.code()).isEqualTo(5);
      assertThat(out.resolve("results")).isEmptyDirectory();
    } finally {
      busy.service().release("OTHER-RUN");
    }
    assertIdle(busy);
  }

  @Test
  void whoHasAnotherKeystoreIsRefused() throws Exception {
    Path others = out.resolve("others.p12");
    KeyTool.make(others);
    AgentOnLoopback agent = AGENTS.get(2);
    // a process of its own: connections of this one that are open would be used again
    ProcessBuilder builder =
        new ProcessBuilder(
            "scripts/load-test",
            "run",
            "peak",
            "--host",
            embedded.target().url().toString(),
            "--out",
            out.resolve("results").toString(),
            "--remote",
            agent.name());
    builder.environment().put("LOAD_TEST_AGENT_KEYSTORE", others.toString());
    Process run = builder.redirectErrorStream(true).start();
    assertThat(new String(run.getInputStream().readAllBytes()))
        .endsWith(
            "load-test: agent "
                + agent.name()
                + ": its certificate is not ours: both need the same keystore\n");
    assertThat(run.waitFor()).isEqualTo(5);
    assertIdle(agent);
  }

  @Test
  void aBundleHoldsAnAgentAndNoSecret() throws Exception {
    Path tar = out.resolve("agent.tar.gz");
    CommandLineRun bundle = CommandLineRun.of("agent", "bundle", "--out", tar.toString());
    assertThat(bundle.code()).isZero();
    Process unpack =
        new ProcessBuilder("tar", "-xzf", tar.toString(), "-C", out.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(unpack.getInputStream().readAllBytes())).isEmpty();
    assertThat(unpack.waitFor()).isZero();
    Path home = out.resolve("load-test-agent");
    assertThat(home.resolve("agent")).isExecutable();
    assertThat(home.resolve("lib/ext/load-test-functions.jar")).isRegularFile();
    try (var files = Files.walk(home)) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".p12"));
    }
    Process without =
        new ProcessBuilder(home.resolve("agent").toString()).redirectErrorStream(true).start();
    assertThat(new String(without.getInputStream().readAllBytes()))
        .isEqualTo(
            "load-test agent: keystore "
                + home
                + "/agent-keystore.p12: not found; copy the one of the machine that starts the"
                + " runs\n");
    assertThat(without.waitFor()).isEqualTo(2);
  }

  private static String secret() {
    return Secret.of(System.getenv()).orElseThrow().reveal();
  }

  private static String[] names(AgentOnLoopback... agents) {
    return List.of(agents).stream().map(AgentOnLoopback::name).toArray(String[]::new);
  }

  /** Users of the column allThreads, which counts those of one agent. */
  private static List<Integer> mostUsers(
      Map<String, List<String[]>> rows, AgentOnLoopback... agents) {
    return List.of(agents).stream()
        .map(
            agent ->
                rows.get(agent.name()).stream()
                    .mapToInt(cells -> Integer.parseInt(cells[12]))
                    .max()
                    .orElse(0))
        .toList();
  }

  private static void assertIdle(AgentOnLoopback... agents) throws IOException {
    for (AgentOnLoopback agent : agents) {
      assertThat(agent.service().facts()).containsEntry(AgentService.FACT_BUSY, "");
    }
  }
}
