package com.aiagents.loadtest.target;

import com.aiagents.loadtest.scenario.Task;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A system under test and how to reach it.
 *
 * @param name for people
 * @param url scheme, host and port; no path
 * @param tenant sends the tickets
 * @param webhook path with {@code {tenant_id}} and form of the signature with {@code {hex}}
 * @param reads which of HISTORY and TICKET the deployment has
 * @param database where the history table is, if it can be asked
 * @param databaseSource whether a database is named
 * @param redis where the queue is, if it can be asked
 * @param queue the Redis key of the queue
 * @param redisSource whether a Redis is named
 * @param logs where the application log is
 * @param monitor who tells of the target's CPU and memory
 */
public record Target(
    String name,
    URI url,
    String tenant,
    Webhook webhook,
    Set<Task> reads,
    Optional<DatabaseUrl> database,
    Source databaseSource,
    Optional<URI> redis,
    String queue,
    Source redisSource,
    Logs logs,
    Monitoring monitor) {
  public static final String DEFAULT_TENANT = "load-test-tenant";
  public static final String DEFAULT_QUEUE = "enhancement_queue";

  public Target {
    reads = Set.copyOf(reads);
  }

  /** Tasks that this deployment has no endpoint for. */
  public Set<Task> missingTasks() {
    Set<Task> missing = EnumSet.of(Task.HISTORY, Task.TICKET);
    missing.removeAll(reads);
    return missing;
  }

  /** The port of the URL, or the scheme's. */
  public int port() {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return "https".equals(url.getScheme()) ? 443 : 80;
  }

  /** The URL of a path. */
  public URI resolve(String path) {
    return url.resolve(path);
  }

  /** No secret: the database URL holds a password. */
  @Override
  public String toString() {
    return name + " (" + url + ")";
  }

  /** This target with another application log. */
  public Target withLogs(Logs logs) {
    return new Target(
        name,
        url,
        tenant,
        webhook,
        reads,
        database,
        databaseSource,
        redis,
        queue,
        redisSource,
        logs,
        monitor);
  }

  /**
   * Where the application log is.
   *
   * @param files that the application appends to
   * @param command prints the log for {@code sh -c}; {@code {start}} stands for the time, ISO 8601,
   *     from which on it is wanted
   * @param error what a line of an error holds
   * @param source whether a file or a command is named
   */
  public record Logs(List<Path> files, Optional<String> command, Pattern error, Source source) {
    public static final Pattern DEFAULT_ERROR = Pattern.compile("ERROR|CRITICAL|Traceback");

    /** Nobody said where the log is. */
    public static final Logs NOT_NAMED =
        new Logs(List.of(), Optional.empty(), DEFAULT_ERROR, Source.NOT_NAMED);

    public Logs {
      files = List.copyOf(files);
    }

    /** One file, with the default pattern. */
    public static Logs of(Path file) {
      return new Logs(List.of(file), Optional.empty(), DEFAULT_ERROR, Source.NAMED);
    }
  }

  /**
   * Who tells of the target's CPU and memory, and how often the target is asked.
   *
   * @param period from one question to the next, 1 s to 4 s, 1 s by default
   * @param docker names of containers that {@code docker} on this machine knows
   * @param kubectl pods that {@code kubectl} on this machine can ask of
   * @param source whether containers or pods are named
   */
  public record Monitoring(
      Duration period, List<String> docker, Optional<Pods> kubectl, Source source) {
    public static final Duration DEFAULT_PERIOD = Duration.ofSeconds(1);

    /** Nobody said who tells: the target's own metrics may. */
    public static final Monitoring NOT_NAMED =
        new Monitoring(DEFAULT_PERIOD, List.of(), Optional.empty(), Source.NOT_NAMED);

    public Monitoring {
      docker = List.copyOf(docker);
    }
  }

  /**
   * Pods of a Kubernetes cluster.
   *
   * @param selector labels as {@code kubectl -l} takes them
   */
  public record Pods(String namespace, String selector) {}

  /**
   * How a webhook is sent.
   *
   * @param path starts with a slash; {@code {tenant_id}} stands for the tenant
   * @param signature {@code sha256={hex}} or {@code {hex}}
   */
  public record Webhook(String path, String signature) {
    public static final Webhook DEFAULT =
        new Webhook("/webhooks/servicedesk/{tenant_id}", "sha256={hex}");

    /** The path for a tenant. */
    public String pathFor(String tenant) {
      return path.replace("{tenant_id}", tenant);
    }
  }
}
