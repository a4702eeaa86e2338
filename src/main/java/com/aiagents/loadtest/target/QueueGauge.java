package com.aiagents.loadtest.target;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Function;
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
  private static final int MOST_DIGITS = 18;

  private final Target target;
  private final int patienceMillis;
  private Jedis redis;
  private Pipeline questions;

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
    return ask(this::state);
  }

  /** What Redis calls the type of the queue's key: {@code list}, {@code none} or another one. */
  public String type() throws TargetException {
    return ask(connection -> connection.type(target.queue()));
  }

  private <T> T ask(Function<Jedis, T> question) throws TargetException {
    try {
      if (redis == null) {
        redis = new Jedis(target.redis().orElseThrow(), patienceMillis);
        questions = redis.pipelined();
      }
      return question.apply(redis);
    } catch (JedisException e) {
      close();
      throw Queue.silent(target, e);
    }
  }

  private QueueState state(Jedis connection) {
    long depth = connection.llen(target.queue());
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

  /** A number of an INFO; empty where Redis does not tell it. */
  private static OptionalLong number(Response<Object> info, String name) {
    try {
      // asked every second for hours: no text is cut into lines for one of them
      String text = new String((byte[]) info.get(), StandardCharsets.US_ASCII);
      int from = text.indexOf("\n" + name + ":") + name.length() + 2;
      int to = from;
      while (to < text.length() && Character.digit(text.charAt(to), 10) >= 0) {
        to++;
      }
      return from <= name.length() + 1 || to == from || to - from > MOST_DIGITS
          ? OptionalLong.empty()
          : OptionalLong.of(Long.parseLong(text, from, to, 10));
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
