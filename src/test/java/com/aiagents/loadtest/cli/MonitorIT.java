package com.aiagents.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.monitor.Monitor;
import com.aiagents.loadtest.monitor.StandIn;
import com.aiagents.loadtest.run.EmbeddedProcess;
import com.aiagents.loadtest.run.Processes;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.samples.MonitorReader;
import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The monitor on a real target from which, in the middle of the watch, one thing after the other is
 * taken away: what was seen with it is not judged or fails, and everything else is judged as
 * before. The watches go on at the same time; the samples beside them are made here, and scripts
 * stand in for docker and kubectl.
 */
class MonitorIT {
  /** Attempts before something is taken away: more than the 10 s that an alarm needs. */
  private static final int BEFORE = 12;

  /** And with it gone: more than the 15 s that readings of a program may be apart. */
  private static final int AFTER = 18;

  private static final String DOCKER = "docker: [api, worker]";
  private static final String KUBECTL = "kubectl: { namespace: n, selector: app=worker }";

  @TempDir private Path folder;

  @Test
  void eachProbeCanGoWithoutTheOthers() throws Exception {
    try (EmbeddedProcess embedded =
            EmbeddedProcess.start(
                Project.current(), 0, folder.resolve("target.log"), Secret.random(), List.of());
        Watch whole = new Watch(folder.resolve("whole"), embedded);
        Watch withoutRedis = new Watch(folder.resolve("redis"), embedded);
        Watch withoutDatabase = new Watch(folder.resolve("database"), embedded);
        Watch withoutHttp = new Watch(folder.resolve("http"), embedded);
        Watch withPrograms =
            new Watch(folder.resolve("programs"), embedded, DOCKER + ", " + KUBECTL);
        Watch withoutDocker = new Watch(folder.resolve("docker"), embedded, DOCKER);
        Watch withoutKubectl = new Watch(folder.resolve("kubectl"), embedded, KUBECTL)) {
      List<Watch> all =
          List.of(
              whole,
              withoutRedis,
              withoutDatabase,
              withoutHttp,
              withPrograms,
              withoutDocker,
              withoutKubectl);
      for (Watch watch : all) {
        watch.awaitAttempts(2);
      }
      long first = System.currentTimeMillis();
      whole.awaitAttempts(2 + BEFORE);
      withoutRedis.redis.cut();
      withoutDatabase.database.fallSilent();
      withoutHttp.http.cut();
      withoutDocker.programs.remove("docker");
      withoutKubectl.programs.script("kubectl", "exec sleep 98765");
      whole.awaitAttempts(2 + BEFORE + AFTER);
      long end = System.currentTimeMillis();
      for (Watch watch : all) {
        watch.monitor.close();
        watch.writeRun(first, end);
      }
      for (Watch watch : List.of(whole, withPrograms)) {
        assertThat(watch.outcomes())
            .containsEntry("alarm.cpu", "PASS")
            .containsEntry("alarm.memory", "PASS");
        assertThat(watch.monitor.silent()).isEmpty();
      }
      assertThat(whole.readings())
          .contains(
              "redis.used_memory_bytes",
              "redis.connected_clients",
              "history.pending",
              "history.completed",
              "history.failed",
              "host.memory",
              "host.cpu",
              "metrics.machine_cpu_cores",
              "metrics.machine_memory_bytes",
              "metrics.enhancement_success_rate",
              "metrics.enhancement_duration_seconds_bucket.Inf");
      assertThat(withPrograms.readings())
          .contains("docker.cpu.api", "docker.memory_bytes.worker", "kubectl.cpu.worker-1");
      for (Watch watch : List.of(withoutDocker, withoutKubectl)) {
        assertThat(watch.outcomes())
            .containsEntry("queue.buildup", "PASS")
            .containsEntry("system.responsive", "PASS")
            .containsEntry("alarm.cpu", "INVALID")
            .containsEntry("alarm.memory", "INVALID");
      }
      assertThat(withoutDocker.monitor.silent())
          .containsEntry("docker", "docker: not found on the PATH");
      assertThat(withoutDocker.message("alarm.cpu"))
          .contains("of any container for ", " (docker: not found on the PATH)");
      // what hangs is gone with the watch
      assertThat(Processes.with("sleep 98765")).isEmpty();
      assertThat(whole.outcomes())
          .containsEntry("queue.buildup", "PASS")
          .containsEntry("system.responsive", "PASS")
          .containsEntry("alarm.queue", "PASS")
          .containsEntry("alarm.connections", "PASS");
      assertThat(withoutRedis.outcomes())
          .containsEntry("queue.buildup", "INVALID")
          .containsEntry("system.responsive", "PASS")
          .containsEntry("alarm.queue", "INVALID")
          .containsEntry("alarm.connections", "PASS");
      assertThat(withoutDatabase.outcomes())
          .containsEntry("queue.buildup", "PASS")
          .containsEntry("system.responsive", "PASS")
          .containsEntry("alarm.queue", "PASS")
          .containsEntry("alarm.connections", "INVALID");
      // a target that does not answer is no dead probe
      assertThat(withoutHttp.outcomes())
          .containsEntry("queue.buildup", "PASS")
          .containsEntry("system.responsive", "FAIL")
          .containsEntry("alarm.cpu", "INVALID")
          .containsEntry("alarm.memory", "INVALID")
          .containsEntry("alarm.queue", "PASS")
          .containsEntry("alarm.connections", "PASS");
    }
  }

