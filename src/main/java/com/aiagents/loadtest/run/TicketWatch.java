package com.aiagents.loadtest.run;

import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.samples.WorkflowRow;
import com.aiagents.loadtest.scenario.Task;
import com.aiagents.loadtest.target.Queue;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.target.TicketGauge;
import com.aiagents.loadtest.unit.ClockOffset;
import com.aiagents.loadtest.workflow.Answer;
import com.aiagents.loadtest.workflow.Fate;
import com.aiagents.loadtest.workflow.HistoryRow;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Follows the accepted tickets of a load while it goes on, to show it and to notice that some are
 * lost. What is proven is for the drain to find: here a ticket ends with its first row that says
 * so, and only the database's clock is corrected.
 *
 * <p>A thread of its own asks every second for the oldest tickets without an end, and rests four
 * times as long as an answer took. Memory: at most {@value #MOST_OPEN} tickets without an end; what
 * is accepted beyond is not followed. Safe for many threads.
 */
public final class TicketWatch implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long PERIOD_MILLIS = 1_000;
  private static final int REST = 4;
  private static final int MOST_OPEN = 200_000;
  private static final int MOST_ASKED = 2_000;

  /** So long after its answer a ticket without a row is looked for in the queue. */
  private static final long SUSPECT_MILLIS = 10_000;

  /** A worker may hold a job for a while before it writes the row. */
  private static final long LOST_MILLIS = 20_000;

  /** To look through a long queue is work for Redis. */
  private static final long SEARCH_MILLIS = 5_000;

  private final Target target;
  private final String ticketPrefix;
  private final long clockMillis;
  private final boolean forLosses;
  private final boolean kept;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private final List<WorkflowRow> finished = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::watch, "tickets");
  private Optional<String> lost = Optional.empty();
  private long searchedMillis;

  /**
   * A ticket without an end.
   *
   * @param acceptedMillis when its answer was there, epoch ms
   * @param missedMillis when it was first seen in neither the queue nor the table; 0 if never
   */
  private record Open(
      String jobId, long sentMillis, long acceptedMillis, boolean picked, long missedMillis) {
    Open seen(boolean picked) {
      return new Open(jobId, sentMillis, acceptedMillis, picked, 0);
    }

    Open missed(long millis) {
      return new Open(jobId, sentMillis, acceptedMillis, picked, millis);
    }
  }

  private TicketWatch(
      Target target, String ticketPrefix, long clockMillis, boolean forLosses, boolean kept) {
    this.target = target;
    this.kept = kept;
    this.ticketPrefix = ticketPrefix;
    this.clockMillis = clockMillis;
    // without the queue a ticket may wait where nobody can look
    this.forLosses = forLosses && target.redis().isPresent();
  }

  /**
   * Begins to follow the tickets of a target that names a database.
   *
   * @param ticketPrefix what the tickets of the run begin with
   * @param clock how far the database's clock is ahead
   * @param forLosses whether to look through the queue for tickets that have no row
   * @param kept whether somebody takes the tickets that came to an end
   */
  static TicketWatch start(
      Target target, String ticketPrefix, ClockOffset clock, boolean forLosses, boolean kept) {
    TicketWatch watch =
        new TicketWatch(target, ticketPrefix, Math.round(clock.offsetMillis()), forLosses, kept);
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  /** Takes a sample; everything but an accepted ticket is passed over. */
  synchronized void add(Sample sample) {
    if (sample.label().equals(Task.SUBMIT.label())
        && !sample.ticketId().isEmpty()
        && Answer.of(sample.responseCode()) == Answer.ACCEPTED
        && open.size() < MOST_OPEN) {
      open.put(
          sample.ticketId().toString(),
          new Open(
              sample.jobId().toString(),
              sample.startMillis(),
              sample.startMillis() + sample.elapsedMillis(),
              false,
              0));
    }
  }

  /** Why tickets are lost; empty while none is known to be. */
  synchronized Optional<String> lost() {
    return lost;
  }

  /** Tickets that came to an end since the last call. */
  public synchronized List<WorkflowRow> takeFinished() {
    List<WorkflowRow> taken = List.copyOf(finished);
    finished.clear();
    return taken;
  }

  private void watch() {
    try (TicketGauge gauge = new TicketGauge(target, PATIENCE)) {
      long rest = PERIOD_MILLIS;
      while (!stopped.await(rest, TimeUnit.MILLISECONDS)) {
        long start = System.nanoTime();
        try {
          look(gauge);
        } catch (TargetException | IOException e) {
          // nothing is known of the tickets meanwhile; the monitor tells who is silent
        }
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        rest = Math.max(PERIOD_MILLIS, REST * took);
      }
    } catch (InterruptedException e) {
      // closed in the middle of a question
    }
  }

  private void look(TicketGauge gauge) throws TargetException, IOException {
    List<String> asked = oldest();
    if (asked.isEmpty()) {
      return;
    }
    long now = System.currentTimeMillis();
    List<String> suspects = suspects(asked, now);
    // the queue first: a job that is picked up in between has its row when the rows are read
    Set<String> waiting = suspects.isEmpty() ? Set.of() : waiting(now);
    List<HistoryRow> rows = gauge.rows(asked);
    take(rows);
    suspects.forEach(id -> miss(id, waiting.contains(id), now));
  }

  private synchronized List<String> oldest() {
    List<String> ids = new ArrayList<>();
    Iterator<String> all = open.keySet().iterator();
    while (all.hasNext() && ids.size() < MOST_ASKED) {
      ids.add(all.next());
    }
    return ids;
  }

  /** Tickets without a row that were accepted long ago; none if it is too early to look again. */
  private synchronized List<String> suspects(List<String> asked, long now) {
    if (!forLosses || now - searchedMillis < SEARCH_MILLIS) {
      return List.of();
    }
    return asked.stream()
        .filter(
            id -> !open.get(id).picked() && now - open.get(id).acceptedMillis() > SUSPECT_MILLIS)
        .toList();
  }

  private Set<String> waiting(long now) throws TargetException, IOException {
    searchedMillis = now;
    Set<String> ids = new HashSet<>();
    new Queue(target).forEachTicket(ticketPrefix, ids::add);
    return ids;
  }

  private synchronized void take(List<HistoryRow> rows) {
    for (HistoryRow row : rows) {
      Open ticket = open.get(row.ticketId());
      if (ticket != null) {
        take(row, ticket);
      }
    }
  }

  private void take(HistoryRow row, Open ticket) {
    boolean ended = row.status() == HistoryRow.Status.COMPLETED && row.completedMillis() != null;
    if (ended || row.status() == HistoryRow.Status.FAILED) {
      open.remove(row.ticketId());
      if (kept) {
        finished.add(finished(row, ticket, ended));
      }
    } else {
      open.put(row.ticketId(), ticket.seen(true));
    }
  }

  private synchronized void miss(String id, boolean waits, long now) {
    Open ticket = open.get(id);
    if (ticket == null || ticket.picked()) {
      return;
    }
    if (waits) {
      open.put(id, ticket.seen(false));
    } else if (ticket.missedMillis() == 0) {
      open.put(id, ticket.missed(now));
    } else if (now - ticket.missedMillis() >= LOST_MILLIS && lost.isEmpty()) {
      lost =
          Optional.of(
              "ticket "
                  + id
                  + " was accepted and has had neither a job nor a row for "
                  + (now - ticket.missedMillis()) / 1_000
                  + " s");
    }
  }

  private WorkflowRow finished(HistoryRow row, Open ticket, boolean completed) {
    long accepted = ticket.acceptedMillis() - ticket.sentMillis();
    long end = completed ? row.completedMillis() - clockMillis : System.currentTimeMillis();
    OptionalLong queue = OptionalLong.empty();
    OptionalLong processing = OptionalLong.empty();
    if (row.createdMillis() != null) {
      long picked = row.createdMillis() - clockMillis;
      queue = OptionalLong.of(picked - ticket.acceptedMillis());
      processing = completed ? OptionalLong.of(end - picked) : processing;
    }
    return new WorkflowRow(
        ticket.sentMillis(),
        end - ticket.sentMillis(),
        (completed ? Fate.COMPLETED : Fate.FAILED).text(),
        completed,
        "",
        row.ticketId(),
        ticket.jobId(),
        accepted,
        queue,
        processing);
  }

  @Override
  public void close() {
    stopped.countDown();
    thread.interrupt();
  }
}
