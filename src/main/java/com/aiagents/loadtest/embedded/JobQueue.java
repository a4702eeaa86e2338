package com.aiagents.loadtest.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis server of the target's own and the list in which jobs wait: LPUSH by the API, BRPOP by
 * the workers. Safe for many threads.
 */
final class JobQueue implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ATTEMPTS = 3;

  private final RedisServer server;
  private final JedisPooled redis;
  private final String key;
  private final int port;

  private JobQueue(RedisServer server, JedisPooled redis, String key, int port) {
    this.server = server;
    this.redis = redis;
    this.key = key;
    this.port = port;
  }

  static JobQueue start(Path work, String key) throws IOException {
    Files.createDirectories(work);
    for (int attempt = 1; ; attempt++) {
      try {
        return startOnce(work, key);
      } catch (IOException e) {
        // a port that was free a moment ago may be somebody else's when Redis takes it
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static JobQueue startOnce(Path work, String key) throws IOException {
    int port = Ports.free();
    RedisServer server =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("save \"\"")
            .setting("appendonly no")
            .setting("dir " + work.toAbsolutePath())
            .executableProvider(ExecutableProvider.newJarResourceProvider(work.toFile()))
            .build();
    server.start();
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(64);
    pool.setMaxIdle(64);
    return new JobQueue(server, new JedisPooled(pool, "127.0.0.1", port, 5_000), key, port);
  }

  /** Puts a job at the end of the queue. */
  void push(Job job) {
    try {
      redis.lpush(key, JSON.writeValueAsString(job));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a job is always JSON", e);
    }
  }

  /**
   * Takes the job that waited longest.
   *
   * @param waitSeconds how long to wait for one
   * @return null if none came
   */
  Job take(int waitSeconds) throws IOException {
    List<String> entry = redis.brpop(waitSeconds, key);
    return entry == null ? null : JSON.readValue(entry.get(1), Job.class);
  }

  /** Puts a job back that was taken and not begun; it is the next one to be taken. */
  void giveBack(Job job) {
    try {
      redis.rpush(key, JSON.writeValueAsString(job));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a job is always JSON", e);
    }
  }

  /** Jobs that wait. */
  long depth() {
    return redis.llen(key);
  }

  /** Whether the server answers. */
  boolean answers() {
    try {
      return "PONG".equals(redis.ping());
    } catch (JedisException e) {
      return false;
    }
  }

  /** Counts one more webhook of a tenant in the current minute, and returns how many it were. */
  long countInMinute(String tenant, long epochMinute) {
    String counter = "rate:" + tenant + ":" + epochMinute;
    long count = redis.incr(counter);
    if (count == 1) {
      redis.expire(counter, 120);
    }
    return count;
  }

  /** A cached text, or null. */
  String cached(String name) {
    return redis.get(name);
  }

  /** Caches a text for so many seconds. */
  void cache(String name, String text, long seconds) {
    redis.setex(name, seconds, text);
  }

  /** How a client connects. */
  String url() {
    return "redis://127.0.0.1:" + port + "/0";
  }

  @Override
  public void close() throws IOException {
    redis.close();
    server.stop();
  }

  /** One accepted webhook on its way. */
  record Job(
      String job_id, String tenant_id, String ticket_id, String description, String priority) {}
}
