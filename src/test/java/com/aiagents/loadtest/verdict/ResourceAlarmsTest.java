package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.analysis.WorkflowRecorder;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Evidence.Availability;
import com.aiagents.loadtest.verdict.Watched.By;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A load of 60 s, of which those from 10 s on are measured. */
class ResourceAlarmsTest {
  private static final List<String> IDS = List.of("alarm.cpu", "alarm.memory");
  private final WatchedRun run = new WatchedRun();
  private Optional<String> doubt = Optional.empty();

  @ParameterizedTest(name = "{0} CPU seconds of 2 cores from {1} s to {2} s: {3}")
  @CsvSource({
    "1.61, 19, 30, WARNING",
    "1.6, 19, 30, PASS",
    "1.61, 19, 29, PASS",
    "1.61, 0, 19, PASS",
    "1.61, 0, 20, WARNING",
    "1.61, 48, 59, WARNING",
    "1.61, 50, 70, PASS"
  })
  void theCpuOfTheTargetsOwnMetricsIsJudgedExactly(
      double rate, int from, int to, Outcome expected) {
    cpuSeconds(from, to, rate);
    assertThat(criterion("alarm.cpu").outcome()).isEqualTo(expected);
    assertThat(criterion("alarm.memory").outcome()).isEqualTo(Outcome.PASS);
  }

