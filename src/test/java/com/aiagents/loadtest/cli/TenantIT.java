package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.run.EmbeddedProcess;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.target.EncryptionKey;
import com.aiagents.loadtest.target.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.macasaet.fernet.Key;
import com.macasaet.fernet.StringValidator;
import com.macasaet.fernet.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The commands tenant and clean, against a real PostgreSQL and a real Redis. */
class TenantIT {
  private static final String SECRET = "the-signing-secret";
  private static final String KEY = EncryptionKey.random().reveal();
  private static final String QUEUE = "tenant_it_queue";
  private static final String MARK = "AI Agents load test";

  @TempDir private static Path folder;
  private static EmbeddedProcess embedded;
  private static String database;
  private static String redisUrl;
  private static String place;

  @BeforeAll
  static void start() throws Exception {
    embedded =
        EmbeddedProcess.start(
            Project.current(), 0, folder.resolve("target.log"), Secret.random(), List.of());
    database = embedded.databaseUrl();
    redisUrl = embedded.target().redis().orElseThrow().toString();
    place = database.replaceFirst(".*@", "");
  }

  @AfterAll
  static void stop() {
    embedded.close();
  }

  @Test
  void createsATenantAndBringsItUpToDate() throws Exception {
    try (Jedis redis = redis()) {
      redis.set("tenant:config:it-new", "old");
      redis.set("tenant:config:it-bystander", "kept");
      CommandLineRun first = tenant("it-new", "create");
      assertThat(first.err()).isEmpty();
      assertThat(first.code()).isZero();
      assertThat(first.out())
          .isEqualTo(
              "tenant it-new: created in %s\ntenant it-new: its cached settings are forgotten\n"
                  .formatted(place));
      assertThat(redis.exists("tenant:config:it-new")).isFalse();
      assertThat(redis.get("tenant:config:it-bystander")).isEqualTo("kept");
    }
    Map<String, String> row = row("it-new");
    assertThat(row)
        .containsEntry("name", MARK)
        .containsEntry("servicedesk_url", "https://servicedesk.invalid")
        .containsEntry("is_active", "t");
    assertThat(decrypted(row.get("webhook_signing_secret_encrypted"))).isEqualTo(SECRET);
    assertThat(decrypted(row.get("servicedesk_api_key_encrypted"))).isEqualTo("no-api-key");
    assertThat(limit(row, "ticket_created")).isEqualTo(1_000_000);

    CommandLineRun second = tenant("it-new", "create");
    assertThat(second.code()).isZero();
    assertThat(second.out()).startsWith("tenant it-new: brought up to date in " + place);
    Map<String, String> again = row("it-new");
    assertThat(again.remove("updated_at")).isGreaterThan(row.remove("updated_at"));
    assertThat(again).isEqualTo(row);

    set("it-new", "is_active", "false");
    set("it-new", "rate_limits", "{\"webhooks\":{\"ticket_created\":1,\"other\":2.5},\"api\":[3]}");
    CommandLineRun changed =
        run(
            environment(
                "LOAD_TEST_WEBHOOK_SECRET", "another-secret", "LOAD_TEST_API_KEY", "the-api-key"),
            "tenant",
            "create",
            "--target",
            target("it-new"),
            "--servicedesk-url",
            "https://desk.example.com/x?y=z");
    assertThat(changed.code()).isZero();
    row = row("it-new");
    assertThat(decrypted(row.get("webhook_signing_secret_encrypted"))).isEqualTo("another-secret");
    assertThat(decrypted(row.get("servicedesk_api_key_encrypted"))).isEqualTo("the-api-key");
    assertThat(row)
        .containsEntry("servicedesk_url", "https://desk.example.com/x?y=z")
        .containsEntry("is_active", "t")
        .containsEntry(
            "rate_limits",
            "{\"webhooks\":{\"ticket_created\":1000000,\"other\":2.5,\"ticket_resolved\":1000000},"
                + "\"api\":[3]}");
  }