  /** A run folder, its monitor, and the ways by which the monitor reaches the target. */
  private static final class Watch implements AutoCloseable {
    private final Path run;
    private final Forwarder http;
    private final Forwarder redis;
    private final Forwarder database;
    private final StandIn programs;
    private final Monitor monitor;

    Watch(Path run, EmbeddedProcess embedded) throws Exception {
      this(run, embedded, "");
    }

    /**
     * A watch.
     *
     * @param named what the target file says of its containers and pods
     */
    Watch(Path run, EmbeddedProcess embedded, String named) throws Exception {
      this.run = Files.createDirectory(run);
      programs = new StandIn(Files.createDirectory(run.resolve("bin")));
      programs.docker("20.00%").kubectl("100m");
      URI redisUrl = embedded.target().redis().orElseThrow();
      URI databaseUrl = URI.create(embedded.databaseUrl());
      http = new Forwarder(embedded.target().port());
      redis = new Forwarder(redisUrl.getPort());
      database = new Forwarder(databaseUrl.getPort());
      Target target =
          TargetFile.read(
              Files.writeString(
                  run.resolve("target.yaml"),
                  "url: http://127.0.0.1:%d\nredis: \"%s\"\ndatabase: \"%s\"\nmonitor: { %s }\n"
                      .formatted(
                          http.port(), at(redisUrl, redis), at(databaseUrl, database), named)),
              Map.of());
      monitor =
          Monitor.start(
              run.resolve("monitor.csv"),
              target,
              run.resolve("generator-gc.log"),
              "",
              programs.environment(),
              Map::of);
      assertThat(monitor.awaitFirst()).isEmpty();
    }

    private static String at(URI url, Forwarder forwarder) {
      return url.toString().replace(":" + url.getPort(), ":" + forwarder.port());
    }

    /** Waits until every probe was answered so often. */
    void awaitAttempts(int count) throws InterruptedException {
      Processes.await(
          count + " attempts of every probe of " + run,
          Duration.ofSeconds(60),
          () ->
              List.of("health", "metrics", "redis", "database").stream()
                  .allMatch(probe -> attempts(probe) >= count));
    }

    private long attempts(String probe) {
      AtomicLong up = new AtomicLong();
      try {
        MonitorReader.read(
            run.resolve("monitor.csv"),
            r -> {
              if (r.probe().equals(probe) && r.name().equals("up") && r.value() == 1) {
                up.incrementAndGet();
              }
            });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return up.get();
    }

    /** A load of one ticket a second, all of them completed. */
    void writeRun(long first, long end) throws IOException {
      StringBuilder samples =
          new StringBuilder("timeStamp,elapsed,label,responseCode,success,ticket_id,job_id\n");
      StringBuilder workflow = new StringBuilder(samples);
      for (long at = first; at <= end; at += 1_000) {
        String ticket = "R-" + at;
        samples.append(
            at + ",5,POST /webhooks/servicedesk/{tenant_id},202,true," + ticket + ",j\n");
        workflow.append(at + ",900,w,completed,true," + ticket + ",j\n");
      }
      Files.writeString(run.resolve("samples.jtl"), samples);
      Files.writeString(run.resolve("workflow.jtl"), workflow);
      Files.writeString(
          run.resolve("run.json"),
          """
          {"schema":1,"run":"R","scenario":"baseline","state":"finished",
           "startedBy":"load-test run",
           "target":{"name":"t","url":"http://h","tenant":"t","database":"named","redis":"named"},
           "unwatched":%s,
           "load":{"users":1,"warmUpSeconds":1,"durationSeconds":%d,"thinkTimeMillis":7000}}
          """
              .formatted(
                  new ObjectMapper().writeValueAsString(monitor.silent()), (end - first) / 1_000));
    }

    Map<String, String> outcomes() throws IOException {
      return criteria("outcome");
    }

    String message(String id) throws IOException {
      return criteria("message").get(id);
    }

    private Map<String, String> criteria(String key) throws IOException {
      JsonNode verdict =
          new ObjectMapper()
              .readTree(CommandLineRun.of("gate", run.toString(), "--format", "json").out());
      Map<String, String> found = new TreeMap<>();
      verdict.get("criteria").forEach(c -> found.put(c.get("id").asText(), c.get(key).asText()));
      return found;
    }

    Set<String> readings() throws IOException {
      Set<String> names = new TreeSet<>();
      MonitorReader.read(run.resolve("monitor.csv"), r -> names.add(r.probe() + "." + r.name()));
      return names;
    }

    @Override
    public void close() throws IOException {
      monitor.close();
      http.close();
      redis.close();
      database.close();
    }
  }
}
