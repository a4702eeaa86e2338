package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.run.Processes;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script itself, as a user's shell starts it. */
@Order(2)
class LauncherIT {
  @TempDir private Path folder;

  @Test
  void withoutMavenARunSaysSoAndStartsNothing() throws Exception {
    // what it prepares at its first use needs more
    launcher(System.getenv("PATH"), "--version");
    // a PATH with everything that the script needs but Maven
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String tool : new String[] {"bash", "dirname", "find", "head", "cat", "ls"}) {
      Files.createSymbolicLink(bin.resolve(tool), find(tool));
    }
    Path out = folder.resolve("results");
    Output run = launcher(bin.toString(), "run", "baseline", "--out", out.toString());
    assertThat(run.text())
        .isEqualTo("load-test: no Maven: found no mvn on the PATH, needed is Maven 3.8 or later\n");
    assertThat(run.code()).isEqualTo(5);
    assertThat(out).doesNotExist();
  }

  @Test
  void itWorksFromAnyFolder() throws Exception {
    Output run = launcher(System.getenv("PATH"), "plan", "--check");
    assertThat(run.text()).isEqualTo("every plan is what the builder writes\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void aMavenThatDoesNothingIsNotALoad() throws Exception {
    // like a JMeter whose engine cannot start: it ends with 0 and without one request
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path mvn = Files.writeString(bin.resolve("mvn"), "#!/bin/sh\n");
    assertThat(mvn.toFile().setExecutable(true)).isTrue();
    Path out = folder.resolve("results");
    Output run =
        launcher(
            bin + File.pathSeparator + System.getenv("PATH"),
            "run",
            "baseline",
            "--duration",
            "20s",
            "--out",
            out.toString());
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.text())
        .contains("the run failed: JMeter ended without one request, see jmeter.log and maven.log")
        .contains("VERDICT baseline: INVALID")
        .doesNotContain("no database is named");
  }

  @Test
  void aPortInUseIsSaidInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Output run = launcher(System.getenv("PATH"), "target", "--port", Integer.toString(port));
      assertThat(run.text())
          .isEqualTo("load-test: embedded target did not start: port " + port + " is in use\n");
      assertThat(run.code()).isEqualTo(5);
    }
  }

  @Test
  void aSignalToTheWholeGroupLeavesNothing() throws Exception {
    // a closed terminal or a cancelled CI job signals every process of the group at once
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path out = folder.resolve("target.out");
    Process shell =
        new ProcessBuilder(
                find("bash").toString(),
                "-c",
                """
                set -m
                bash scripts/load-test target --port %d >'%s' 2>&1 &
                until grep -q '^embedded target' '%s' || ! kill -0 $!; do sleep 0.1; done
                kill -TERM -- -$!
                wait $!
                """
                    .formatted(port, out, out))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("shell.out").toFile())
            .start();
    assertThat(shell.waitFor(90, TimeUnit.SECONDS)).isTrue();
    String text = Files.readString(out);
    assertThat(text).contains("secret and URLs: ");
    Path work = Path.of(text.replaceFirst("(?s).*secret and URLs: (\\S+)/env.*", "$1"));
    Processes.awaitNone(work.toString());
    assertThat(work).doesNotExist();
  }

  @Test
  void aStopWhileJMeterMakesADashboardEndsTheReportsOfASuite() throws Exception {
    Path first = KeptRun.in(folder, "pass");
    Path second = KeptRun.in(folder, "fail");
    Path suite = KeptRun.suite("20261126-120000-all", first, second);
    Path out = folder.resolve("report.out");
    Process report =
        new ProcessBuilder(
                "bash", "scripts/load-test", "report", suite.toString(), "--jmeter-dashboard")
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    Processes.await(
        "JMeter is at work",
        Duration.ofSeconds(60),
        () -> Files.exists(first.resolve("jmeter-dashboard.log")));
    report.destroy();
    assertThat(report.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(out)
        .hasContent(
            "load-test: stopped: " + first + ": its dashboard and reports are as they were");
    assertThat(report.exitValue()).isEqualTo(130);
    assertThat(first.resolve("report.html")).doesNotExist();
    assertThat(second.resolve("jmeter-dashboard.log")).doesNotExist();
    Processes.awaitNone(folder.toString());
  }

  private static Path find(String tool) {
    for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
      Path candidate = Path.of(directory, tool);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw new AssertionError(tool + " is not on the PATH");
  }

  private record Output(int code, String text) {}

  private Output launcher(String path, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(find("bash").toString());
    command.add(Path.of("scripts/load-test").toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("PATH", path);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    File log = folder.resolve("output").toFile();
    Process process = builder.redirectErrorStream(true).redirectOutput(log).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Output(process.exitValue(), Files.readString(log.toPath()));
  }
}
