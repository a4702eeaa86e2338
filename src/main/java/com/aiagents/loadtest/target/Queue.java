package com.aiagents.loadtest.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
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
  private static final Pattern BODY = Pattern.compile("\"body\"\\s*:\\s*\"([A-Za-z0-9+/]+=*)\"");
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
   * Hands the ticket id of every job of a run that waits to a consumer, from the newest to the
   * oldest. An entry of a form that is not known counts if it speaks of such a ticket: to call a
   * ticket lost that waits would be worse.
   *
   * @throws IOException as the consumer does
   */
  public void forEachTicket(String ticketPrefix, TicketConsumer consumer)
      throws TargetException, IOException {
    Pattern ours = Pattern.compile(Pattern.quote(ticketPrefix) + "[A-Z0-9-]{1,100}");
    try {
      ask(
          redis -> {
            forEachEntry(
                redis,
                entry ->
                    QueuedJob.parse(entry)
                        .map(QueuedJob::ticketId)
                        .or(() -> mentioned(ours, entry))
                        .filter(id -> id.startsWith(ticketPrefix))
                        .ifPresent(id -> hand(id, consumer)));
            return null;
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Optional<String> mentioned(Pattern ours, String entry) {
    Matcher body = BODY.matcher(entry);
    String text = entry;
    if (body.find()) {
      try {
        text = new String(Base64.getDecoder().decode(body.group(1)), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        // no base64 after all: the entry is searched as it is
      }
    }
    Matcher id = ours.matcher(text);
    return id.find() ? Optional.of(id.group()) : Optional.empty();
  }

  private static void hand(String ticket, TicketConsumer consumer) {
    try {
      consumer.ticket(ticket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes ticket ids, one at a time. */
  public interface TicketConsumer {
    void ticket(String id) throws IOException;
  }

  /**
   * Removes the tenant's jobs for the tickets of one run and returns how many there were.
   *
   * @param ticketPrefix an empty one stands for every ticket of the tenant
   */
  public long remove(String ticketPrefix) throws TargetException {
    return ask(
        redis -> {
          List<String> ours = new ArrayList<>();
          forEachEntry(
              redis,
              entry -> {
                if (isOf(ticketPrefix, entry)) {
                  ours.add(entry);
                }
              });
          long removed = 0;
          for (String entry : ours) {
            removed += redis.lrem(target.queue(), 1, entry);
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
      throw silent(target, e);
    }
  }

  /** What a failed question to the Redis of a target says. */
  static TargetException silent(Target target, JedisException e) {
    // the URL may hold a password; it was checked when it was read, so Jedis does not complain
    // of it with its text
    String place = target.redis().get().getHost() + ":" + target.redis().get().getPort();
    return new TargetException("Redis " + place + ": " + e.getMessage());
  }
}
