package com.aiagents.loadtest.target;

import java.time.Duration;
import java.util.function.Function;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The depth of a target's queue, asked again and again over one connection, which is opened anew
 * after a failure.
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

  /** Jobs that wait. */
  public long depth() throws TargetException {
    return ask(redis -> redis.llen(target.queue()));
  }

  /** What Redis calls the type of the queue's key: {@code list}, {@code none} or another one. */
  public String type() throws TargetException {
    return ask(redis -> redis.type(target.queue()));
  }

  private <T> T ask(Function<Jedis, T> question) throws TargetException {
    try {
      if (redis == null) {
        redis = new Jedis(target.redis().orElseThrow(), patienceMillis);
      }
      return question.apply(redis);
    } catch (JedisException e) {
      close();
      throw Queue.silent(target, e);
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
