package com.aiagents.loadtest.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.aiagents.loadtest.analysis.Series.Point;
import com.aiagents.loadtest.samples.Reading;
import com.aiagents.loadtest.unit.TimeWindow;
import com.aiagents.loadtest.verdict.Clean;
import com.aiagents.loadtest.workflow.Fate;
import org.junit.jupiter.api.Test;

class MonitorRecorderTest {
  private static final TimeWindow LOAD = new TimeWindow(10_000, 70_000);
  private final MonitorRecorder recorder = new MonitorRecorder(LOAD, LOAD);

  @Test
  void theEndOfTheDrainIsTheLastReadingOfTheDepth() {
    read("redis", "queue_depth", 70_000, 9);
    read("redis", "queue_depth", 80_000, 4);
    read("redis", "queue_depth", 80_001, 7);
    recorder.drained(80_000, 3);
    assertThat(recorder.analysis().depth().points())
        .containsExactly(new Point(70_000, 9), new Point(80_000, 3));
    assertThat(recorder.analysis().backlog().last()).map(Point::millis).hasValue(80_000L);
  }

  @Test
  void aDrainFromBeforeTheLoadIsThatOfSomethingElse() {
    read("redis", "queue_depth", 20_000, 9);
    recorder.drained(9_999, 0);
    assertThat(recorder.analysis().depth().points()).containsExactly(new Point(20_000, 9));
    recorder.drained(10_000, 0);
    assertThat(recorder.analysis().depth().points()).containsExactly(new Point(10_000, 0));
  }

  @Test
  void anAttemptWithoutAStatusHadNoAnswer() {
    read("health", "up", 20_000, 1);
    read("health", "status", 20_000, 200);
    read("health", "up", 21_000, 0);
    assertThat(recorder.analysis().health().points())
        .containsExactly(new Point(20_000, 200), new Point(21_000, 0));
  }

  @Test
  void aShareNeedsItsWholeFromTheSameAttempt() {
    read("database", "connections", 20_000, 5);
    read("database", "max_connections", 20_000, 20);
    read("database", "connections", 21_000, 5);
    read("database", "max_connections", 22_000, 20);
    // of none at all there is no share
    read("database", "connections", 23_000, 0);
    read("database", "max_connections", 23_000, 0);
    assertThat(recorder.analysis().connections().points()).containsExactly(new Point(20_000, 0.25));
  }

  @Test
  void theCpuOfAProcessIsTheRateOfItsCounter() {
    for (int i = 0; i < 4; i++) {
      read("metrics", "machine_cpu_cores", 20_000 + i * 1_000L, i == 3 ? 0 : 4);
    }
    read("metrics", "process_cpu_seconds_total", 20_000, 5);
    read("metrics", "process_cpu_seconds_total", 21_000, 8.2);
    read("metrics", "process_cpu_seconds_total", 22_000, 1);
    // without its cores there is no share
    read("metrics", "process_cpu_seconds_total", 23_000, 2);
    read("metrics", "process_cpu_seconds_total", 24_000, 3);
    assertThat(recorder.analysis().processes().cpu().get("").points())
        .containsExactly(new Point(21_000, 0.8));
  }

  @Test
  void partsAreToldApartByTheirNames() {
    read("docker", "up", 20_000, 1);
    read("docker", "cpu.api.v1", 20_000, 0.5);
    read("docker", "cpu.api", 20_000, 0.25);
    read("docker", "memory.api", 20_000, 0.1);
    read("docker", "memory_bytes.api", 20_000, 77);
    Usage containers = recorder.analysis().containers();
    assertThat(containers.asked()).isTrue();
    assertThat(containers.cpu()).containsOnlyKeys("api", "api.v1");
    assertThat(containers.memory().get("api").points()).containsExactly(new Point(20_000, 0.1));
    assertThat(containers.seen()).containsOnlyKeys("api");
    assertThat(recorder.analysis().pods().asked()).isFalse();
  }

  @Test
  void ticketsAreCountedBetweenTheReadingsOfTheDepth() {
    for (int second = 10; second <= 14; second++) {
      read("redis", "queue_depth", second * 1_000L, 1);
    }
    recorder.addTicket(Clean.ticket("A", 10_995, 900, Fate.COMPLETED));
    recorder.addTicket(Clean.ticket("B", 10_996, 2_000, Fate.COMPLETED));
    recorder.addTicket(Clean.ticket("C", 11_500, 9_000, Fate.FAILED));
    // after the last reading nobody looks
    recorder.addTicket(Clean.ticket("D", 14_500, 900, Fate.COMPLETED));
    TargetAnalysis target = recorder.analysis().target();
    assertThat(target.accepted().points())
        .extracting(Point::value)
        .containsExactly(0.0, 1.0, 2.0, 0.0, 0.0);
    assertThat(target.completed().points())
        .extracting(Point::value)
        .containsExactly(0.0, 0.0, 1.0, 1.0, 0.0);
    assertThat(target.processing().points()).containsExactly(new WindowedSeries.Point(0, 894, 3));
  }

  @Test
  void aCounterGrowsFromReadingToReadingAndAnewWithANewProcess() {
    read("metrics", "process_cpu_seconds_total", 20_000, 10);
    read("metrics", "process_cpu_seconds_total", 22_000, 11);
    read("metrics", "process_cpu_seconds_total", 23_000, 0.5);
    read("metrics", "process_cpu_seconds_total", 24_000, 0.75);
    assertThat(recorder.analysis().target().cores().points())
        .containsExactly(new Point(22_000, 0.5), new Point(24_000, 0.25));
  }

  @Test
  void readingsAfterATicketAreRefused() {
    read("redis", "queue_depth", 21_000, 1);
    recorder.addTicket(Clean.ticket("T", 20_000, 900, Fate.FAILED));
    assertThatIllegalStateException()
        .isThrownBy(() -> read("redis", "queue_depth", 22_000, 1))
        .withMessage("readings come before tickets");
  }

  private void read(String probe, String name, long millis, double value) {
    recorder.add(new Reading(millis, probe, name, value));
  }
}
