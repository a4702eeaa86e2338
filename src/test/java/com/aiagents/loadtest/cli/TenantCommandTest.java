package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tenant and clean refuse before they ask anybody. */
class TenantCommandTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "AI_AGENTS_DATABASE_URL", "postgresql://u:geheim@127.0.0.1:1/d",
          "LOAD_TEST_WEBHOOK_SECRET", "geheim");

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "LOAD_TEST_WEBHOOK_SECRET | '' | environment variable LOAD_TEST_WEBHOOK_SECRET: not set, needed is the signing secret of the tenant",
        "ENCRYPTION_KEY | geheim | environment variable ENCRYPTION_KEY: found no Fernet key, allowed are 32 bytes in URL-safe base64",
        "AI_AGENTS_DATABASE_URL | '' | environment variable AI_AGENTS_DATABASE_URL: not set, no database is named, needed is the one of its tenants",
        "AI_AGENTS_DATABASE_URL | mysql://u:geheim@h/d | environment: AI_AGENTS_DATABASE_URL: not a PostgreSQL URL, allowed is postgresql://USER:PASSWORD@HOST:PORT/DATABASE (special characters of the password percent-encoded)",
        "AI_AGENTS_DATABASE_URL | postgresql://h/d?ssl=geheim | environment: AI_AGENTS_DATABASE_URL: parameter ssl: allowed are disable, allow, prefer, require, verify-ca and verify-full",
        "AI_AGENTS_REDIS_URL | redis://geheim@h | environment: AI_AGENTS_REDIS_URL: not a Redis URL, allowed is redis://:PASSWORD@HOST:PORT/NUMBER"
      })
  void anEnvironmentThatCannotBeUsed(String name, String value, String message) {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put(name, value);
    CommandLineRun run = CommandLineRun.in(environment, "tenant", "create");
    assertThat(run.err()).isEqualTo("load-test: " + message + "\n");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://h", "nonsense", "https://", "", "http://a b"})
  void otherServiceDesks(String url) {
    CommandLineRun run = tenantCreateWith(url);
    assertThat(run.err())
        .isEqualTo(
            "load-test: --servicedesk-url: found '"
                + url
                + "', allowed is http://… or https://… of at most 500 characters\n");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void aServiceDeskThatDoesNotFitOrHoldsAPassword() {
    assertThat(tenantCreateWith("https://h/" + "x".repeat(491)).code()).isEqualTo(2);
    assertThat(tenantCreateWith("ftp://u:geheim@h").err())
        .startsWith("load-test: --servicedesk-url: found something else, allowed is http://")
        .doesNotContain("geheim");
  }

  @Test
  void aTargetWithoutADatabase() throws IOException {
    Path none = Files.writeString(folder.resolve("none.yaml"), "url: http://h:1\ndatabase: none\n");
    Path empty = Files.writeString(folder.resolve("empty.yaml"), "url: http://h:1\n");
    for (String command : List.of("tenant create", "tenant show", "tenant delete")) {
      assertThat(run(command + " --target " + none).err())
          .isEqualTo(
              "load-test: "
                  + none
                  + ": declares that there is no database, needed is the one of its tenants\n");
      CommandLineRun run = run(command + " --target " + empty);
      assertThat(run.err())
          .isEqualTo(
              "load-test: " + empty + ": names no database, needed is the one of its tenants\n");
      assertThat(run.code()).isEqualTo(2);
    }
    CommandLineRun clean = run("clean --force --target " + empty);
    assertThat(clean.err())
        .isEqualTo(
            "load-test: "
                + empty
                + ": names no database, and no Redis either: there is nothing to clean\n");
    assertThat(clean.code()).isEqualTo(2);
  }

  @Test
  void wrongUsage() {
    assertThat(run("tenant").err())
        .isEqualTo(
            "load-test: tenant: which command? allowed are create, show, delete\n"
                + "see: load-test tenant --help\n");
    assertThat(run("tenant create --nonsense").err())
        .endsWith("see: load-test tenant create --help\n");
    assertThat(run("tenant show --target a.yaml --host http://h").err())
        .isEqualTo("load-test: --target and --host: allowed is one of them\n");
    assertThat(run("tenant delete --host localhost").err())
        .startsWith("load-test: --host: url: found 'localhost', allowed is");
    for (String line : List.of("tenant", "tenant create x", "tenant purge", "clean x")) {
      assertThat(run(line).code()).isEqualTo(2);
    }
  }

  private static CommandLineRun tenantCreateWith(String servicedeskUrl) {
    return CommandLineRun.in(ENVIRONMENT, "tenant", "create", "--servicedesk-url", servicedeskUrl);
  }

  private static CommandLineRun run(String line) {
    return CommandLineRun.in(ENVIRONMENT, line.split(" "));
  }
}
