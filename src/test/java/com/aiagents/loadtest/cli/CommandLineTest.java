package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher from outside: arguments in, exit code and texts out. */
class CommandLineTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "run bust | load-test: scenario: found 'bust', allowed is baseline, peak, burst, endurance",
        "run baseline --duration 5 | load-test: --duration: found '5', allowed is a number with its unit: 90s, 5m, 1h30m",
        "run burst --duration 30s | load-test: --duration: found 30s, allowed for burst is at least 48s",
        "run baseline --users 0 | load-test: --users: found 0, allowed for baseline is 1 to 100000",
        "run baseline --drain-timeout x | load-test: --drain-timeout: found 'x', allowed is a number with its unit: 90s, 5m, 1h30m",
        "run baseline --host localhost | load-test: --host: url: found 'localhost', allowed is http://HOST:PORT or https://HOST:PORT",
        "run baseline --target a.yaml --host http://h | load-test: --target and --host: allowed is one of them",
        "doctor --target a.yaml --host http://h | load-test: --target and --host: allowed is one of them",
        "run baseline --target none.yaml | load-test: target file none.yaml: not found",
        "run baseline --fault lose=0 --fault slow=2x | load-test: fault 'lose': found '0', allowed is a share above 0% and at most 100%,",
        "run baseline --fault lose=1% --host http://h:1 | load-test: --fault: allowed only with the embedded target",
        "run baseline --seed 3 --target none.yaml | load-test: --seed: allowed only with the embedded target",
        "run baseline --abort-on crush | load-test: --abort-on: found 'crush', allowed are crash, loss, auth, joined by commas",
        "run baseline --autostart | load-test: --ui-port, --ui-bind and --autostart: allowed only with --ui",
        "run baseline --ui --ui-port 65536 | load-test: --ui-port: found 65536, allowed is 0 to 65535",
        "watch --host localhost | load-test: --host: url: found 'localhost', allowed is http://HOST:PORT or https://HOST:PORT",
        "watch --ui-port -1 | load-test: --ui-port: found -1, allowed is 0 to 65535",
        "watch --duration x | load-test: --duration: found 'x', allowed is a number with its unit: 90s, 5m, 1h30m",
        "target --fault lost=1% | load-test: fault 'lost': unknown, allowed is lose, duplicate,",
        "gate nowhere | load-test: nowhere: not found",
        "gate src | load-test: ",
        "gate src pom.xml | load-test: src: a run folder is judged alone",
        "gate pom.xml --scenario bust | load-test: scenario: found 'bust'",
        "gate pom.xml | load-test: pom.xml: line 4: found element project",
        "compare nowhere src | load-test: nowhere: not found",
        "compare pom.xml src | load-test: pom.xml: no run folder",
        "reconcile nowhere --target data/targets/default.yaml | load-test: nowhere: not found"
      })
  void refusesInOneLineWithTwo(String line, String message) {
    CommandLineRun run = CommandLineRun.of(line.split(" "));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith(message).hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"run", "run baseline --nonsense", "gate", "gate x --format xml", "nonsense", "''"})
  void refusesWrongUsageWithTwo(String line) {
    CommandLineRun run = CommandLineRun.of(line.isEmpty() ? new String[0] : line.split(" "));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("load-test: ").hasLineCount(2).doesNotContain("\tat ");
  }

  @Test
  void needsASecretForATargetOfOthers() {
    // the build sets the secret for integration tests only
    assertThat(System.getenv("LOAD_TEST_WEBHOOK_SECRET")).isNull();
    CommandLineRun run = CommandLineRun.of("run", "baseline", "--host", "http://127.0.0.1:1");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "load-test: environment variable LOAD_TEST_WEBHOOK_SECRET: not set, needed to sign"
                + " webhooks for http://127.0.0.1:1 (http://127.0.0.1:1)\n");
  }

  @Test
  void aResultsFolderThatCannotBeWrittenIsFoundFirst() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    CommandLineRun run = CommandLineRun.of("run", "baseline", "--out", file.toString());
    assertThat(run.code()).isEqualTo(5);
    assertThat(run.err())
        .startsWith("load-test: results folder " + file + ": cannot be written to")
        .hasLineCount(1);
  }

  @Test
  void plansAreWrittenAndChecked() {
    CommandLineRun check = CommandLineRun.of("plan", "--check");
    assertThat(check.code()).isZero();
    assertThat(check.out()).isEqualTo("every plan is what the builder writes\n");
  }

  @Test
  void helpIsThere() {
    assertThat(CommandLineRun.of("--help").out())
        .contains(
            "run",
            "gate",
            "compare",
            "reconcile",
            "plan",
            "tenant",
            "clean",
            "target",
            "watch",
            "doctor");
    assertThat(CommandLineRun.of("run", "--help").out())
        .contains("--duration", "--users", "--fail-on", "--fault", "lose=0.5%");
  }
}