  @ParameterizedTest(name = "{0} of 1000 bytes from {1} s to {2} s: {3}")
  @CsvSource({"901, 20, 30, WARNING", "900, 20, 30, PASS", "901, 20, 29, PASS"})
  void theMemoryOfTheTargetsOwnMetricsIsJudgedExactly(
      int bytes, int from, int to, Outcome expected) {
    run.set("metrics", "process_resident_memory_bytes", from, to, bytes);
    assertThat(criterion("alarm.memory").outcome()).isEqualTo(expected);
    assertThat(criterion("alarm.cpu").outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void anAlarmSaysWhatWasInUseForHowLong() {
    cpuSeconds(19, 40, 1.9);
    Criterion cpu = criterion("alarm.cpu");
    assertThat(cpu.label()).isEqualTo("More than 80 % of the CPU in use");
    assertThat(cpu.observed()).hasValue(20);
    assertThat(cpu.samples()).isEqualTo(50);
    assertThat(cpu.message())
        .isEqualTo(
            "more than 80 % of the CPU was in use by the target's process for 20.0 s, from 20.0 s"
                + " to 40.0 s");
  }

  @Test
  void aRestartIsAGapAndNoRate() {
    // the counter begins anew at 40 s, and is high before
    cpuSeconds(31, 39, 1.9);
    for (long second = 40; second <= 80; second++) {
      run.at("metrics", "process_cpu_seconds_total", second * 1_000, (second - 40) * 1.9);
    }
    Criterion cpu = criterion("alarm.cpu");
    assertThat(cpu.outcome()).isEqualTo(Outcome.WARNING);
    assertThat(cpu.samples()).isEqualTo(49);
    assertThat(cpu.message()).contains("from 32.0 s to 59.0 s");
    // told apart by their start, no time goes on from one process to the next
    run.set("metrics", "process_start_time_seconds", 40, 80, 40);
    assertThat(criterion("alarm.cpu").message())
        .isEqualTo(
            "more than 80 % of the CPU was in use by the target's process for 18.0 s, from 41.0 s"
                + " to 59.0 s");
  }

  @Test
  void replicasBehindOneUrlAreTakenForWhatTheyAre() {
    for (long second = 0; second <= 80; second++) {
      // one after the other answers; the counter of the second is far ahead
      boolean other = second % 2 == 1;
      run.at("metrics", "process_start_time_seconds", second * 1_000, other ? -500 : -100);
      run.at(
          "metrics",
          "process_cpu_seconds_total",
          second * 1_000,
          other ? 10_000 + second * 0.2 : second * 0.2);
    }
    assertThat(criterion("alarm.cpu").outcome()).isEqualTo(Outcome.PASS);
    assertThat(criterion("alarm.cpu").observed()).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker", "kubectl"})
  void aContainerOrPodIsJudgedByItself(String probe) {
    asked(probe, 4);
    run.usage = Availability.AVAILABLE;
    for (String id : IDS) {
      assertThat(criterion(id).outcome()).as(id).isEqualTo(Outcome.PASS);
      assertThat(criterion(id).samples()).as(id).isEqualTo(24);
    }
    part(probe, "b", "cpu", 20, 32, 0.81);
    part(probe, "a", "memory", 20, 28, 0.99);
    assertThat(criterion("alarm.cpu").outcome()).isEqualTo(Outcome.WARNING);
    assertThat(criterion("alarm.cpu").message())
        .isEqualTo(
            "more than 80 % of the CPU was in use by "
                + (probe.equals("docker") ? "container" : "pod")
                + " b for 12.0 s, from 20.0 s to 32.0 s");
    assertThat(criterion("alarm.memory").outcome()).isEqualTo(Outcome.PASS);
    part(probe, "a", "cpu", 40, 52, 0.9);
    assertThat(criterion("alarm.cpu").message())
        .contains(" a for 12.0 s, from 40.0 s to 52.0 s; by ", " b for 12.0 s");
    // what is exactly at the limit is within it
    part(probe, "b", "cpu", 20, 32, 0.8);
    part(probe, "a", "cpu", 40, 52, 0.8);
    assertThat(criterion("alarm.cpu").outcome()).isEqualTo(Outcome.PASS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker", "kubectl"})
  void theTargetsOwnMetricsCountOnlyWhenNothingIsNamed(String probe) {
    cpuSeconds(10, 60, 1.99);
    asked(probe, 4);
    assertThat(criterion("alarm.cpu").outcome()).isEqualTo(Outcome.PASS);
    run.gap(probe, -1, 90_000);
    assertThat(criterion("alarm.cpu").outcome()).isEqualTo(Outcome.WARNING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker", "kubectl"})
  void readingsOfProgramsMayBeFifteenSecondsApart(String probe) {
    run.usage = Availability.AVAILABLE;
    asked(probe, 1);
    run.gap(probe, 20_000, 35_000);
    assertThat(criterion("alarm.cpu").outcome()).isEqualTo(Outcome.PASS);
    run.gap(probe, 20_000, 36_000);
    for (String id : IDS) {
      assertThat(criterion(id).outcome()).isEqualTo(Outcome.INVALID);
      assertThat(criterion(id).observed()).isEmpty();
    }
    assertThat(criterion("alarm.memory").message())
        .endsWith("for 16.0 s, from 20.0 s on; needed is one every 15 s of the load");
  }

  /** Rows that end in the middle: the probe was killed. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "docker, 'alarm.cpu,alarm.memory'",
    "kubectl, 'alarm.cpu,alarm.memory'",
    "metrics, 'alarm.cpu,alarm.memory'",
    "redis, 'queue.buildup,alarm.queue'",
    "database, alarm.connections",
    "health, system.responsive",
    "generator, generator.healthy",
    "host, ''",
    "history, ''"
  })
  void whatNeedsAProbeThatIsKilledIsInvalidAndSaysWhy(String probe, String invalid) {
    if (probe.equals("docker") || probe.equals("kubectl")) {
      asked(probe, 2);
      run.usage = Availability.AVAILABLE;
    }
    run.set("host", "cpu", 0, 80, 0.5).set("history", "pending", 0, 80, 1);
    assertThat(invalid()).isEmpty();
    run.gap(probe, 40_000, 90_000);
    run.unwatched.put(probe, probe + ": it was killed");
    run.unwatched.put("another", "another: something else");
    assertThat(String.join(",", invalid())).isEqualTo(invalid);
    for (String id : invalid()) {
      assertThat(criterion(id).message())
          .startsWith("there is no ")
          .endsWith(" s of the load (" + probe + ": it was killed)");
    }
  }

  @Test
  void aProbeThatNeverRanIsInvalidWithItsReason() {
    run.usage = Availability.AVAILABLE;
    run.set("docker", "up", 0, 80, 0);
    run.unwatched.put("docker", "docker: not found on the PATH");
    for (String id : IDS) {
      assertThat(criterion(id).outcome()).isEqualTo(Outcome.INVALID);
      assertThat(criterion(id).message())
          .startsWith("there is no reading of the ")
          .endsWith(
              " of any container for 60.0 s, from 0.0 s on; needed is one every 15 s of the load"
                  + " (docker: not found on the PATH)");
    }
    run.remove("docker", "up");
    assertThat(criterion("alarm.cpu").outcome()).isEqualTo(Outcome.INVALID);
    assertThat(criterion("alarm.cpu").message())
        .isEqualTo("containers or pods are named, and monitor.csv holds not one question for them");
  }

  @Test
  void aPodWithoutALimitCannotBeJudged() {
    asked("kubectl", 4);
    run.remove("kubectl", "cpu.b");
    assertThat(criterion("alarm.cpu").outcome()).isEqualTo(Outcome.INVALID);
    assertThat(criterion("alarm.cpu").message())
        .isEqualTo("pod b has no limit of its CPU: without one there is no share of it");
    assertThat(criterion("alarm.memory").outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void podsMayComeAndGoAsLongAsOneIsThere() {
    run.usage = Availability.AVAILABLE;
    run.set("kubectl", "up", 0, 80, 1);
    pod("old", 0, 36, 0);
    // its limits are asked for a little later
    pod("new", 36, 80, 8);
    assertThat(criterion("alarm.cpu").outcome()).isEqualTo(Outcome.PASS);
    pod("new", 36, 80, 12);
    assertThat(criterion("alarm.cpu").outcome()).isEqualTo(Outcome.PASS);
    run.remove("kubectl", "cpu.new");
    pod("new", 36, 80, 20);
    assertThat(criterion("alarm.cpu").outcome()).isEqualTo(Outcome.INVALID);
    assertThat(criterion("alarm.cpu").message())
        .startsWith("there is no reading of the CPU of pod new for 20.0 s, from 36.0 s on");
  }

  @Test
  void withoutAnybodyWhoTellsItIsInvalidAndSaysHowToNameOne() {
    run.remove("metrics", "machine_cpu_cores").remove("metrics", "machine_memory_bytes");
    run.unwatched.put("metrics", "metrics: GET http://h/metrics: found 404, allowed is 200");
    assertThat(criterion("alarm.cpu").outcome()).isEqualTo(Outcome.INVALID);
    assertThat(criterion("alarm.cpu").message())
        .isEqualTo(
            "nobody told of the target's CPU: name its containers or pods in the target file"
                + " (monitor: docker, kubectl), or declare monitor: none; /metrics would tell it by"
                + " process_cpu_seconds_total and machine_cpu_cores (metrics: GET http://h/metrics:"
                + " found 404, allowed is 200)");
    assertThat(criterion("alarm.memory").message())
        .contains("process_resident_memory_bytes and machine_memory_bytes");
    run.usage = Availability.DECLARED_NONE;
    for (String id : IDS) {
      assertThat(criterion(id).outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
      assertThat(criterion(id).message())
          .isEqualTo("the target file declares that nobody tells of the target's CPU and memory");
    }
  }

  @Test
  void nobodyWatchesRunsOfPlainMaven() {
    run.by = By.NOBODY;
    assertThat(criterion("alarm.cpu").outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    run.by = By.LAUNCHER;
    doubt = Optional.of("the run was interrupted");
    cpuSeconds(10, 60, 1.99);
    assertThat(criterion("alarm.cpu").outcome()).isEqualTo(Outcome.INVALID);
    assertThat(criterion("alarm.cpu").message()).isEqualTo("the run was interrupted");
  }

  /** The CPU seconds grow so fast from one second to another, and by 0.4 a second elsewhere. */
  private void cpuSeconds(long from, long to, double rate) {
    double seconds = 7;
    for (long second = 0; second <= 80; second++) {
      run.at("metrics", "process_cpu_seconds_total", second * 1_000, seconds);
      seconds += second >= from && second < to ? rate : 0.4;
    }
  }

  /** A docker or kubectl that tells of two idle parts every few seconds. */
  private void asked(String probe, int period) {
    for (long second = 0; second <= 80; second += period) {
      run.at(probe, "up", second * 1_000, 1);
    }
    for (String name : List.of("a", "b")) {
      for (long second = 0; second <= 80; second += period) {
        run.at(probe, "cpu." + name, second * 1_000, 0.5);
        run.at(probe, "memory." + name, second * 1_000, 0.5);
        run.at(probe, "memory_bytes." + name, second * 1_000, 7);
        run.at(probe, "cpu_cores." + name, second * 1_000, 0.25);
      }
    }
  }

  private void part(String probe, String name, String what, long from, long to, double value) {
    for (long second = from; second <= to; second += 4) {
      run.at(probe, what + "." + name, second * 1_000, value);
    }
  }

  private void pod(String name, long from, long to, long shareAfter) {
    for (long second = from; second <= to; second += 4) {
      run.at("kubectl", "cpu_cores." + name, second * 1_000, 0.25);
      if (second >= from + shareAfter) {
        run.at("kubectl", "cpu." + name, second * 1_000, 0.5);
      }
    }
  }

  private List<String> invalid() {
    return List.of(
            "queue.buildup",
            "system.responsive",
            "generator.healthy",
            "alarm.cpu",
            "alarm.memory",
            "alarm.queue",
            "alarm.connections")
        .stream()
        .filter(id -> criterion(id).outcome() == Outcome.INVALID)
        .toList();
  }

  private Criterion criterion(String id) {
    EvidenceOf evidence = new EvidenceOf();
    evidence.doubt = doubt;
    evidence.workflow = Optional.of(new WorkflowRecorder(TimeWindow.ALWAYS).analysis(0));
    evidence.watched = run.watched();
    return evidence.criterion(id);
  }
}
