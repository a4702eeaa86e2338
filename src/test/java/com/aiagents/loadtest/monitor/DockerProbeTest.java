package com.aiagents.loadtest.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aiagents.loadtest.target.TargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No engine was at hand: what docker prints is as its documentation shows it. */
class DockerProbeTest {
  @TempDir private Path folder;
  private StandIn standIn;

  @BeforeEach
  void place() {
    standIn = new StandIn(folder);
  }

  @Test
  void sharesAreThoseOfTheContainersOwnCores() throws Exception {
    standIn.docker("40.00%");
    assertThat(probe("api", "worker").read())
        .isEqualTo(
            Map.of(
                "cpu.api", 0.8,
                "memory.api", 0.455,
                "memory_bytes.api", 75_602_329.6,
                "cpu.worker", 0.5,
                "memory.worker", 0.01,
                "memory_bytes.worker", 1.5 * (1L << 30)));
  }

  @ParameterizedTest(name = "{0}: {1} cores")
  @CsvSource({"2500000000 7 7, 2.5", "0 150000 100000, 1.5", "0 50000 0, 0.5", "0 -1 0, 4"})
  void coresAreThoseOfTheLimit(String limits, double cores) throws Exception {
    docker("echo " + limits, "echo 4", StandIn.stats("api", "100.00%", "1%", "1B / 2B"));
    assertThat(probe("api").read()).containsEntry("cpu.api", 1 / cores);
  }

  @Test
  void coresAreAskedForOnce() throws Exception {
    Path asked = folder.resolve("asked");
    docker(
        "echo x >> " + asked + "; echo 0 0 0",
        "echo x >> " + asked + "; echo 4",
        StandIn.stats("api", "1.00%", "1%", "1B / 2B"));
    DockerProbe probe = probe("api");
    probe.read();
    probe.read();
    assertThat(Files.readAllLines(asked)).hasSize(2);
  }

  @Test
  void isAskedNoMoreOftenThanItCanAnswer() {
    assertThat(probe("a").interval(Duration.ofSeconds(1))).hasSeconds(2);
    assertThat(probe("a").interval(Duration.ofSeconds(4))).hasSeconds(4);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "echo '{\"Name\":\"other\"}' | docker stats: container api does not run",
        "echo '{\"Name\":\"api\",\"CPUPerc\":\"--\"}' | docker stats: container api does not run",
        "echo '{\"Name\":\"api\",\"CPUPerc\":\"1,0%\"}' | docker stats: found no percentage in CPUPerc",
        "echo '{\"Name\":\"api\",\"CPUPerc\":\"1%\"}' | docker stats: found no percentage in MemPerc",
        "echo '{\"Name\":\"api\",\"CPUPerc\":\"1%\",\"MemPerc\":\"1%\",\"MemUsage\":\"x\"}' | found no amount of bytes: 'x'",
        "echo CONTAINER CPU | docker stats: found a line that is no JSON",
        "true | docker stats: container api does not run",
      })
  void rubbishIsNoAnswer(String stats, String message) throws Exception {
    docker("echo 0 0 0", "echo 4", stats);
    assertThatThrownBy(probe("api")::read).isInstanceOf(TargetException.class).hasMessage(message);
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "echo x, echo 4, docker inspect: found no limits of api",
    "true, echo 4, 'docker inspect: found 0 lines, needed is one for each of 1 containers'",
    "echo 0 0 0, echo 0, docker info: found no number of cores"
  })
  void withoutCoresThereIsNoShare(String inspect, String info, String message) throws Exception {
    docker(inspect, info, StandIn.stats("api", "1%", "1%", "1B / 2B"));
    assertThatThrownBy(probe("api")::read).hasMessage(message);
  }

  private void docker(String inspect, String info, String stats) throws Exception {
    standIn.script(
        "docker",
        "case $1 in\ninspect) "
            + inspect
            + ";;\ninfo) "
            + info
            + ";;\nstats) "
            + stats
            + "\n;;\nesac");
  }

  private DockerProbe probe(String... containers) {
    return new DockerProbe(standIn.program("docker"), List.of(containers));
  }
}
