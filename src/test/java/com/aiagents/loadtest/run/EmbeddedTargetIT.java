package com.aiagents.loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.History;
import com.aiagents.loadtest.target.HistoryRows;
import com.aiagents.loadtest.target.Queue;
import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetClient;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.target.TargetFile;
import com.aiagents.loadtest.unit.Drained;
import com.aiagents.loadtest.unit.RunId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The embedded target keeps the contract, with a real PostgreSQL and a real Redis. */
class EmbeddedTargetIT {
  @TempDir private static Path folder;
  private static final Secret SECRET = Secret.random();
  private static EmbeddedProcess embedded;
  private static Target target;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    embedded =
        EmbeddedProcess.start(
            Project.current(),
            0,
            folder.resolve("target.log"),
            SECRET,
            List.of("--llm-median", "50", "--llm-sigma", "0.1"));
    target = embedded.target();
  }

  @AfterAll
  static void stopsWithAllThatBelongsToIt() throws Exception {
    String work = Processes.workOf(folder.resolve("target.log").toString());
    assertThat(Processes.with(work)).hasSizeGreaterThanOrEqualTo(3);
    embedded.close();
    Processes.awaitNone(work);
    assertThat(Path.of(work)).doesNotExist();
    assertThat(Files.readString(folder.resolve("target.log")))
        .contains("ready on", "stopping")
        .doesNotContain("ERROR");
  }

  @Test
  void whereNoDatabaseIsNamedTheQueueIsDrainedAllTheSame() throws Exception {
    Path results = Files.createDirectories(folder.resolve("queue-only"));
    Path file =
        Files.writeString(
            folder.resolve("queue-only.yaml"),
            "url: %s\ndatabase: none\nredis: { url: \"%s\", queue: nobody_takes }\nlogs: none\n"
                .formatted(target.url(), target.redis().orElseThrow()));
    Target named = TargetFile.read(file, Map.of());
    RunFolder run = new RunFolder(results);
    Files.writeString(
        run.runFile(),
        "{\"schema\":1,\"run\":\"Q\",\"state\":\"finished\",\"target\":{\"redis\":\"named\"}}");
    RunFile before = run.readRunFile().orElseThrow();
    try (Jedis redis = new Jedis(target.redis().orElseThrow())) {
      redis.lpush("nobody_takes", "a job");
      Proof.ofQueue(run, before, named, Duration.ofMillis(600), Interruption.none(), new Silence());
      assertThat(run.readRunFile().orElseThrow().drain())
          .returns(false, Drained::complete)
          .returns(1L, Drained::queueDepth);
      redis.del("nobody_takes");
    }
    Proof.ofQueue(run, before, named, Duration.ofSeconds(9), Interruption.none(), new Silence());
    assertThat(run.readRunFile().orElseThrow().drain()).returns(true, Drained::complete);
    assertThat(run.workflow()).doesNotExist();
  }

  @Test
  void aWebhookBecomesARow() throws Exception {
    HttpResponse<String> answer = post(ticket("WAY-1", "Größe 🖨️ ${x} \"q\""));
    assertThat(answer.statusCode()).isEqualTo(202);
    JsonNode accepted = new ObjectMapper().readTree(answer.body());
    assertThat(accepted.get("status").asText()).isEqualTo("accepted");
    assertThat(UUID.fromString(accepted.get("job_id").asText())).isNotNull();
    Processes.await(
        "the ticket is completed",
        Duration.ofSeconds(20),
        () -> get("/enhancements/WAY-1").body().contains("\"completed\""));
    JsonNode row = new ObjectMapper().readTree(get("/enhancements/WAY-1").body());
    assertThat(row.get("llm_output").asText()).contains("Größe 🖨️ ${x} \"q\"");
    assertThat(row.get("processing_time_ms").asInt()).isPositive();
    assertThat(get("/enhancements/WAY-NONE").statusCode()).isEqualTo(404);
  }

  @Test
  void refusesWhatTheContractRefuses() throws Exception {
    String body = ticket("BAD-1", "x");
    assertThat(post(body, "sha256=" + "0".repeat(64)).statusCode()).isEqualTo(401);
    assertThat(post(body, SECRET.sign(bytes(body))).statusCode())
        .as("bare signature on the new path")
        .isEqualTo(401);
    assertThat(post(body, null).statusCode()).isEqualTo(401);
    assertThat(post(body.replace("\"low\"", "\"urgent\"")).statusCode()).isEqualTo(422);
    assertThat(post(body.replace("\"priority\"", "\"prio\"")).statusCode()).isEqualTo(422);
    assertThat(
            send("/webhooks/jira/load-test-tenant", body, "sha256=" + SECRET.sign(bytes(body)))
                .statusCode())
        .isEqualTo(404);
    assertThat(
            send("/webhooks/servicedesk/nobody", body, "sha256=" + SECRET.sign(bytes(body)))
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void speaksTheOlderDialectToo() throws Exception {
    String body = ticket("OLD-1", "x");
    assertThat(send("/webhook/servicedesk", body, SECRET.sign(bytes(body))).statusCode())
        .isEqualTo(202);
  }

  @Test
  void answersReads() throws Exception {
    assertThat(get("/health").statusCode()).isEqualTo(200);
    HttpResponse<String> redirect = get("/metrics");
    assertThat(redirect.statusCode()).isEqualTo(302);
    HttpResponse<String> metrics = get(redirect.headers().firstValue("Location").orElseThrow());
    assertThat(metrics.headers().firstValue("Content-Type"))
        .get()
        .asString()
        .startsWith("text/plain; version=0.0.4");
    assertThat(metrics.body())
        .contains("queue_depth{queue_name=\"enhancement_queue\"}")
        .contains("worker_active_count{worker_type=\"enhancement\"}")
        .contains("enhancement_success_rate", "enhancement_duration_seconds_bucket")
        .contains("process_resident_memory_bytes", "process_cpu_seconds_total");
    for (int i = 0; i < 4; i++) {
      post(ticket("HIST-" + i, "x"));
    }
    Processes.await(
        "rows",
        Duration.ofSeconds(20),
        () -> get(history(3)).body().split("\"ticket_id\"").length == 4);
    assertThat(get(history(0)).statusCode()).isEqualTo(422);
  }

  @Test
  void limitsTheRateOfATenant() throws Exception {
    try (Connection c = DriverManager.getConnection(jdbc());
        Statement s = c.createStatement()) {
      s.execute("SELECT set_config('app.current_tenant_id', 'slow-tenant', false)");
      s.execute("SELECT set_config('app.current_tenant_id', 'load-test-tenant', false)");
      ResultSet row =
          s.executeQuery(
              "SELECT webhook_signing_secret_encrypted FROM tenant_configs WHERE tenant_id = 'load-test-tenant'");
      row.next();
      String token = row.getString(1);
      assertThat(token).doesNotContain(SECRET.reveal());
      s.execute("SELECT set_config('app.current_tenant_id', 'slow-tenant', false)");
      try (PreparedStatement insert =
          c.prepareStatement(
              "INSERT INTO tenant_configs (id, tenant_id, name, servicedesk_url,"
                  + " servicedesk_api_key_encrypted, webhook_signing_secret_encrypted, rate_limits)"
                  + " VALUES (?, 'slow-tenant', 'slow', 'https://x', 'x', ?,"
                  + " '{\"webhooks\":{\"ticket_created\":2}}')")) {
        insert.setObject(1, UUID.randomUUID());
        insert.setString(2, token);
        insert.executeUpdate();
      }
    }
    int limited = 0;
    // a minute may end in between: then two of six are refused fewer
    for (int i = 0; i < 6; i++) {
      String body = ticket("SLOW-" + i, "x").replace("load-test-tenant", "slow-tenant");
      int code =
          send("/webhooks/servicedesk/slow-tenant", body, "sha256=" + SECRET.sign(bytes(body)))
              .statusCode();
      assertThat(code).isIn(202, 429);
      limited += code == 429 ? 1 : 0;
    }
    assertThat(limited).isBetween(2, 4);
  }

  @Test
  void rowsAreSeenByTheirTenantOnly() throws Exception {
    post(ticket("RLS-1", "x"));
    Processes.await(
        "row", Duration.ofSeconds(20), () -> get("/enhancements/RLS-1").statusCode() == 200);
    try (Connection c = DriverManager.getConnection(jdbc());
        Statement s = c.createStatement()) {
      ResultSet forgotten = s.executeQuery("SELECT count(*) FROM enhancement_history");
      forgotten.next();
      assertThat(forgotten.getLong(1)).as("without the tenant set").isZero();
    }
    assertThat(rows("RLS-")).containsExactly("RLS-1");
  }

  @Test
  void cleaningTouchesTheRunsOwnOnly() throws Exception {
    post(ticket("OWN-1", "x"));
    post(ticket("OTHER-1", "x"));
    for (String path : List.of("/enhancements/OWN-1", "/enhancements/OTHER-1")) {
      Processes.await(path, Duration.ofSeconds(20), () -> get(path).statusCode() == 200);
    }
    assertThat(new History(target).delete("OWN-")).isEqualTo(1);
    assertThat(rows("OWN-")).isEmpty();
    assertThat(rows("OTHER-")).containsExactly("OTHER-1");
    try (Jedis redis = new Jedis(target.redis().orElseThrow())) {
      Queue other = new Queue(onQueue("another_queue"));
      redis.lpush("another_queue", "{\"tenant_id\":\"load-test-tenant\",\"ticket_id\":\"OWN-1\"}");
      redis.lpush(
          "another_queue", "{\"tenant_id\":\"load-test-tenant\",\"ticket_id\":\"OTHER-1\"}");
      redis.lpush("another_queue", "{\"tenant_id\":\"somebody\",\"ticket_id\":\"OWN-2\"}");
      redis.lpush("another_queue", "no json");
      List<String> waiting = new ArrayList<>();
      redis.lpush("another_queue", "{\"task\":\"enhance\",\"args\":[\"OWN-3\"]}");
      String body = Base64.getEncoder().encodeToString("[[\"OWN-4\"],{},{}]".getBytes());
      redis.lpush("another_queue", "{\"body\":\"" + body + "\"}");
      other.forEachTicket("OWN-", waiting::add);
      assertThat(waiting).containsExactlyInAnyOrder("OWN-1", "OWN-2", "OWN-3", "OWN-4");
      assertThat(other.remove("OWN-")).isEqualTo(1);
      assertThat(other.depth()).isEqualTo(5);
    }
  }

  private static List<String> rows(String prefix)
      throws TargetException, IOException, InterruptedException {
    List<String> tickets = new ArrayList<>();
    try (HistoryRows all = new History(target).rows(prefix)) {
      all.forEach(row -> tickets.add(row.ticketId()), () -> false);
    }
    return tickets;
  }

  @Test
  void theProbeTellsAWrongSecret() throws Exception {
    TargetClient client = new TargetClient(target);
    RunId run = RunId.of(Instant.now(), "probe");
    client.probeSignature(run, SECRET);
    assertThatThrownBy(() -> client.probeSignature(run, new Secret("wrong")))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("found 401, allowed is 202")
        .hasMessageNotContaining("wrong\"");
  }

  @Test
  void strangersNeedAPassword() {
    String url = jdbc().replaceFirst("password=\\w+", "password=guess");
    assertThatThrownBy(() -> DriverManager.getConnection(url))
        .hasMessageContaining("password authentication failed");
    assertThatThrownBy(
            () -> DriverManager.getConnection(url.replaceFirst("user=\\w+", "user=postgres")))
        .hasMessageContaining("password authentication failed");
  }

  private static String jdbc() {
    return embedded
        .databaseUrl()
        .replaceFirst(
            "postgresql://(\\w+):(\\w+)@(.*)", "jdbc:postgresql://$3?user=$1&password=$2");
  }

  private static Target onQueue(String queue) {
    return new Target(
        "t",
        target.url(),
        target.tenant(),
        target.webhook(),
        target.reads(),
        target.database(),
        target.databaseSource(),
        target.redis(),
        queue,
        target.redisSource(),
        target.logs(),
        target.monitor());
  }

  private static String history(int limit) {
    return "/enhancements/history?tenant_id=load-test-tenant&offset=0&limit=" + limit;
  }

  private static String ticket(String id, String description) {
    return new ObjectMapper()
        .createObjectNode()
        .put("event", "ticket_created")
        .put("ticket_id", id)
        .put("tenant_id", "load-test-tenant")
        .put("description", description)
        .put("priority", "low")
        .put("created_at", Instant.now().toString())
        .toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private HttpResponse<String> post(String body) throws Exception {
    return post(body, "sha256=" + SECRET.sign(bytes(body)));
  }

  private HttpResponse<String> post(String body, String signature) throws Exception {
    return send("/webhooks/servicedesk/load-test-tenant", body, signature);
  }

  private HttpResponse<String> send(String path, String body, String signature) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(path))
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes(body)));
    if (signature != null) {
      request.header("X-ServiceDesk-Signature", signature);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) {
    try {
      return http.send(
          HttpRequest.newBuilder(target.resolve(path)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
