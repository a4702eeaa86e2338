package com.aiagents.loadtest.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No cluster was at hand: what kubectl prints is as its documentation shows it. */
class KubectlProbeTest {
  private static final String LIMITED =
      "{\"resources\":{\"limits\":{\"cpu\":\"500m\",\"memory\":\"1Gi\"}}}";
  @TempDir private Path folder;
  private StandIn standIn;

  @BeforeEach
  void place() {
    standIn = new StandIn(folder);
  }

  @Test
  void sharesAreThoseOfAllLimitsOfThePod() throws Exception {
    standIn.kubectl("800m");
    assertThat(probe().read())
        .isEqualTo(
            Map.of(
                "cpu.worker-1", 0.8,
                "memory.worker-1", 0.5,
                "cpu_cores.worker-1", 0.8,
                "memory_bytes.worker-1", 512.0 * (1 << 20)));
  }

  @Test
  void withoutALimitOfAContainerThereIsNoShare() throws Exception {
    kubectl(
        "w-1 100m 1Mi\\nw-2 100m 1Mi",
        pod("w-1", LIMITED + ",{\"resources\":{\"limits\":{\"memory\":\"1Gi\"}}}")
            + ","
            + pod("w-2", "{}"));
    assertThat(probe().read())
        .containsOnlyKeys(
            "memory.w-1", "cpu_cores.w-1", "memory_bytes.w-1", "cpu_cores.w-2", "memory_bytes.w-2");
  }

  @Test
  void aSideCarCountsAndAContainerThatOnlyBeginsDoesNot() throws Exception {
    kubectl(
        "w-1 500m 1Gi",
        "{\"metadata\":{\"name\":\"w-1\"},\"spec\":{\"containers\":["
            + LIMITED
            + "],\"initContainers\":[{\"restartPolicy\":\"Always\","
            + LIMITED.substring(1)
            + ",{}]}}");
    assertThat(probe().read()).containsEntry("cpu.w-1", 0.5).containsEntry("memory.w-1", 0.5);
  }

  @Test
  void limitsAreAskedForWhenAPodTurnsUpButNotAllTheTime() throws Exception {
    kubectl("w-1 250m 1Mi", pod("w-1", LIMITED));
    KubectlProbe probe = probe();
    assertThat(probe.read()).containsEntry("cpu.w-1", 0.5);
    kubectl("w-1 250m 1Mi\\nw-2 250m 1Mi", pod("w-1", LIMITED) + "," + pod("w-2", LIMITED));
    // less than 15 s later
    assertThat(probe.read())
        .containsEntry("cpu.w-1", 0.5)
        .containsKey("cpu_cores.w-2")
        .doesNotContainKey("cpu.w-2");
    assertThat(Files.readAllLines(folder.resolve("asked"))).hasSize(1);
  }

  @Test
  void isAskedEveryFourSeconds() {
    assertThat(probe().interval(Duration.ofSeconds(1))).hasSeconds(4);
  }

  @Test
  void asksForThePodsThatAreNamed() throws Exception {
    standIn.script("kubectl", "echo \"$@\" >> " + folder.resolve("asked") + "; echo w-1 1m 1Mi");
    KubectlProbe probe = probe();
    assertThatThrownBy(probe::read).hasMessage("kubectl get: found no JSON");
    assertThat(Files.readAllLines(folder.resolve("asked")))
        .containsExactly(
            "top pods --no-headers -n ai-agents -l app=worker",
            "get pods -o json -n ai-agents -l app=worker");
    // and does not take pods for unlimited because nobody told of their limits
    assertThatThrownBy(probe::read).hasMessage("kubectl get: found no JSON");
    assertThat(Files.readAllLines(folder.resolve("asked"))).hasSize(3);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'', kubectl top: no pod matches app=worker in namespace ai-agents",
    "w-1 1m, kubectl top: found a line that is no pod with CPU and memory",
    "NAME CPU MEMORY, kubectl top: found a line that is no pod with CPU and memory",
    "w-1 x 1Mi, found no quantity: 'x'"
  })
  void rubbishIsNoAnswer(String top, String message) throws Exception {
    kubectl(top, "");
    assertThatThrownBy(probe()::read).isInstanceOf(TargetException.class).hasMessage(message);
  }

  private static String pod(String name, String containers) {
    return "{\"metadata\":{\"name\":\""
        + name
        + "\"},\"spec\":{\"containers\":["
        + containers
        + "]}}";
  }

  private void kubectl(String top, String items) throws Exception {
    standIn.script(
        "kubectl",
        "case $1 in\ntop) printf '%b\\n' '"
            + top
            + "' ;;\nget) echo x >> "
            + folder.resolve("asked")
            + "; echo '{\"items\":["
            + items
            + "]}' ;;\nesac");
  }

  private KubectlProbe probe() {
    return new KubectlProbe(standIn.program("kubectl"), new Target.Pods("ai-agents", "app=worker"));
  }
}
