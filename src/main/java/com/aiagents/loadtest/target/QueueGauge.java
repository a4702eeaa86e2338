package com.aiagents.loadtest.target;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The depth of a target's queue and the state of its Redis, asked again and again over one
 * connection, which is opened anew after a failure.
 *
 * <p>Used by one thread.
 */
public final class QueueGauge implements AutoCloseable {
  private final Target target;
  private final int patienceMillis;
  private Jedis redis;

  /**
   * The gauge of a target that names a Redis.
   *
   * @param patience for the connection, and for each answer
   */
  public QueueGauge(Target target, Duration patience) {
    this.target = target;
    this.patienceMillis = (int) patience.toMillis();
  }

  /** Asks. */
  public QueueState state() throws TargetException {
    try {
      if (redis == null) {
        redis = new Jedis(target.redis().orElseThrow(), patienceMillis);
      }
      long depth = redis.llen(target.queue());
      try (Pipeline questions = redis.pipelined()) {
        Response<Object> memory = questions.sendCommand(Command.INFO, "memory");
        Response<Object> clients = questions.sendCommand(Command.INFO, "clients");
        questions.sync();
        OptionalLong most = number(memory, "maxmemory");
        return new QueueState(
            depth,
            number(memory, "used_memory"),
            most.orElse(0) == 0 ? OptionalLong.empty() : most,
            number(clients, "connected_clients"));
      }
    } catch (JedisException e) {
      close();
      throw Queue.silent(target, e);
    }
  }

  /** A number of an INFO; empty where Redis does not tell it. */
  private static OptionalLong number(Response<Object> info, String name) {
    try {
      return new String((byte[]) info.get(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .filter(value -> value.matches("\\d{1,18}"))
          .mapToLong(Long::parseLong)
          .findFirst();
    } catch (JedisDataException e) {
      // an account that may ask for the queue need not be allowed to ask for more
      return OptionalLong.empty();
    }
  }

  @Override
  public void close() {
    if (redis != null) {
      try {
        redis.close();
      } catch (JedisException e) {
        // it is broken, which is why it is given up
      }
      redis = null;
    }
  }
}
