package com.aiagents.loadtest.target;

import com.aiagents.loadtest.scenario.Task;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

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
    Source redisSource) {
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
