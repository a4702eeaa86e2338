package com.aiagents.loadtest.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor says of this machine and of targets that cannot be asked. */
class DoctorTest {
  private static final String MAVEN = "Apache Maven 3.9.9 (x)\\nJava version: 21.0.2, vendor: y";

  /** Port 1 of this machine: nobody listens there. */
  private static final String REFUSES = "http://127.0.0.1:1";

  @TempDir private Path folder;
  private Path bin;

  /** Of the test's own server: a status and a body for each path. */
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  @BeforeEach
  void aMachine() throws IOException {
    bin = Files.createDirectory(folder.resolve("bin"));
    mvn("printf '" + MAVEN + "\\n'");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "printf 'Apache Maven 3.8.1 (x)\\nJava version: 17, vendor: y\\n' | ok | 3.8.1 (MVN)",
        "printf '\\033[1mApache Maven 4.0.0-rc-2\\033[m\\n' | ok | 4.0.0-rc-2 (MVN)",
        "printf 'Apache Maven 3.6.3\\n' | problem | MVN: found Apache Maven 3.6.3, allowed is 3.8 or later",
        "printf 'Apache Maven 2.9.0\\n' | problem | MVN: found Apache Maven 2.9.0, allowed is 3.8 or later",
        "printf 'Apache Maven 3.9.9\\nJava version: 11.0.2, vendor: y\\n' | problem | MVN: runs on Java 11, allowed is 17 or later: JAVA_HOME names it",
        "exit 3 | problem | MVN -version: ended with status 3 and told no version",
        "echo hello | problem | MVN -version: ended with status 0 and told no version"
      })
  void maven(String script, String word, String text) throws IOException {
    mvn(script);
    CommandLineRun run = doctor(environment());
    assertThat(line(run, "Maven"))
        .isEqualTo(
            "%-8s Maven           %s"
                .formatted(word, text.replace("MVN", bin.resolve("mvn") + "")));
    assertThat(mends(run, "Maven")).isEqualTo(word.equals("problem"));
  }

  @Test
  void noMavenOnThePath() throws IOException {
    Files.delete(bin.resolve("mvn"));
    CommandLineRun run = doctor(environment());
    assertThat(line(run, "Maven"))
        .isEqualTo(
            "problem  Maven           no Maven: found no mvn on the PATH, needed is Maven 3.8 or later");
    assertThat(mends(run, "Maven")).isTrue();
    assertThat(run.code()).isEqualTo(5);
  }

  @Test
  void mavenIsAskedWithoutTheSecrets() throws IOException {
    mvn("env >'" + folder.resolve("seen") + "'; printf '" + MAVEN + "\\n'");
    Map<String, String> environment = environment();
    environment.put("PATH", bin + ":/usr/bin:/bin");
    environment.put("SOMETHING", "else");
    environment.put("LOAD_TEST_WEBHOOK_SECRET", "geheim-1");
    environment.put("ENCRYPTION_KEY", "geheim-2");
    environment.put("AI_AGENTS_DATABASE_URL", "postgresql://u:geheim-3@127.0.0.1:1/d");
    environment.put("AI_AGENTS_REDIS_URL", "redis://:geheim-4@127.0.0.1:1");
    environment.put("LOAD_TEST_API_KEY", "geheim-5");
    CommandLineRun run = doctor(environment);
    assertThat(Files.readString(folder.resolve("seen")))
        .contains("SOMETHING=else")
        .doesNotContain("geheim");
    assertThat(run.out() + run.err()).doesNotContain("geheim");
  }

  @Test
  void everyLineOfThisMachineGoesWithItsFiles() throws IOException {
    Path home = Files.createDirectory(folder.resolve("project"));
    Path results = Files.createFile(home.resolve("results"));
    Files.copy(Path.of("pom.xml"), home.resolve("pom.xml"));
    CommandLineRun nothing = doctorAt(home);
    assertThat(nothing.code()).isEqualTo(5);
    assertThat(line(nothing, "Disk"))
        .startsWith("problem")
        .endsWith(results + ": cannot be written to");
    assertThat(line(nothing, "Tickets")).startsWith("problem").endsWith("tickets.csv: not found");
    assertThat(line(nothing, "Plans"))
        .startsWith("problem")
        .contains("stale or missing in jmx/: baseline.jmx, peak.jmx, burst.jmx, endurance.jmx");
    assertThat(line(nothing, "Plugins"))
        .startsWith("problem")
        .contains("jmeter-home.json: not found");
    assertThat(nothing.out())
        .contains(
            "         mend: mv " + results + " " + results + ".old\n",
            "         mend: git checkout -- data/tickets.csv\n",
            "         mend: scripts/load-test plan\n",
            "         mend: rm -f target/jmeter-home.json && mvn -B compile\n");

    Files.delete(results);
    Path tickets = Files.createDirectory(home.resolve("data")).resolve("tickets.csv");
    Files.copy(Path.of("data/tickets.csv"), tickets);
    Path jmx = Files.createDirectory(home.resolve("jmx"));
    for (String plan : List.of("baseline", "peak", "burst", "endurance")) {
      Files.copy(Path.of("jmx", plan + ".jmx"), jmx.resolve(plan + ".jmx"));
    }
    Path jmeter = Files.createDirectories(home.resolve("target/x/jmeter"));
    for (String file :
        List.of(
            "bin/ApacheJMeter-5.6.3.jar",
            "lib/ext/jmeter-plugins-casutg-2.10.jar",
            "lib/ext/jmeter-plugins-cmn-jmeter-0.6.jar")) {
      Files.createDirectories(jmeter.resolve(file).getParent());
      Files.createFile(jmeter.resolve(file));
    }
    Files.writeString(
        home.resolve("target/jmeter-home.json"),
        "{\"configurations\":[{\"jmeterDirectoryPath\":\"" + jmeter + "\"},{}]}");
    CommandLineRun all = doctorAt(home);
    assertThat(line(all, "Disk")).contains(" GiB free");
    assertThat(mends(all, "Disk") || line(all, "Disk").startsWith("ok ")).isTrue();
    assertThat(line(all, "Tickets")).isEqualTo("ok       Tickets         132 tickets");
    assertThat(line(all, "Plans"))
        .isEqualTo("ok       Plans           jmx/ is what the builder writes");
    assertThat(line(all, "Plugins"))
        .isEqualTo("ok       Plugins         JMeter 5.6.3, casutg 2.10, cmn-jmeter 0.6");
    try (var left = Files.list(home.resolve("target"))) {
      assertThat(left).as("only what was there").hasSize(2);
    }
    assertThat(home.resolve("results")).doesNotExist();

    Files.move(
        jmeter.resolve("lib/ext/jmeter-plugins-casutg-2.10.jar"),
        jmeter.resolve("lib/ext/jmeter-plugins-casutg-2.9.jar"));
    Files.writeString(jmx.resolve("peak.jmx"), " ", UTF_8);
    CommandLineRun old = doctorAt(home);
    assertThat(line(old, "Plugins"))
        .isEqualTo(
            "problem  Plugins         " + jmeter + ": no lib/ext/jmeter-plugins-casutg-2.10.jar");
    assertThat(line(old, "Plans")).endsWith("stale or missing in jmx/: peak.jmx");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b,c | line 1: found 'a,b,c', needed are the columns ticket_description, ticket_priority",
        "ticket_priority,more,ticket_description;a,b,c | 1 tickets",
        "HEADER;a,b,c;d,,f | ticket 2 has no ticket_priority",
        "HEADER;'\"\"',b,c | ticket 1 has no ticket_description",
        "HEADER;a | ticket 1 has no ticket_priority",
        "HEADER;'\"x' | a quote is opened and never closed",
        "HEADER; | found no ticket, needed is one",
        "HEADER;a,b,c;'\"d;;\"\"e\",f,g' | 2 tickets"
      })
  void tickets(String text, String said) throws IOException {
    Path home = Files.createDirectories(folder.resolve("project/data")).getParent();
    Files.writeString(
        home.resolve("data/tickets.csv"),
        text.replace("HEADER", "ticket_description,ticket_priority,ticket_language")
            .replace("'", "")
            .replace(';', '\n'));
    assertThat(line(doctorAt(home), "Tickets")).endsWith(said);
  }

  @Test
  void portsAreFreeOrTaken() throws IOException {
    CommandLineRun run = doctor(environment());
    assertThat(line(run, "Port 8000"))
        .matches("ok       Port 8000       free for .*|warning  Port 8000       taken by .*");
    assertThat(line(run, "Port 8089"))
        .matches("ok       Port 8089       free for .*|warning  Port 8089       taken by .*");
  }

  @Test
  void whatRefusesIsTheOnlyThingThatIsWrongWithIt() throws IOException {
    Map<String, String> environment = environment();
    environment.put("LOAD_TEST_WEBHOOK_SECRET", "geheim-1");
    environment.put("AI_AGENTS_DATABASE_URL", "postgresql://u:geheim-3@127.0.0.1:1/d");
    environment.put("AI_AGENTS_REDIS_URL", "redis://:geheim-4@127.0.0.1:1/0");
    environment.put("AI_AGENTS_LOG_COMMAND", "none");
    CommandLineRun run = doctor(environment, "--probe");
    assertThat(fromTarget(run))
        .isEqualTo(
            """
            ok       Target          http://127.0.0.1:1, tenant load-test-tenant
            problem  Host            http://127.0.0.1:1: connection refused
                     mend: scripts/load-test target --port 1   # or: kubectl port-forward -n ai-agents svc/api 1:8000
            -        TLS             not asked: the host cannot be reached
            -        Health          not asked: the host cannot be reached
            -        Metrics         not asked: the host cannot be reached
            ok       Secret          LOAD_TEST_WEBHOOK_SECRET is set
            -        Signature       not asked: the host cannot be reached
            -        Tenant          not asked: the database cannot be reached
            problem  Database        postgresql://127.0.0.1:1: connection refused
                     mend: kubectl port-forward -n ai-agents svc/postgres 1:5432   # or: docker compose up -d
            problem  Redis           redis://127.0.0.1:1: connection refused
                     mend: kubectl port-forward -n ai-agents svc/redis 1:6379   # or: docker compose up -d
            -        Log             declared none: logs.errors will be NOT_APPLICABLE
            """);
    String warnings = counted(run, "warning") == 0 ? "" : counted(run, "warning") + " warnings?, ";
    assertThat(run.out().lines().reduce("", (a, b) -> b))
        .matches(counted(run, "ok") + " ok, " + warnings + "3 problems");
    assertThat(run.code()).isEqualTo(5);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).doesNotContain("geheim");
  }

  @Test
  void aNameThatNobodyKnows() throws IOException {
    CommandLineRun run = doctorOf("--host", "http://nowhere.invalid:8000");
    assertThat(line(run, "Host"))
        .isEqualTo("problem  Host            http://nowhere.invalid:8000: name unknown");
    assertThat(mends(run, "Host")).isTrue();
  }

  @Test
  void aHostThatTakesConnectionsAndNeverAnswers() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort();
      long start = System.nanoTime();
      CommandLineRun run = doctorOf("--host", url);
      assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
      assertThat(line(run, "Host")).startsWith("ok       Host            127.0.0.1:");
      assertThat(line(run, "Health"))
          .isEqualTo("problem  Health          GET " + url + "/health: no answer within 5 s");
      assertThat(line(run, "Metrics"))
          .isEqualTo("-        Metrics         not asked: the target is not healthy");
      assertThat(run.code()).isEqualTo(5);
    }
  }

  @Test
  void aTargetThatAnswersOtherwise() throws IOException {
    answers.put("/health", "200 {}");
    answers.put("/metrics", "200 process_resident_memory_bytes 1\n");
    HttpServer server = server();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      CommandLineRun well = doctorOf("--host", url);
      assertThat(line(well, "Health")).startsWith("ok ");
      assertThat(line(well, "Metrics"))
          .isEqualTo("ok       Metrics         GET /metrics: 1 of the known metrics");
      assertThat(well.code()).as("no secret").isEqualTo(2);

      answers.put("/metrics", "200 up 1\n");
      CommandLineRun poor = doctorOf("--host", url);
      assertThat(line(poor, "Metrics"))
          .isEqualTo(
              "warning  Metrics         GET /metrics: no process_resident_memory_bytes, so"
                  + " endurance's stability.memory will be INVALID");
      assertThat(mends(poor, "Metrics")).isTrue();

      answers.put("/metrics", "200 <html>");
      assertThat(line(doctorOf("--host", url), "Metrics"))
          .startsWith("problem  Metrics         metrics: line 1: ");
      answers.put("/metrics", "404 x");
      assertThat(line(doctorOf("--host", url), "Metrics"))
          .isEqualTo("problem  Metrics         GET /metrics: found 404, allowed is 200");

      answers.put("/health", "503 {}");
      CommandLineRun ill = doctorOf("--host", url);
      assertThat(line(ill, "Health"))
          .isEqualTo("problem  Health          GET " + url + "/health: found 503, allowed is 200");
      assertThat(ill.out())
          .contains(
              "mend: curl -sS -i --max-time 10 " + url + "/health   # and the target's log\n");
      assertThat(line(ill, "Metrics")).endsWith("not asked: the target is not healthy");
      assertThat(ill.code()).isEqualTo(5);

    } finally {
      server.stop(0);
    }
  }

  @Test
  void aTargetThatSpeaksNoTls() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread plain = new Thread(() -> answerPlainly(server), "plain-server");
      plain.setDaemon(true);
      plain.start();
      String url = "https://127.0.0.1:" + server.getLocalPort();
      CommandLineRun run = doctorOf("--host", url);
      assertThat(line(run, "TLS"))
          .isEqualTo(
              "problem  TLS             "
                  + url
                  + ": no TLS connection: Unsupported or unrecognized SSL message");
      assertThat(mends(run, "TLS")).isTrue();
      assertThat(line(run, "Health")).endsWith("not asked: there is no TLS connection");
    }
  }

  /** Says that it understood nothing, to everybody who says something. */
  private static void answerPlainly(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        if (socket.getInputStream().read() >= 0) {
          socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
        }
      } catch (IOException e) {
        // closed, by the client or at the end
      }
    }
  }

  private HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext(
        "/",
        exchange -> {
          String[] answer = answers.get(exchange.getRequestURI().getPath()).split(" ", 2);
          byte[] body = answer[1].getBytes(UTF_8);
          exchange.sendResponseHeaders(Integer.parseInt(answer[0]), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void withoutASecretOnlyTheSettingsAreWrong() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.yaml"), "url: h\nnonsense: 1\n");
    CommandLineRun run = doctorAtFile(file);
    assertThat(line(run, "Target"))
        .startsWith("problem  Target          target file " + file + ": ")
        .contains("url: found 'h', allowed is", "unknown key nonsense");
    assertThat(line(run, "Host"))
        .isEqualTo("-        Host            not asked: it is not known what the target is");
    assertThat(line(run, "Secret"))
        .isEqualTo("problem  Secret          LOAD_TEST_WEBHOOK_SECRET: not set");
    assertThat(run.out())
        .contains(
            "         mend: ${EDITOR:-vi} " + file + "   # docs/targets.md has every key\n",
            "         mend: read -rs LOAD_TEST_WEBHOOK_SECRET && export LOAD_TEST_WEBHOOK_SECRET\n")
        .endsWith(" 2 problems\n");
    assertThat(run.code()).as("both are the user's").isEqualTo(2);
    assertThat(line(doctorAtFile(folder.resolve("none.yaml")), "Target"))
        .endsWith("none.yaml: not found");
    Map<String, String> environment = environment();
    environment.put("AI_AGENTS_REDIS_URL", "redis://geheim@h");
    CommandLineRun wrong = CommandLineRun.in(environment, "doctor");
    assertThat(line(wrong, "Target")).contains("AI_AGENTS_REDIS_URL: not a Redis URL");
    assertThat(wrong.out()).contains("mend: export AI_AGENTS_REDIS_URL=").doesNotContain("geheim");
  }

  @Test
  void whatIsNotNamedAndWhatIsDeclaredNone() throws IOException {
    CommandLineRun open = doctor(environment());
    assertThat(fromTarget(open))
        .endsWith(
            """
            -        Signature       not tried: it puts a ticket into the target's queue; scripts/load-test doctor --probe --host http://127.0.0.1:1 does
            -        Tenant          not asked: no database is named
            warning  Database        not named: the workflow criteria will be INVALID
                     mend: export AI_AGENTS_DATABASE_URL=postgresql://USER:PASSWORD@localhost:5433/ai_agents
            warning  Redis           not named: the criteria of the queue will be INVALID
                     mend: export AI_AGENTS_REDIS_URL=redis://:PASSWORD@localhost:6379/0
            warning  Log             not named: logs.errors will be INVALID
                     mend: export AI_AGENTS_LOG_COMMAND='docker compose logs --no-color --since {start} api worker'
            """);
    String none = "database: none\nredis: none\nlogs: none\n";
    Path file = Files.writeString(folder.resolve("my none.yaml"), "url: " + REFUSES + "\n" + none);
    assertThat(fromTarget(doctorAtFile(file)))
        .endsWith(
            """
            -        Signature       not tried: it puts a ticket into the target's queue; scripts/load-test doctor --probe --target '%s' does
            -        Tenant          not asked: no database is named
            -        Database        declared none: the workflow criteria will be NOT_APPLICABLE
            -        Redis           declared none: the criteria of the queue will be NOT_APPLICABLE
            -        Log             declared none: logs.errors will be NOT_APPLICABLE
            """
                .formatted(file));
    Path little = Files.writeString(folder.resolve("little.yaml"), "url: " + REFUSES + "\n");
    assertThat(doctorAtFile(little).out())
        .contains("mend: ${EDITOR:-vi} " + little + "   # database.url\n", "   # logs\n");
  }

  @Test
  void logs() throws IOException {
    Path log = Files.writeString(folder.resolve("api.log"), "x");
    assertThat(logLine("files: [" + log + "]"))
        .isEqualTo("ok       Log             1 file can be read");
    assertThat(logLine("files: [" + log + "x]"))
        .startsWith("warning  Log             " + log + "x: not found; if nobody writes it, ");
    assertThat(logLine("files: [" + log + ", " + folder + "]"))
        .startsWith("problem  Log             " + folder + ": cannot be read, so ");
    assertThat(logLine("command: 'no-such-program --since {start}'"))
        .startsWith("problem  Log             the command's no-such-program: not found, so ");
    assertThat(logLine("command: 'cd / && cat x', files: [" + log + "]"))
        .isEqualTo(
            "ok       Log             1 file can be read, a command is named, which a run tries after"
                + " its load");
    assertThat(logLine("command: '(cat x)'"))
        .startsWith("ok       Log             a command is named");
  }

  private String logLine(String logs) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("logs.yaml"), "url: " + REFUSES + "\nlogs: { " + logs + " }\n");
    Map<String, String> environment = environment();
    environment.put("PATH", bin + ":/usr/bin:/bin");
    CommandLineRun run = CommandLineRun.in(environment, "doctor", "--target", file.toString());
    return line(run, "Log");
  }

  private void mvn(String script) throws IOException {
    Path mvn = Files.writeString(bin.resolve("mvn"), "#!/bin/sh\n" + script + "\n");
    assertThat(mvn.toFile().setExecutable(true)).isTrue();
  }

  private Map<String, String> environment() {
    return new HashMap<>(Map.of("PATH", bin.toString()));
  }

  private CommandLineRun doctor(Map<String, String> environment, String... more) {
    String[] words = new String[3 + more.length];
    words[0] = "doctor";
    words[1] = "--host";
    words[2] = REFUSES;
    System.arraycopy(more, 0, words, 3, more.length);
    return CommandLineRun.in(environment, words);
  }

  private CommandLineRun doctorOf(String option, String value) {
    return CommandLineRun.in(environment(), "doctor", option, value);
  }

  private CommandLineRun doctorAtFile(Path file) {
    return doctorOf("--target", file.toString());
  }

  private CommandLineRun doctorAt(Path home) {
    String before = System.getProperty("load-test.home");
    System.setProperty("load-test.home", home.toString());
    try {
      return doctor(environment());
    } finally {
      if (before == null) {
        System.clearProperty("load-test.home");
      } else {
        System.setProperty("load-test.home", before);
      }
    }
  }

  private static String line(CommandLineRun run, String subject) {
    return run.out()
        .lines()
        .filter(line -> line.matches("\\S+ +" + subject + "( .*|$)"))
        .reduce(
            (a, b) -> {
              throw new AssertionError("two lines: " + a + ", " + b);
            })
        .orElseThrow(() -> new AssertionError("no line " + subject + " in " + run));
  }

  private static long counted(CommandLineRun run, String word) {
    return run.out().lines().filter(line -> line.startsWith(word + " ")).count();
  }

  /** Whether a command to mend it follows. */
  private static boolean mends(CommandLineRun run, String subject) {
    return run.out().contains(line(run, subject) + "\n         mend: ");
  }

  /** The lines about the target, without the sum. */
  private static String fromTarget(CommandLineRun run) {
    String out = run.out();
    int sum = out.lastIndexOf('\n', out.length() - 2) + 1;
    return out.substring(out.indexOf("Target  ") - 9, sum);
  }
}
