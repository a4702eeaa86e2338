package com.aiagents.loadtest.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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

  /**
   * Hands the ticket id of every job that waits to a consumer, from the newest to the oldest.
   *
   * @throws IOException as the consumer does
   */
  public void forEachTicket(TicketConsumer consumer) throws TargetException, IOException {
    try {
      ask(
          redis -> {
            forEachEntry(
                redis,
                entry -> {
                  Matcher m = TICKET.matcher(entry);
                  if (m.find()) {
                    try {
                      consumer.ticket(m.group(1));
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  }
                });
            return null;
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Takes ticket ids, one at a time. */
  public interface TicketConsumer {
    void ticket(String id) throws IOException;
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
    List<String> all = new ArrayList<>();
    forEachEntry(redis, all::add);
    return all;
  }

  /**
   * From the head, where jobs enter, to the tail, where workers take them: after the load none
   * enters, so a page skips none that stays.
   */
  private void forEachEntry(Jedis redis, Consumer<String> consumer) {
    for (long from = 0; ; from += PAGE) {
      List<String> page = redis.lrange(target.queue(), from, from + PAGE - 1);
      page.forEach(consumer);
      if (page.size() < PAGE) {
        return;
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
