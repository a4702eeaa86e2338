package com.aiagents.loadtest.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aiagents.loadtest.run.Processes;
import com.aiagents.loadtest.target.SecretVariables;
import com.aiagents.loadtest.target.TargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  @TempDir private Path folder;
  private StandIn standIn;

  @BeforeEach
  void place() {
    standIn = new StandIn(folder);
  }

  @Test
  void returnsWhatItPrintsAndTakesItsArgumentsAsTheyAre() throws Exception {
    standIn.script("docker", "echo warning >&2; for a; do echo \"<$a>\"; done");
    assertThat(run(LONG, "stats", "a b", "$(id); *", "{{json .}}"))
        .isEqualTo("<stats>\n<a b>\n<$(id); *>\n<{{json .}}>\n");
  }

  @Test
  void getsNoSecretOfOurs() throws Exception {
    standIn.script("docker", "env");
    Map<String, String> environment = new HashMap<>(standIn.environment());
    SecretVariables.NAMES.forEach(name -> environment.put(name, "geheim"));
    environment.put("DOCKER_HOST", "unix:///x");
    assertThat(new Program("docker", environment).run(LONG, List.of("env")))
        .contains("DOCKER_HOST=unix:///x")
        .doesNotContain("geheim")
        .doesNotContain("AI_AGENTS", "LOAD_TEST");
  }

  @Test
  void whatIsNotThereOrFailsSaysSoInOneLine() throws Exception {
    assertThatThrownBy(() -> run(LONG, "stats"))
        .isInstanceOf(TargetException.class)
        .hasMessage("docker: not found on the PATH");
    standIn.script("docker", "echo one >&2; echo 'No such container: api' >&2; exit 3");
    assertThatThrownBy(() -> run(LONG, "stats"))
        .hasMessage("docker stats: ended with status 3: No such container: api");
    standIn.script("docker", "exit 1");
    assertThatThrownBy(() -> run(LONG, "stats")).hasMessage("docker stats: ended with status 1");
    Files.writeString(folder.resolve("docker"), "#!/no/such/interpreter\n");
    assertThatThrownBy(() -> run(LONG, "stats")).hasMessage("docker: cannot be started");
  }

  @Test
  void whatTakesTooLongIsKilledWithAllThatItStarted() throws Exception {
    standIn.script("docker", "sleep 98761 & sleep 98762; echo never");
    assertThatThrownBy(() -> run(Duration.ofMillis(400), "stats"))
        .hasMessage("docker stats: did not end within 1 s");
    Processes.awaitNone("sleep 9876");
  }

  @Test
  void aMonitorThatClosesKillsItToo() throws Exception {
    standIn.script("docker", "touch " + folder.resolve("began") + "; sleep 98763");
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              try {
                run(LONG, "stats");
              } catch (InterruptedException e) {
                interrupted.set(true);
              } catch (TargetException e) {
                // not what is expected, and found below
              }
            });
    thread.start();
    Processes.await("it began", LONG, () -> Files.exists(folder.resolve("began")));
    thread.interrupt();
    thread.join(LONG.toMillis());
    assertThat(interrupted).isTrue();
    Processes.awaitNone("sleep 98763");
  }

  @Test
  void whatPrintsTooMuchIsCutOff() throws Exception {
    standIn.script("docker", "head -c 1048576 /dev/zero");
    assertThat(run(LONG, "stats")).hasSize(Program.MOST_BYTES);
    standIn.script("docker", "head -c 1048577 /dev/zero");
    assertThatThrownBy(() -> run(LONG, "stats"))
        .hasMessage("docker stats: printed more than 1 MiB");
    standIn.script("docker", "exec yes >&2");
    assertThatThrownBy(() -> run(LONG, "stats"))
        .hasMessage("docker stats: printed more than 1 MiB");
  }

  @Test
  void aChildThatItLeavesBehindHoldsNobodyUp() throws Exception {
    standIn.script("docker", "sleep 98764 & echo done");
    assertThat(run(LONG, "stats")).isEqualTo("done\n");
    Processes.with("sleep 98764").forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void aReasonIsOneShortLineWithoutSecrets() {
    Mask mask = new Mask(Map.of("LOAD_TEST_WEBHOOK_SECRET", "geheim-1", "ENCRYPTION_KEY", "key=2"));
    assertThat(mask.line("\n a geheim-1 b\u0007 key=2\nsecond")).isEqualTo("a *** b  ***");
    assertThat(mask.line("cannot reach redis://:pw@h:1/0 and postgresql://u:p%20@h"))
        .isEqualTo("cannot reach redis://***@h:1/0 and postgresql://***@h");
    assertThat(mask.line("Password: hunter2, token=abc, Bearer xyz"))
        .doesNotContain("hunter2", "abc", "xyz");
    assertThat(mask.line("x".repeat(300))).isEqualTo("x".repeat(200) + "…");
    assertThat(mask.line("")).isEmpty();
  }

  private String run(Duration patience, String... arguments)
      throws TargetException, InterruptedException {
    return standIn.program("docker").run(patience, List.of(arguments));
  }
}
