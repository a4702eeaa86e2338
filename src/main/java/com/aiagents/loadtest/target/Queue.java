package com.aiagents.loadtest.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The queue of a target, in its Redis: the list under {@link Target#queue()}.
 *
 * <p>Each call opens a connection of its own, with a time-out of 5 s. Never touches an entry of
 * another tenant or another run.
 */
public final class Queue {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TICKET =
      Pattern.compile("ticket_id\\\\*\"\\s*:\\s*\\\\*\"([A-Z0-9-]{1,100})");
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
            Matcher m = TICKET.matcher(entry);
            if (m.find()) {
              ids.add(m.group(1));
            }
          }
          return ids;
        });
  }

  /** Removes the jobs of one run and returns how many there were. */
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
    try {
      JsonNode job = JSON.readTree(entry);
      return job.path("tenant_id").asText().equals(target.tenant())
          && job.path("ticket_id").asText().startsWith(ticketPrefix);
    } catch (JsonProcessingException e) {
      return false;
    }
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
