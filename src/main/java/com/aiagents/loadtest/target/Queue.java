package com.aiagents.loadtest.target;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The queue of a target, in its Redis: the list under {@link Target#queue()}.
 *
 * <p>Each call opens a connection of its own, with a time-out of 5 s. Never touches an entry of
 * another tenant or another run.
 */
public final class Queue {
  private static final int PAGE = 1_000;
  private static final int TIMEOUT_MILLIS = 5_000;

  private final Target target;

  /** The queue of a target that names a Redis. */
  public Queue(Target target) {
    if (target.redis().isEmpty()) {
      throw new IllegalArgumentException(target + " names no Redis");
    }
    this.target = target;
  }

  /** Jobs that wait. */
  public long depth() throws TargetException {
    return ask(redis -> redis.llen(target.queue()));
  }

  /** The ticket ids of all jobs that wait. */
  public Set<String> ticketIds() throws TargetException {
    return ask(
        redis -> {
          Set<String> ids = new HashSet<>();
          for (String entry : entries(redis)) {
            QueuedJob.parse(entry).map(QueuedJob::ticketId).ifPresent(ids::add);
          }
          return ids;
        });
  }

  /**
   * Removes the tenant's jobs for the tickets of one run and returns how many there were.
   *
   * @param ticketPrefix an empty one stands for every ticket of the tenant
   */
  public long remove(String ticketPrefix) throws TargetException {
    return ask(
        redis -> {
          long removed = 0;
          for (String entry : entries(redis)) {
            if (isOf(ticketPrefix, entry)) {
              removed += redis.lrem(target.queue(), 1, entry);
            }
          }
          return removed;
        });
  }

  /** Forgets the cached settings of the tenant: whoever changes the tenant does this too. */
  public void forgetTenant() throws TargetException {
    ask(redis -> redis.del("tenant:config:" + target.tenant()));
  }

  private boolean isOf(String ticketPrefix, String entry) {
    return QueuedJob.parse(entry)
        .filter(job -> job.tenantId().equals(target.tenant()))
        .filter(job -> job.ticketId().startsWith(ticketPrefix))
        .isPresent();
  }

  private List<String> entries(Jedis redis) {
    List<String> all = new java.util.ArrayList<>();
    for (long from = 0; ; from += PAGE) {
      List<String> page = redis.lrange(target.queue(), from, from + PAGE - 1);
      all.addAll(page);
      if (page.size() < PAGE) {
        return all;
      }
    }
  }

  private <T> T ask(Function<Jedis, T> question) throws TargetException {
    try (Jedis redis = new Jedis(target.redis().orElseThrow(), TIMEOUT_MILLIS)) {
      return question.apply(redis);
    } catch (JedisException e) {
      // the URL may hold a password; it was checked when it was read, so Jedis does not complain
      // of it with its text
      String place = target.redis().get().getHost() + ":" + target.redis().get().getPort();
      throw new TargetException("Redis " + place + ": " + e.getMessage());
    }
  }
}
