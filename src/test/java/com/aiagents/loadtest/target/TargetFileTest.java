package com.aiagents.loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aiagents.loadtest.scenario.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetFileTest {
  @TempDir private Path folder;

  @Test
  void aHostAloneTakesItsLogFromTheEnvironment() throws DefinitionException {
    assertThat(TargetFile.atUrl("http://h", Map.of()).logs().source()).isEqualTo(Source.NOT_NAMED);
    Target named = TargetFile.atUrl("http://h", Map.of("AI_AGENTS_LOG_COMMAND", "kubectl logs x"));
    assertThat(named.logs().source()).isEqualTo(Source.NAMED);
    assertThat(named.logs().command()).hasValue("kubectl logs x");
    Target none = TargetFile.atUrl("http://h", Map.of("AI_AGENTS_LOG_COMMAND", "none"));
    assertThat(none.logs().source()).isEqualTo(Source.DECLARED_NONE);
    assertThat(none.logs().command()).isEmpty();
  }

  @Test
  void readsAWholeFile() throws Exception {
    Target target =
        read(
            """
            name: staging
            url: https://staging.example.com:8443
            tenant: acme-1
            webhook: { path: "/webhook/servicedesk", signature: "{hex}" }
            reads: [ticket]
            database: { url: "${DB}" }
            redis: { url: "redis://:pw@cache:6380/2", queue: "enhancement:queue" }
            logs: { files: [/var/log/api.log], command: "docker compose logs", error: "^E" }
            monitor: { period: 2s, docker: [api, "${C}"], kubectl: { namespace: n, selector: s=1 } }
            """,
            Map.of("C", "proj-worker-1", "DB", "postgresql+asyncpg://u:p%40ss@db:5433/ai_agents"));
    assertThat(target.port()).isEqualTo(8443);
    assertThat(target.webhook().pathFor("acme-1")).isEqualTo("/webhook/servicedesk");
    assertThat(target.missingTasks()).containsExactly(Task.HISTORY);
    assertThat(target.database()).get().hasToString("db:5433/ai_agents");
    assertThat(target.databaseSource()).isEqualTo(Source.NAMED);
    assertThat(target.queue()).isEqualTo("enhancement:queue");
    assertThat(target.logs().files()).containsExactly(Path.of("/var/log/api.log"));
    assertThat(target.logs().command()).hasValue("docker compose logs");
    assertThat(target.logs().error()).hasToString("^E");
    assertThat(target.logs().source()).isEqualTo(Source.NAMED);
    assertThat(target.monitor().period()).hasSeconds(2);
    assertThat(target.monitor().docker()).containsExactly("api", "proj-worker-1");
    assertThat(target.monitor().kubectl()).hasValue(new Target.Pods("n", "s=1"));
    assertThat(target.monitor().source()).isEqualTo(Source.NAMED);
    assertThat(target.toString()).doesNotContain("p@ss").doesNotContain("pw");
  }

  @Test
  void hasTheContractsDefaults() throws Exception {
    Target target = read("url: http://localhost:8000", Map.of());
    assertThat(target.tenant()).isEqualTo("load-test-tenant");
    assertThat(target.webhook().pathFor("t")).isEqualTo("/webhooks/servicedesk/t");
    assertThat(target.webhook().signature()).isEqualTo("sha256={hex}");
    assertThat(target.missingTasks()).isEmpty();
    assertThat(target.databaseSource()).isEqualTo(Source.NOT_NAMED);
    assertThat(target.redisSource()).isEqualTo(Source.NOT_NAMED);
    assertThat(target.logs().source()).isEqualTo(Source.NOT_NAMED);
    assertThat(target.logs().error()).hasToString("ERROR|CRITICAL|Traceback");
    assertThat(TargetFile.atUrl("http://localhost:8000", Map.of()).url()).isEqualTo(target.url());
  }

  @Test
  void tellsDeclaredNoneFromNotNamed() throws Exception {
    Target target = read("url: http://h:1\ndatabase: none\nredis: none\nlogs: none", Map.of());
    assertThat(target.databaseSource()).isEqualTo(Source.DECLARED_NONE);
    assertThat(target.redisSource()).isEqualTo(Source.DECLARED_NONE);
    assertThat(target.logs().source()).isEqualTo(Source.DECLARED_NONE);
    assertThat(
            read("url: http://h:1\nlogs: { files: [], command: \"\" }", Map.of()).logs().source())
        .isEqualTo(Source.NOT_NAMED);
    assertThat(read("url: http://h:1\ndatabase: { url: \"${X:-}\" }", Map.of()).databaseSource())
        .isEqualTo(Source.NOT_NAMED);
  }

  @Test
  void reportsEveryProblemAtOnceOnOneLine() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    url: localhost:8000
                    tennant: x
                    tenant: Bad_Name
                    webhook: { path: nope, sig: x }
                    reads: [histroy]
                    database: { url: "mysql://root:hunter2@h/d" }
                    redis: { url: "${NOT_SET}" }
                    """,
                    Map.of()))
        .isInstanceOf(DefinitionException.class)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").doesNotContain("hunter2"))
        .hasMessageContainingAll(
            "unknown key tennant, allowed are database, logs, monitor, name, reads, redis, tenant,",
            "url: found 'localhost:8000', allowed is http://HOST:PORT or https://HOST:PORT",
            "tenant: found 'Bad_Name', allowed are 1 to 100 of a-z, 0-9 and -",
            "unknown key webhook.sig, allowed are path, signature",
            "webhook.path: found 'nope', allowed is a path like /webhooks/servicedesk/{tenant_id}",
            "reads: found 'histroy', allowed are history and ticket",
            "database.url: not a PostgreSQL URL",
            "redis.url: the environment variable NOT_SET is not set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://h:1",
        "http://h:1/path",
        "http://h:1?x=1",
        "http://",
        "http://h:0",
        "http://h:99999"
      })
  void refusesOtherUrls(String url) {
    assertThatThrownBy(() -> TargetFile.atUrl(url, Map.of()))
        .isInstanceOf(DefinitionException.class)
        .hasMessageStartingWith("--host: url: found '" + url + "'");
  }

  @Test
  void repeatsNoPasswordOfAUrl() {
    assertThatThrownBy(() -> TargetFile.atUrl("http://u:geheim@h:1", Map.of()))
        .hasMessageStartingWith("--host: url: found a user or password, allowed is http://")
        .hasMessageNotContaining("geheim");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/webhooks/{tool}/{tenant_id}",
        "//other/x",
        "/a b",
        "/a,b",
        "/a?b=c",
        "/a/../b/%"
      })
  void refusesOtherWebhookPaths(String path) {
    assertThatThrownBy(() -> read("url: http://h:1\nwebhook: { path: '" + path + "' }", Map.of()))
        .hasMessageContaining("webhook.path: found '" + path + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "redis://h, redis://h:6379",
    "redis://h:1/3, redis://h:1/3",
    "rediss://h:1/0?ssl_cert_reqs=CERT_REQUIRED, rediss://h:1/0",
    "redis://:geheim@h/0, redis://:geheim@h:6379/0"
  })
  void readsRedisUrls(String url, String read) throws Exception {
    assertThat(read("url: http://h:1\nredis: " + url, Map.of()).redis().orElseThrow())
        .hasToString(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://h",
        "redis://geheim@h:1",
        "redis://h:1/abc",
        "redis://h:99999",
        "redis://"
      })
  void refusesOtherRedisUrlsWithoutRepeatingThem(String url) {
    assertThatThrownBy(() -> read("url: http://h:1\nredis: { url: '" + url + "' }", Map.of()))
        .hasMessageContaining("redis.url: not a Redis URL")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void refusesValuesOfTheWrongShape() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    url: http://h:1
                    webhook: /webhook/servicedesk
                    logs: 5
                    database: 42
                    monitor: { kubectl: { namespce: x } }
                    """,
                    Map.of()))
        .hasMessageContainingAll(
            "webhook: allowed is a map of path, signature",
            "logs: allowed is a map of command, error, files, or none",
            "database: allowed is a map of url, a URL or none",
            "unknown key monitor.kubectl.namespce, allowed are namespace, selector");
  }

  @Test
  void nobodyNeedTellOfCpuAndMemory() throws Exception {
    for (String nothing : List.of("", "monitor: {}", "monitor: { docker: [] }", "monitor: ''")) {
      assertThat(read("url: http://h:1\n" + nothing, Map.of()).monitor())
          .isEqualTo(Target.Monitoring.NOT_NAMED);
    }
    assertThat(read("url: http://h:1\nmonitor: none", Map.of()).monitor().source())
        .isEqualTo(Source.DECLARED_NONE);
    assertThat(TargetFile.atUrl("http://h", Map.of()).monitor())
        .isEqualTo(Target.Monitoring.NOT_NAMED);
    Map<String, String> none = Map.of("AI_AGENTS_MONITOR", "none");
    assertThat(TargetFile.atUrl("http://h", none).monitor().source())
        .isEqualTo(Source.DECLARED_NONE);
    assertThatThrownBy(() -> TargetFile.atUrl("http://h", Map.of("AI_AGENTS_MONITOR", "docker")))
        .hasMessageEndingWith("AI_AGENTS_MONITOR: found 'docker', allowed is none");
  }

  @Test
  void refusesAMonitorThatCannotBeAskedFor() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    url: http://h:1
                    monitor:
                      period: 5s
                      docker: [--all, api, api, [x], ""]
                      kubectl: { namespace: -A, selector: --all-namespaces }
                    """,
                    Map.of()))
        .hasMessageContainingAll(
            "monitor.period: found '5s', allowed is 1s, 2s, 3s or 4s",
            "monitor.docker: found \"--all\", allowed are names of containers",
            "monitor.docker: found 'api' twice",
            "monitor.docker: found [\"x\"], allowed are names",
            "monitor.docker: found \"\", allowed are names",
            "monitor.kubectl.namespace: found '-A', allowed are 1 to 63 of a-z, 0-9 and -",
            "monitor.kubectl.selector: found '--all-namespaces', allowed are labels like");
    assertThatThrownBy(() -> read("url: http://h:1\nmonitor: { kubectl: {}, docker: a }", Map.of()))
        .hasMessageContainingAll(
            "monitor.docker: allowed is a list of containers",
            "monitor.kubectl.namespace: missing, allowed are",
            "monitor.kubectl.selector: missing, allowed are labels like app=celery-worker");
    assertThatThrownBy(() -> read("url: http://h:1\nmonitor: maybe", Map.of()))
        .hasMessageContaining(
            "monitor: found 'maybe', allowed is a map of docker, kubectl, period, or none");
    assertThatThrownBy(() -> read("url: http://h:1\nmonitor: [a]", Map.of()))
        .hasMessageContaining("monitor: allowed is a map of docker, kubectl, period, or none");
  }

  @Test
  void refusesLogsThatCannotBeRead() {
    assertThatThrownBy(
            () -> read("url: http://h:1\nlogs: { files: [5, ''], error: '(' }", Map.of()))
        .hasMessageContainingAll(
            "logs.files: found 5, allowed is a file's name",
            "logs.files: found \"\", allowed is a file's name",
            "logs.error: found '(', allowed is a regular expression (Unclosed group)");
    assertThatThrownBy(() -> read("url: http://h:1\nlogs: { files: a.log }", Map.of()))
        .hasMessageContaining("logs.files: allowed is a list of files");
    assertThatThrownBy(() -> read("url: http://h:1\nlogs: a.log", Map.of()))
        .hasMessageContaining("logs: allowed is a map of command, error, files, or none");
  }

  @Test
  void saysWhereAFileIsBroken() throws IOException {
    assertThatThrownBy(() -> TargetFile.read(folder.resolve("none.yaml"), Map.of()))
        .hasMessage("target file " + folder.resolve("none.yaml") + ": not found");
    assertThatThrownBy(() -> read("url: [unclosed\nname: x", Map.of()))
        .hasMessageMatching("target file .*: line \\d+: .*");
    assertThatThrownBy(() -> read("just text", Map.of())).hasMessageContaining("found no keys");
    assertThatThrownBy(() -> TargetFile.read(folder, Map.of()))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "docker-compose", "kubernetes", "system-code"})
  void theFilesOfTheProjectCanBeRead(String name) throws Exception {
    Map<String, String> environment =
        Map.of(
            "AI_AGENTS_DATABASE_URL", "postgresql://a:b@localhost/ai_agents",
            "LOAD_TEST_URL", "http://localhost:8000");
    assertThat(TargetFile.read(Path.of("data/targets", name + ".yaml"), environment).name())
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql+asyncpg://u:p@h:5433/d, h:5433/d",
    "postgresql://u@h/d, h:5432/d",
    "postgres://h/d?sslmode=require, h:5432/d",
    "jdbc:postgresql://h:1/d, h:1/d"
  })
  void readsDatabaseUrls(String url, String place) {
    assertThat(DatabaseUrl.parse(url)).hasToString(place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mysql://h/d",
        "postgresql://h",
        "postgresql:///d",
        "postgresql://h:99999/d",
        "postgresql://u:geheim @h/d"
      })
  void refusesOtherDatabaseUrlsWithoutRepeatingThem(String url) {
    assertThatThrownBy(() -> DatabaseUrl.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("geheim"));
  }

  @Test
  void secretsSignAndHide() {
    Secret secret = new Secret("secret");
    assertThat(secret.sign("hello".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("88aab3ede8d3adf94d26ab90d3bafd4a2083070c3bcce9c014ee04a443847c0b");
    assertThat(secret.toString()).doesNotContain("secret");
    assertThat(Secret.of(Map.of(Secret.VARIABLE, ""))).isEmpty();
    assertThat(List.of(Secret.random().reveal(), Secret.random().reveal())).doesNotHaveDuplicates();
  }

  private Target read(String yaml, Map<String, String> environment)
      throws IOException, DefinitionException {
    Path file = Files.writeString(folder.resolve("target.yaml"), yaml);
    return TargetFile.read(file, environment);
  }
}