  @Test
  void leavesATenantOfOthersAlone() throws Exception {
    insert("it-foreign", "Acme Corp");
    insertHistory("it-foreign", "F-1");
    String refused =
        "load-test: tenant it-foreign in %s: found the name 'Acme Corp', so this suite did not make it; allowed with --force\n"
            .formatted(place);
    Map<String, String> before = row("it-foreign");
    try (Jedis redis = redis()) {
      redis.lpush(QUEUE, job("it-foreign", "F-1"));
      for (String command : List.of("tenant create", "tenant delete", "clean")) {
        CommandLineRun run = command(command, "it-foreign");
        assertThat(run.err()).isEqualTo(refused);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
      }
      assertThat(row("it-foreign")).isEqualTo(before);
      assertThat(history("it-foreign")).isEqualTo(1);
      assertThat(redis.lrange(QUEUE, 0, -1)).contains(job("it-foreign", "F-1"));
      assertThat(tenant("it-foreign", "show").out())
          .contains("made by:         somebody else")
          .contains("webhooks:        100 a minute")
          .contains("signing secret:  plain text, which the platform cannot decrypt; cannot be");

      CommandLineRun forced = command("tenant create --force", "it-foreign");
      assertThat(forced.code()).isZero();
      assertThat(forced.out())
          .contains("brought up to date", "not made by this suite, its name stays 'Acme Corp'");
      Map<String, String> row = row("it-foreign");
      assertThat(row)
          .containsEntry("name", "Acme Corp")
          .containsEntry("servicedesk_url", "https://acme.example.com")
          .containsEntry("servicedesk_api_key_encrypted", "their-key");
      assertThat(decrypted(row.get("webhook_signing_secret_encrypted"))).isEqualTo(SECRET);
      assertThat(command("tenant delete", "it-foreign").code()).as("still refused").isEqualTo(2);

      assertThat(command("clean --force", "it-foreign").code()).isZero();
      assertThat(history("it-foreign")).isZero();
      assertThat(redis.lrange(QUEUE, 0, -1)).doesNotContain(job("it-foreign", "F-1"));
      assertThat(command("tenant delete --force", "it-foreign").code()).isZero();
      assertThat(row("it-foreign")).isEmpty();
    }
  }

  @Test
  void showsWhetherTheSecretIsTheRightOne() throws Exception {
    CommandLineRun absent = tenant("it-show", "show");
    assertThat(absent.code()).isEqualTo(2);
    assertThat(absent.err())
        .isEqualTo(
            "load-test: tenant it-show in %s: not found, scripts/load-test tenant create --target %s makes it\n"
                .formatted(place, target("it-show")));
    tenant("it-show", "create");
    CommandLineRun shown = tenant("it-show", "show");
    assertThat(shown.code()).isZero();
    assertThat(shown.out())
        .containsPattern(
            "tenant:          it-show in " + place + "\nid:              [0-9a-f-]{36}\n")
        .contains("name:            AI Agents load test\nmade by:         this suite\n")
        .contains("active:          yes\nwebhooks:        1000000 a minute\n")
        .containsPattern("created:         20.*Z\nupdated:         20.*Z\n")
        .contains("API key:         encrypted\n")
        .endsWith("signing secret:  encrypted; matches LOAD_TEST_WEBHOOK_SECRET\n")
        .doesNotContain(SECRET);
    assertThat(show(environment("LOAD_TEST_WEBHOOK_SECRET", "x")))
        .endsWith("encrypted; differs from LOAD_TEST_WEBHOOK_SECRET\n");
    assertThat(show(environment("ENCRYPTION_KEY", EncryptionKey.random().reveal())))
        .endsWith("encrypted; cannot be decrypted with ENCRYPTION_KEY\n");
    assertThat(show(environment("ENCRYPTION_KEY", "")))
        .endsWith("not compared, needed are ENCRYPTION_KEY and LOAD_TEST_WEBHOOK_SECRET\n");
  }

  @Test
  void deletesItsRowOnly() throws Exception {
    tenant("it-delete", "create");
    tenant("it-stays", "create");
    insertHistory("it-delete", "D-1");
    try (Jedis redis = redis()) {
      redis.set("tenant:config:it-delete", "cached");
      CommandLineRun deleted = tenant("it-delete", "delete");
      assertThat(deleted.code()).isZero();
      assertThat(deleted.out()).startsWith("tenant it-delete: deleted from " + place + "\n");
      assertThat(redis.exists("tenant:config:it-delete")).isFalse();
    }
    assertThat(row("it-delete")).isEmpty();
    assertThat(row("it-stays")).isNotEmpty();
    assertThat(history("it-delete")).isEqualTo(1);
    CommandLineRun again = tenant("it-delete", "delete");
    assertThat(again.code()).isZero();
    assertThat(again.out()).startsWith("tenant it-delete: there is none in " + place + "\n");
  }

