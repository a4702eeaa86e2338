package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.run.KeyTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before any agent is asked, and the keystore. */
class AgentOptionsTest {
  @TempDir private static Path folder;
  private static Path keystore;

  @BeforeAll
  static void make() throws Exception {
    keystore = folder.resolve("agents.p12");
    KeyTool.make(keystore);
  }

  private static CommandLineRun run(String... words) {
    List<String> all = new ArrayList<>(List.of("run"));
    all.addAll(List.of(words));
    all.addAll(List.of("--out", folder.resolve("results").toString()));
    return CommandLineRun.in(
        Map.of("LOAD_TEST_AGENT_KEYSTORE", keystore.toString()), all.toArray(String[]::new));
  }

  private static void assertRefused(CommandLineRun run, String message) {
    assertThat(run.err()).isEqualTo("load-test: " + message + "\n");
    assertThat(run.code()).isEqualTo(2);
    assertThat(folder.resolve("results")).doesNotExist();
  }

  @Test
  void agentsThatAreMalformedOrTwice() {
    assertRefused(
        run("peak", "--remote", "h1:,h2"),
        "--remote: found 'h1:', allowed is HOST or HOST:PORT, several with commas between");
    assertRefused(run("peak", "--remote", "h1,h1:1099"), "--remote: found h1:1099 twice");
  }

  @Test
  void moreAgentsThanUsers() {
    assertRefused(
        run("baseline", "--users", "2", "--remote", "127.0.0.1:1,127.0.0.1:2,127.0.0.1:3"),
        "--remote: found 3 agents for the 2 users of baseline, allowed is one a user at most");
    assertRefused(
        run("burst", "--users", "40", "--remote", "127.0.0.1:1,127.0.0.1:2,127.0.0.1:3"),
        "--remote: found 3 agents for the 2 base users of burst, allowed is one a user at most");
  }

  @Test
  void agentsElsewhereForATargetHere() {
    assertRefused(
        run("peak", "--remote", "127.0.0.1,203.0.113.1,203.0.113.2:7"),
        "--remote: 203.0.113.1:1099, 203.0.113.2:7 are not on this machine, but the embedded target can"
            + " be reached from this machine only: name a target that they reach");
  }

  @Test
  void noKeystore() {
    Path missing = folder.resolve("missing.p12");
    CommandLineRun run =
        CommandLineRun.in(
            Map.of("LOAD_TEST_AGENT_KEYSTORE", missing.toString()),
            "run",
            "peak",
            "--remote",
            "127.0.0.1",
            "--out",
            folder.resolve("results").toString());
    assertRefused(
        run,
        "--remote: keystore "
            + missing
            + ": not found; scripts/load-test agent keystore makes one, LOAD_TEST_AGENT_KEYSTORE"
            + " names another");
  }

  @Test
  void noSecretForTheEmbeddedTarget() {
    assertRefused(
        run("peak", "--remote", "127.0.0.1"),
        "environment variable LOAD_TEST_WEBHOOK_SECRET: not set, agents need the same one to sign"
            + " webhooks for the embedded target");
  }

  @Test
  void anAgentWithoutAKeystoreOrWithAWrongPort() {
    Path missing = folder.resolve("missing.p12");
    assertRefused(
        CommandLineRun.of("agent", "--keystore", missing.toString()),
        "keystore "
            + missing
            + ": not found; scripts/load-test agent keystore makes one for all machines");
    assertRefused(
        CommandLineRun.of("agent", "--port", "65535"),
        "--port: found 65535, allowed is 1 to 65534");
    assertRefused(
        CommandLineRun.in(Map.of("LOAD_TEST_AGENT_HEAP", "much"), "agent"),
        "environment variable LOAD_TEST_AGENT_HEAP: found 'much', allowed is a size as 512m or 1g");
  }

  @Test
  void aKeystoreIsForItsOwnerAloneAndNotReplaced() throws Exception {
    Path file = folder.resolve("new.p12");
    CommandLineRun made = CommandLineRun.of("agent", "keystore", "--out", file.toString());
    assertThat(made.code()).isZero();
    assertThat(made.out()).startsWith("keystore: " + file + "\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    byte[] bytes = Files.readAllBytes(file);

    CommandLineRun again = CommandLineRun.of("agent", "keystore", "--out", file.toString());
    assertThat(again.err()).contains("keystore " + file + ": is there already");
    assertThat(again.code()).isEqualTo(2);
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }
}
