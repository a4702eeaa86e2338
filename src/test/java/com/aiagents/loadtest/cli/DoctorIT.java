package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.run.EmbeddedProcess;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.target.EncryptionKey;
import com.aiagents.loadtest.target.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The doctor at a target with a real PostgreSQL and a real Redis. */
class DoctorIT {
  private static final String KEY = EncryptionKey.random().reveal();
  private static final String TENANT = "load-test-tenant";

  @TempDir private static Path folder;
  private static EmbeddedProcess embedded;
  private static String place;

  @BeforeAll
  static void start() throws Exception {
    embedded =
        EmbeddedProcess.start(
            Project.current(), 0, folder.resolve("target.log"), Secret.random(), List.of());
    place = embedded.databaseUrl().replaceFirst(".*@", "");
    Path mvn = folder.resolve("mvn");
    Files.writeString(mvn, "#!/bin/sh\necho 'Apache Maven 3.9.9'\n");
    assertThat(mvn.toFile().setExecutable(true)).isTrue();
    letTheSuperuserIn();
  }

  /** The embedded PostgreSQL keeps everybody out but the platform's own role. */
  private static void letTheSuperuserIn() throws Exception {
    Path data = embedded.work().resolve("postgres");
    Path rules = data.resolve("pg_hba.conf");
    Files.writeString(rules, "host all postgres 127.0.0.1/32 trust\n" + Files.readString(rules));
    String postmaster = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
    assertThat(new ProcessBuilder("kill", "-HUP", postmaster).start().waitFor()).isZero();
    long end = System.nanoTime() + 30_000_000_000L;
    for (boolean open = false; !open; ) {
      try (Connection c = connect()) {
        open = c.isValid(1);
      } catch (SQLException e) {
        // it reads its rules a moment later
        assertThat(System.nanoTime()).as(e.getMessage()).isLessThan(end);
      }
    }
  }

  @AfterAll
  static void stop() {
    embedded.close();
  }