  @Test
  void cleansTheTenantsOwnOnly() throws Exception {
    tenant("it-clean", "create");
    for (String ticket : List.of("C-1", "C-2", "ANY-3")) {
      insertHistory("it-clean", ticket);
    }
    insertHistory("it-neighbour", "C-1");
    List<String> others =
        List.of(
            job("it-neighbour", "C-1"),
            celery("[[], " + job("it-neighbour", "C-1") + ", {}]"),
            "{\"tenant_id\":\"it-clean\"",
            "it-clean C-1",
            celery("it-clean"));
    List<String> own =
        List.of(
            job("it-clean", "C-1"),
            job("it-clean", "C-1"),
            celery("[[], " + job("it-clean", "C-2") + ", {}]"),
            celery("[[" + new ObjectMapper().writeValueAsString(job("it-clean", "C-3")) + "]]"));
    try (Jedis redis = redis()) {
      List<String> all = new ArrayList<>(own);
      all.addAll(2, others);
      redis.del(QUEUE);
      all.forEach(entry -> redis.rpush(QUEUE, entry));
      redis.set("it-key-of-others", "kept");

      CommandLineRun cleaned = command("clean", "it-clean");
      assertThat(cleaned.err()).isEmpty();
      assertThat(cleaned.code()).isZero();
      assertThat(cleaned.out())
          .isEqualTo(
              """
              tenant it-clean: 4 entries removed from the queue %s
              tenant it-clean: 3 history rows deleted from %s
              """
                  .formatted(QUEUE, place));
      assertThat(redis.lrange(QUEUE, 0, -1)).isEqualTo(others);
      assertThat(redis.get("it-key-of-others")).isEqualTo("kept");
      assertThat(history("it-clean")).isZero();
      assertThat(history("it-neighbour")).isEqualTo(1);
      assertThat(row("it-clean")).isNotEmpty();
      assertThat(command("clean", "it-clean").out()).contains(": 0 history rows", ": 0 entries");

      redis.rpush(QUEUE, job("it-gone", "G-1"));
      CommandLineRun gone = command("clean", "it-gone");
      assertThat(gone.code()).isEqualTo(2);
      assertThat(gone.err()).contains("not found, so this suite did not make it; allowed with");
      assertThat(command("clean --force", "it-gone").out()).contains(": 1 entry removed");
    }
  }

