package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.run.Processes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is killed in the middle of a run, nothing stays behind and what was measured is kept. */
@Order(1)
class KillIT {
  @TempDir private Path out;
  private Process launcher;
  private String work;

  @AfterEach
  void nothingOfOursIsLeft() throws InterruptedException {
    // a test that failed half-way: the guards end the rest when their pipe closes
    launcher.destroyForcibly();
    Processes.awaitNone(out.toString());
    Processes.awaitNone(work);
    assertThat(Path.of(work)).doesNotExist();
  }

  @Test
  void theLauncherIsKilled() throws Exception {
    startRun();
    launcher.destroyForcibly();
    assertThat(launcher.waitFor(10, TimeUnit.SECONDS)).isTrue();
    Processes.awaitNone(out.toString());
    assertJudgedInvalid("the run has no end: it was killed, or is still running");
  }

  @Test
  void jmeterIsKilled() throws Exception {
    startRun();
    only("-jar ApacheJMeter").destroyForcibly();
    assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(launcher.exitValue()).isEqualTo(4);
    assertJudgedInvalid("the run failed: JMeter or Maven ended with status");
  }

  @Test
  void mavenIsKilled() throws Exception {
    startRun();
    only("plexus-classworlds").destroyForcibly();
    assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(launcher.exitValue()).isEqualTo(4);
    assertJudgedInvalid("the run failed: JMeter or Maven ended with status");
  }

  @Test
  void theLauncherIsAskedToStop() throws Exception {
    startRun();
    launcher.destroy();
    assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(launcher.exitValue()).isEqualTo(130);
    Path folder = assertJudgedInvalid("the run was interrupted: stopped by the user");
    // users finished what they did: every ticket that was taken stands in the samples and in the
    // table
    assertThat(Files.readString(folder.resolve("run.json"))).contains("\"stray\" : 0");
    assertThat(Files.readString(folder.resolve("samples.jtl")))
        .doesNotContain("Interrupted", "Socket closed");
  }

  private void startRun() throws IOException, InterruptedException {
    File log = out.resolve("launcher.log").toFile();
    launcher =
        new ProcessBuilder(
                "bash",
                "scripts/load-test",
                "run",
                "baseline",
                "--duration",
                "60s",
                "--users",
                "40",
                "--out",
                out.toString())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    Processes.await(
        "the run is in its middle, see " + log,
        Duration.ofSeconds(120),
        () -> OnlyRun.rowsSoFar(out).size() > 25);
    work = Processes.workOf(out.toString());
    assertThat(Processes.with(work)).hasSizeGreaterThanOrEqualTo(3);
  }

  /** The Java process of this run that has a text in its command line. */
  private ProcessHandle only(String text) {
    List<ProcessHandle> found =
        Processes.with(out.toString()).stream()
            .filter(p -> p.info().commandLine().orElse("").contains(text))
            .filter(p -> p.info().command().orElse("").endsWith("java"))
            .toList();
    assertThat(found).as(text).hasSize(1);
    return found.get(0);
  }

  private Path assertJudgedInvalid(String why) throws IOException {
    Path folder = OnlyRun.folder(out);
    CommandLineRun gate = CommandLineRun.of("gate", folder.toString());
    assertThat(gate.code()).isEqualTo(4);
    assertThat(gate.out()).contains(why).containsPattern("TOTAL +(2[5-9]|[3-9]\\d|\\d{3,}) ");
    return folder;
  }
}