  @Test
  void aTargetThatHasEverything() throws Exception {
    // the key of the embedded target is its own affair
    CommandLineRun run = doctor(target(TENANT), environment("ENCRYPTION_KEY", ""), "--probe");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).doesNotContain("problem ").endsWith(" 0 problems\n");
    assertThat(line(run, "Host")).startsWith("ok ").contains(" takes connections, ");
    assertThat(line(run, "TLS")).isEqualTo("-        TLS             not needed: the URL is http");
    assertThat(line(run, "Health")).matches("ok       Health          GET /health: 200 in \\d+ ms");
    assertThat(line(run, "Metrics")).startsWith("ok       Metrics         GET /metrics: ");
    assertThat(line(run, "Signature")).matches("ok .*, its ticket is \\d{8}-\\d{6}-DOCTOR-PROBE");
    assertThat(line(run, "Tenant"))
        .isEqualTo(
            "ok       Tenant          active, 1000000 webhooks a minute, its secret not compared:"
                + " needed are ENCRYPTION_KEY and LOAD_TEST_WEBHOOK_SECRET");
    assertThat(line(run, "Database"))
        .matches(
            "ok       Database        "
                + place
                + ", \\d+ of \\d+ connections in use, role aiagents; row-level security holds");
    assertThat(line(run, "Redis")).startsWith("ok       Redis           queue enhancement_queue: ");
    assertThat(line(run, "Log")).isEqualTo("ok       Log             1 file can be read");
  }

  @Test
  void aWrongSecretIsFoundWhenItMayBeTried() throws Exception {
    Map<String, String> environment =
        environment("LOAD_TEST_WEBHOOK_SECRET", "another-secret", "ENCRYPTION_KEY", "");
    CommandLineRun tried = doctor(target(TENANT), environment, "--probe");
    assertThat(line(tried, "Signature"))
        .startsWith("problem  Signature       signature probe, POST ")
        .contains(": found 401, allowed is 202: the secret in LOAD_TEST_WEBHOOK_SECRET is not the");
    assertThat(tried.out())
        .contains("         mend: scripts/load-test tenant create --target " + target(TENANT));
    assertThat(tried.code()).isEqualTo(2);
    long before = tickets();
    CommandLineRun not = doctor(target(TENANT), environment);
    assertThat(line(not, "Signature")).startsWith("-        Signature       not tried: ");
    assertThat(not.code()).isZero();
    assertThat(tickets()).as("sent nothing").isEqualTo(before);
  }

  @Test
  void whatIsWrongWithATenant() throws Exception {
    String mend = "         mend: scripts/load-test tenant create --target " + target("d-it");
    assertThat(tenant(environment()))
        .isEqualTo("problem  Tenant          tenant d-it in " + place + ": not found\n" + mend);

    run(environment(), "tenant", "create", "--target", target("d-it"));
    assertThat(tenant(environment()))
        .isEqualTo(
            "ok       Tenant          active, 1000000 webhooks a minute, its secret matches");
    assertThat(tenant(environment("LOAD_TEST_WEBHOOK_SECRET", "x")))
        .contains("problem ", ": its secret differs from LOAD_TEST_WEBHOOK_SECRET\n" + mend);
    assertThat(tenant(environment("ENCRYPTION_KEY", EncryptionKey.random().reveal())))
        .contains("problem ", ": its secret cannot be decrypted with ENCRYPTION_KEY\n" + mend);
    assertThat(tenant(environment("ENCRYPTION_KEY", "geheim")))
        .contains(
            "problem ", "ENCRYPTION_KEY: found no Fernet key", "mend: read -rs ENCRYPTION_KEY")
        .doesNotContain("geheim");

    change("UPDATE tenant_configs SET is_active = false, rate_limits = '{}'");
    assertThat(tenant(environment()))
        .contains(
            ": not active; allowed are 100 webhooks a minute, peak sends up to 1119, burst sends up"
                + " to 7620, endurance sends up to 239\n"
                + mend);
    change(
        "UPDATE tenant_configs SET is_active = true, name = 'Acme', rate_limits ="
            + " '{\"webhooks\":{\"ticket_created\":7619}}'");
    assertThat(tenant(environment()))
        .endsWith(
            ": allowed are 7619 webhooks a minute, burst sends up to 7620\n" + mend + " --force");
    change(
        "UPDATE tenant_configs SET webhook_signing_secret_encrypted = 'geheim', rate_limits ="
            + " '{\"webhooks\":{\"ticket_created\":7620}}'");
    assertThat(tenant(environment()))
        .startsWith("warning  Tenant ")
        .contains("active, 7620 webhooks a minute, its secret is plain text, which the platform")
        .doesNotContain("geheim");
    assertThat(doctor(target("d-it"), environment()).code()).as("only a warning").isZero();
  }

  @Test
  void aRoleThatSeesEveryTenant() throws Exception {
    String superuser = embedded.databaseUrl().replaceFirst("//.*@", "//postgres@");
    CommandLineRun run =
        doctor(
            target(TENANT), environment("AI_AGENTS_DATABASE_URL", superuser, "ENCRYPTION_KEY", ""));
    assertThat(line(run, "Database"))
        .startsWith("warning  Database        " + place)
        .contains(", role postgres is a superuser: it sees the rows of every tenant");
    assertThat(run.out())
        .contains("         mend: export AI_AGENTS_DATABASE_URL=postgresql://USER:");
    assertThat(run.code()).isZero();
  }

  @Test
  void whatTheDatabaseRefuses() throws Exception {
    String wrong = embedded.databaseUrl().replaceFirst(":\\w+@", ":geheim@");
    CommandLineRun password = doctor(target(TENANT), environment("AI_AGENTS_DATABASE_URL", wrong));
    assertThat(line(password, "Database"))
        .startsWith("problem  Database        database " + place + ": FATAL: password");
    assertThat(line(password, "Tenant")).endsWith("not asked: the database cannot be reached");
    assertThat(line(password, "Redis")).as("asked all the same").startsWith("ok ");
    assertThat(password.code()).isEqualTo(5);
    assertThat(password.out()).doesNotContain("geheim");
    String other = embedded.databaseUrl().replaceFirst("/ai_agents$", "/postgres");
    assertThat(
            line(doctor(target(TENANT), environment("AI_AGENTS_DATABASE_URL", other)), "Database"))
        .contains("relation \"enhancement_history\" does not exist");
  }

  @Test
  void whatStandsInRedis() throws Exception {
    try (Jedis redis = new Jedis(embedded.target().redis().orElseThrow())) {
      redis.lpush("d-it-list", "a", "b");
      redis.set("d-it-text", "x");
      assertThat(queue("d-it-list")).endsWith("queue d-it-list: 2 jobs wait");
      assertThat(queue("d-it-none"))
          .endsWith("queue d-it-none: no such key, as when nothing waits");
      assertThat(queue("d-it-text"))
          .isEqualTo("problem  Redis           queue d-it-text: found a string, allowed is a list");
      redis.del("d-it-list", "d-it-text");
    }
  }

  private static String queue(String key) throws IOException {
    Path file = folder.resolve(key + ".yaml");
    Files.writeString(
        file,
        "url: http://127.0.0.1:1\nredis: { url: \"${AI_AGENTS_REDIS_URL}\", queue: "
            + key
            + " }\n");
    return line(doctor(file.toString(), environment()), "Redis");
  }

  /** The tenant's line, with the command that mends it. */
  private static String tenant(Map<String, String> environment) throws IOException {
    String out = doctor(target("d-it"), environment).out();
    return out.substring(out.indexOf(" Tenant  ") - 8, out.indexOf(" Database  ") - 9);
  }

  private static CommandLineRun doctor(
      String target, Map<String, String> environment, String... more) {
    String[] words = new String[3 + more.length];
    words[0] = "doctor";
    words[1] = "--target";
    words[2] = target;
    System.arraycopy(more, 0, words, 3, more.length);
    return run(environment, words);
  }

  private static CommandLineRun run(Map<String, String> environment, String... words) {
    CommandLineRun run = CommandLineRun.in(environment, words);
    assertThat(run.out() + run.err())
        .as("no secret is ever shown")
        .doesNotContain(KEY)
        .doesNotContain(embedded.secret().reveal())
        .doesNotContain(embedded.databaseUrl().replaceFirst(".*:(\\w+)@.*", "$1"));
    return run;
  }

  private static Map<String, String> environment(String... changed) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "PATH", folder.toString(),
                "AI_AGENTS_DATABASE_URL", embedded.databaseUrl(),
                "AI_AGENTS_REDIS_URL", embedded.target().redis().orElseThrow().toString(),
                "LOAD_TEST_WEBHOOK_SECRET", embedded.secret().reveal(),
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
            url: %s
            tenant: %s
            database: { url: "${AI_AGENTS_DATABASE_URL:-}" }
            redis: { url: "${AI_AGENTS_REDIS_URL:-}" }
            logs: { files: [%s] }
            """
                .formatted(embedded.target().url(), tenant, folder.resolve("target.log")))
        .toString();
  }

  private static void change(String sql) throws SQLException {
    try (Connection c = connect();
        Statement change = c.createStatement()) {
      assertThat(change.executeUpdate(sql + " WHERE tenant_id = 'd-it'")).isEqualTo(1);
    }
  }

  private static long tickets() throws SQLException {
    try (Connection c = connect();
        Statement query = c.createStatement();
        var row = query.executeQuery("SELECT count(*) FROM enhancement_history")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** As a superuser, who sees every row. */
  private static Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:postgresql://" + place + "?user=postgres");
  }

  private static String line(CommandLineRun run, String subject) {
    return run.out()
        .lines()
        .filter(line -> line.matches("\\S+ +" + subject + "( .*|$)"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line " + subject + " in " + run));
  }
}