  @Test
  void cleansWhatIsNamed() throws Exception {
    tenant("it-half", "create");
    insertHistory("it-half", "H-1");
    try (Jedis redis = redis()) {
      redis.rpush(QUEUE, job("it-half", "H-1"));
      Map<String, String> noRedis = environment("AI_AGENTS_REDIS_URL", "");
      CommandLineRun history = run(noRedis, "clean", "--target", target("it-half"));
      assertThat(history.code()).isZero();
      assertThat(history.out())
          .contains(
              ": 1 history row deleted",
              ": queue not cleaned, " + target("it-half") + ": names no Redis");
      assertThat(redis.lrange(QUEUE, 0, -1)).contains(job("it-half", "H-1"));

      Map<String, String> noDatabase = environment("AI_AGENTS_DATABASE_URL", "");
      CommandLineRun refused = run(noDatabase, "clean", "--target", target("it-half"));
      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err()).contains("nothing shows that this suite made the tenant it-half;");
      CommandLineRun queue = run(noDatabase, "clean", "--force", "--target", target("it-half"));
      assertThat(queue.code()).isZero();
      assertThat(queue.out())
          .contains(
              ": history not cleaned, " + target("it-half") + ": names no database",
              ": 1 entry removed");
    }
  }

  @Test
  void storesPlainTextWithAWarningOnly() throws Exception {
    Map<String, String> environment = environment("ENCRYPTION_KEY", "", "AI_AGENTS_REDIS_URL", "");
    CommandLineRun created = run(environment, "tenant", "create", "--target", target("it-plain"));
    assertThat(created.code()).isZero();
    assertThat(created.out())
        .endsWith(
            "tenant it-plain: no Redis is named, so the platform may use cached settings for up to"
                + " 300 s\n");
    assertThat(created.err())
        .isEqualTo(
            "load-test: warning: environment variable ENCRYPTION_KEY: not set, so the secrets are"
                + " stored as plain text, which the platform cannot decrypt\n");
    assertThat(row("it-plain"))
        .containsEntry("webhook_signing_secret_encrypted", SECRET)
        .containsEntry("servicedesk_api_key_encrypted", "no-api-key");
    // and is mended by doing it right
    assertThat(tenant("it-plain", "create").err()).isEmpty();
    assertThat(tenant("it-plain", "show").out()).contains("encrypted; matches");
  }

  @Test
  void withoutOptionsTheEnvironmentNamesTheDefaultTenant() {
    CommandLineRun shown = run(environment(), "tenant", "show");
    assertThat(shown.code()).isZero();
    assertThat(shown.out())
        .startsWith("tenant:          load-test-tenant in " + place)
        .endsWith("cannot be decrypted with ENCRYPTION_KEY\n");
    Map<String, String> jdbc =
        environment(
            "AI_AGENTS_DATABASE_URL",
            database.replaceFirst(
                "postgresql://(\\w+):(\\w+)@(.*)", "jdbc:postgresql://$3?user=$1&password=$2"));
    Map<String, String> asyncpg =
        environment(
            "AI_AGENTS_DATABASE_URL",
            database.replace("postgresql:", "postgresql+asyncpg:") + "?ssl=prefer&x=y");
    for (Map<String, String> dialect : List.of(jdbc, asyncpg)) {
      assertThat(run(dialect, "tenant", "show", "--host", "http://h:1").out())
          .isEqualTo(shown.out());
    }
  }

  @Test
  void saysInOneLineWhatTheDatabaseRefuses() {
    String wrongPassword = database.replaceFirst(":\\w+@", ":geheim@");
    failsWith(wrongPassword, "FATAL: password authentication failed for user \"aiagents\"");
    failsWith("postgresql://u:geheim@127.0.0.1:1/d", "database 127.0.0.1:1/d: Connection to");
    failsWith("postgresql://u:geheim@nowhere.invalid/d", "nowhere.invalid:5432/d: The connection");
    failsWith(
        database.replaceFirst("/ai_agents$", "/postgres"),
        "ERROR: relation \"tenant_configs\" does not exist");
    failsWith(database + "?options=-c%20row_security%3Doff", "ERROR: query would be affected by");
    failsWith(
        database + "?options=-c%20default_transaction_read_only%3Don",
        "in a read-only transaction");
    failsWith(database + "?ssl=require", "The server does not support SSL.");
  }

  private void failsWith(String url, String message) {
    for (String command : List.of("tenant create", "tenant delete", "clean --force")) {
      CommandLineRun run = run(environment("AI_AGENTS_DATABASE_URL", url), command.split(" "));
      String expected =
          command.startsWith("clean")
              ? message.replace("tenant_configs", "enhancement_history")
              : message;
      assertThat(run.err()).startsWith("load-test: database ").contains(expected).hasLineCount(1);
      assertThat(run.code()).isEqualTo(5);
      assertThat(run.err() + run.out()).doesNotContain("geheim", SECRET);
    }
  }

  @Test
  void anUnreachableRedisIsFoundBeforeAnythingChanges() throws Exception {
    tenant("it-redis", "create");
    insertHistory("it-redis", "R-1");
    Map<String, String> before = row("it-redis");
    Map<String, String> environment =
        environment("AI_AGENTS_REDIS_URL", "redis://:geheim@127.0.0.1:1/0");
    for (String command : List.of("tenant create", "tenant delete", "clean")) {
      List<String> words = new ArrayList<>(List.of(command.split(" ")));
      words.addAll(List.of("--target", target("it-redis")));
      CommandLineRun run = run(environment, words.toArray(String[]::new));
      assertThat(run.code()).isEqualTo(5);
      assertThat(run.err())
          .startsWith("load-test: Redis 127.0.0.1:1: ")
          .hasLineCount(1)
          .doesNotContain("geheim");
    }
    assertThat(row("it-redis")).isEqualTo(before);
    assertThat(history("it-redis")).isEqualTo(1);
  }

  private static String show(Map<String, String> environment) throws IOException {
    return run(environment, "tenant", "show", "--target", target("it-show")).out();
  }

  private static CommandLineRun tenant(String id, String command) throws IOException {
    return run(environment(), "tenant", command, "--target", target(id));
  }

  private static CommandLineRun command(String command, String id) throws IOException {
    return run(environment(), (command + " --target " + target(id)).split(" "));
  }

  private static CommandLineRun run(Map<String, String> environment, String... words) {
    CommandLineRun run = CommandLineRun.in(environment, words);
    assertThat(run.out() + run.err())
        .as("no secret is ever shown")
        .doesNotContain(KEY)
        .doesNotContain(SECRET);
    return run;
  }

  /** What a user's shell would hold, with some variables changed. */
  private static Map<String, String> environment(String... changed) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "AI_AGENTS_DATABASE_URL", database,
                "AI_AGENTS_REDIS_URL", redisUrl,
                "LOAD_TEST_WEBHOOK_SECRET", SECRET,
                "ENCRYPTION_KEY", KEY));
    for (int i = 0; i < changed.length; i += 2) {
      environment.put(changed[i], changed[i + 1]);
    }
    return environment;
  }

  private static String target(String tenant) throws IOException {
    return Files.writeString(
            folder.resolve(tenant + ".yaml"),
            """
            url: http://localhost:1
            tenant: %s
            database: { url: "${AI_AGENTS_DATABASE_URL:-}" }
            redis: { url: "${AI_AGENTS_REDIS_URL:-}", queue: %s }
            """
                .formatted(tenant, QUEUE))
        .toString();
  }

  private static String job(String tenant, String ticket) {
    return "{\"job_id\":\"j\",\"tenant_id\":\"%s\",\"ticket_id\":\"%s\"}".formatted(tenant, ticket);
  }

  private static String celery(String body) {
    return "{\"body\":\"%s\",\"properties\":{\"body_encoding\":\"base64\"}}"
        .formatted(Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static Jedis redis() {
    return new Jedis(embedded.target().redis().orElseThrow());
  }

  private static String decrypted(String token) {
    return Token.fromString(token).validateAndDecrypt(new Key(KEY), new StringValidator() {});
  }

  private static long limit(Map<String, String> row, String event) throws IOException {
    JsonNode limits = new ObjectMapper().readTree(row.get("rate_limits"));
    return limits.path("webhooks").path(event).asLong();
  }

  private static Connection connect(String tenant) throws SQLException {
    Connection c =
        DriverManager.getConnection(
            database.replaceFirst(
                "postgresql://(\\w+):(\\w+)@(.*)", "jdbc:postgresql://$3?user=$1&password=$2"));
    try (PreparedStatement set =
        c.prepareStatement("SELECT set_config('app.current_tenant_id', ?, false)")) {
      set.setString(1, tenant);
      set.execute();
    }
    return c;
  }

  /** Every column as text; empty if there is no row. */
  private static Map<String, String> row(String tenant) throws SQLException {
    Map<String, String> columns = new HashMap<>();
    try (Connection c = connect(tenant);
        ResultSet row = c.createStatement().executeQuery("SELECT * FROM tenant_configs")) {
      if (row.next()) {
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          columns.put(row.getMetaData().getColumnName(i), row.getString(i));
        }
      }
    }
    return columns;
  }

  private static void set(String tenant, String column, String value) throws SQLException {
    String type = column.equals("is_active") ? "boolean" : "json";
    try (Connection c = connect(tenant);
        PreparedStatement update =
            c.prepareStatement("UPDATE tenant_configs SET " + column + " = ?::" + type)) {
      update.setString(1, value);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private static void insert(String tenant, String name) throws SQLException {
    try (Connection c = connect(tenant);
        PreparedStatement insert =
            c.prepareStatement(
                "INSERT INTO tenant_configs (id, tenant_id, name, servicedesk_url,"
                    + " servicedesk_api_key_encrypted, webhook_signing_secret_encrypted)"
                    + " VALUES (?, ?, ?, 'https://acme.example.com', 'their-key', 'their-secret')")) {
      insert.setObject(1, UUID.randomUUID());
      insert.setString(2, tenant);
      insert.setString(3, name);
      insert.executeUpdate();
    }
  }

  private static void insertHistory(String tenant, String ticket) throws SQLException {
    try (Connection c = connect(tenant);
        PreparedStatement insert =
            c.prepareStatement(
                "INSERT INTO enhancement_history (id, tenant_id, ticket_id, status)"
                    + " VALUES (?, ?, ?, 'completed')")) {
      insert.setObject(1, UUID.randomUUID());
      insert.setString(2, tenant);
      insert.setString(3, ticket);
      insert.executeUpdate();
    }
  }

  private static long history(String tenant) throws SQLException {
    try (Connection c = connect(tenant);
        ResultSet count =
            c.createStatement().executeQuery("SELECT count(*) FROM enhancement_history")) {
      count.next();
      return count.getLong(1);
    }
  }
}
