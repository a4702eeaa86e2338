package com.aiagents.loadtest.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.target.TargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorTest {
  @TempDir private Path folder;

  @Test
  void writesEveryAttemptAndOnlyWhatWasTold() throws Exception {
    AtomicLong clock = new AtomicLong(1_700_000_000_000L);
    Scripted probe =
        new Scripted(
            "redis",
            () -> Map.of("queue_depth", 1234.0),
            () -> {
              throw new TargetException("Redis: gone");
            },
            () -> {
              throw new IllegalStateException("a bug of a library");
            },
            Map::of,
            () -> Map.of("queue_depth", 0.5));
    try (Monitor monitor = monitor(List.of(probe), () -> clock.getAndAdd(1_000))) {
      monitor.start();
      assertThat(probe.done.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(probe.closed.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(csv()))
        .startsWith(
            """
            timeStamp,probe,reading,value
            1700000000000,redis,up,1
            1700000000000,redis,queue_depth,1234
            1700000001000,redis,up,0
            1700000002000,redis,up,0
            1700000003000,redis,up,1
            1700000004000,redis,up,1
            1700000004000,redis,queue_depth,0.5
            """);
  }

  @Test
  void aProbeThatHangsStopsNoOther() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Scripted hanging =
        new Scripted(
            "database",
            () -> {
              never.await();
              return Map.of();
            });
    Scripted lively = new Scripted("redis", Map::of, Map::of, Map::of);
    try (Monitor monitor = monitor(List.of(hanging, lively), System::currentTimeMillis)) {
      monitor.start();
      assertThat(lively.done.await(20, TimeUnit.SECONDS)).isTrue();
    }
    // an attempt that was cut off by the end says nothing of the target
    assertThat(Files.readString(csv())).contains("redis,up,1").doesNotContain("database");
  }

  @Test
  void aKilledRunKeepsWhatWasSeen() throws Exception {
    Scripted probe = new Scripted("redis", Map::of, Map::of);
    try (Monitor monitor = monitor(List.of(probe), () -> 5)) {
      monitor.start();
      assertThat(probe.done.await(20, TimeUnit.SECONDS)).isTrue();
      // asked for the second time: the first answer is in the file while it is still open
      assertThat(Files.readString(csv())).contains("5,redis,up,1\n");
    }
  }

  @Test
  void tellsWhichProbesCannotRunAndWhichFellSilent() throws Exception {
    Question gone =
        () -> {
          throw new TargetException("docker: no such thing as geheim-1\nmore");
        };
    Question bug =
        () -> {
          throw new IllegalStateException("geheim");
        };
    Scripted never = new Scripted("docker", gone, gone, gone);
    Scripted once = new Scripted("redis", bug, Map::of, Map::of, Map::of);
    Scripted late = new Scripted("metrics", Map::of, Map::of, bug, bug, bug);
    Scripted fine = new Scripted("health", Map::of, Map::of);
    Mask mask = new Mask(Map.of("ENCRYPTION_KEY", "geheim-1"));
    try (Monitor monitor =
        new Monitor(
            csv(),
            List.of(never, once, late, fine),
            Duration.ofMillis(1),
            System::currentTimeMillis,
            mask)) {
      assertThat(monitor.silent()).isEmpty();
      monitor.start();
      monitor.awaitFirst();
      for (Scripted probe : List.of(never, once, late, fine)) {
        assertThat(probe.done.await(20, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(monitor.silent())
          .containsExactly(
              Map.entry("docker", "docker: no such thing as ***"),
              Map.entry("metrics", "metrics: IllegalStateException"));
    }
  }

  @Test
  void theFirstAnswersAreWaitedFor() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    Scripted failing =
        new Scripted(
            "kubectl",
            () -> {
              hold.await();
              throw new TargetException("kubectl: not found on the PATH");
            },
            () -> {
              throw new TargetException("kubectl: still not found");
            });
    Scripted fine = new Scripted("redis", Map::of);
    try (Monitor monitor = monitor(List.of(failing, fine), System::currentTimeMillis)) {
      monitor.start();
      assertThat(fine.done.await(20, TimeUnit.SECONDS)).isTrue();
      hold.countDown();
      assertThat(monitor.awaitFirst())
          .containsExactly(Map.entry("kubectl", "kubectl: still not found"));
    }
  }

  @Test
  void aProbeMayRestLongerThanThePeriod() throws Exception {
    Scripted quick = new Scripted("redis", Collections.nCopies(40, (Question) Map::of));
    Scripted tired =
        new Scripted("history", Map::of, Map::of) {
          @Override
          public Duration rest(Duration took) {
            return Duration.ofHours(1);
          }
        };
    Scripted seldom =
        new Scripted("kubectl", Map::of, Map::of) {
          @Override
          public Duration interval(Duration period) {
            return Duration.ofHours(1);
          }
        };
    try (Monitor monitor = monitor(List.of(quick, tired, seldom), System::currentTimeMillis)) {
      monitor.start();
      assertThat(quick.done.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(monitor.awaitFirst()).isEmpty();
    }
    assertThat(tired.asked).hasValue(1);
    assertThat(seldom.asked).hasValue(1);
  }

  private Path csv() {
    return folder.resolve("monitor.csv");
  }

  private Monitor monitor(List<Probe> probes, java.util.function.LongSupplier clock)
      throws Exception {
    return new Monitor(csv(), probes, Duration.ofMillis(1), clock, new Mask(Map.of()));
  }

  private interface Question {
    Map<String, Double> ask() throws TargetException, InterruptedException;
  }

  /** Answers by a script, and the last answer for ever. */
  private static class Scripted implements Probe {
    private final String name;
    private final Question[] script;
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    Scripted(String name, Question... script) {
      this.name = name;
      this.script = script;
    }

    Scripted(String name, List<Question> script) {
      this(name, script.toArray(new Question[0]));
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Map<String, Double> read() throws TargetException, InterruptedException {
      int n = asked.getAndIncrement();
      if (n == script.length) {
        done.countDown();
      }
      return script[Math.min(n, script.length - 1)].ask();
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
