package com.aiagents.loadtest.workflow;

import com.aiagents.loadtest.workflow.Ledger.Answer;
import com.aiagents.loadtest.workflow.Ledger.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Follows the tickets of a ledger to their rows.
 *
 * <p>Add every row of the run in any order, then {@link #follow} each accepted ticket. A ticket
 * with several rows has the worst of their fates, in the order completed, pending, failed,
 * corrupted, and counts as duplicated. Used by one thread.
 */
public final class Reconciliation {
  private final Ledger ledger;
  private final String probeTicket;
  private final Map<String, Found> found = new HashMap<>();
  private final Set<String> duplicated = new HashSet<>();
  private final Set<String> stray = new HashSet<>();

  private record Found(Fate fate, long completedMillis) {}

  /**
   * A reconciliation.
   *
   * @param probeTicket the id of the signature probe: sent, but no part of the load
   */
  public Reconciliation(Ledger ledger, String probeTicket) {
    this.ledger = ledger;
    this.probeTicket = probeTicket;
  }

  /** Takes a row of the history. */
  public void add(HistoryRow row) {
    if (row.ticketId().equals(probeTicket)) {
      return;
    }
    if (!ledger.contains(row.ticketId())) {
      stray.add(row.ticketId());
      return;
    }
    Fate fate = row.fate();
    Found now = new Found(fate, fate == Fate.COMPLETED ? row.completedMillis() : 0);
    Found before = found.put(row.ticketId(), now);
    if (before != null) {
      duplicated.add(row.ticketId());
      if (worse(before, now)) {
        found.put(row.ticketId(), before);
      }
    }
  }

  private static boolean worse(Found a, Found b) {
    int difference = badness(a.fate) - badness(b.fate);
    return difference > 0 || difference == 0 && a.completedMillis > b.completedMillis;
  }

  private static int badness(Fate fate) {
    return switch (fate) {
      case COMPLETED -> 0;
      case PENDING -> 1;
      case FAILED -> 2;
      case LOST -> 3;
      case CORRUPTED -> 4;
    };
  }

  /**
   * What became of one accepted ticket.
   *
   * @param queued the ids of the jobs that still wait
   * @param endMillis the end of the drain, epoch ms: until then those without an end state waited
   */
  public Followed follow(Entry entry, Set<String> queued, long endMillis) {
    Found row = found.get(entry.ticketId());
    if (row != null && row.fate == Fate.COMPLETED) {
      return new Followed(entry, Fate.COMPLETED, row.completedMillis - entry.sentMillis());
    }
    Fate fate =
        row != null ? row.fate : queued.contains(entry.ticketId()) ? Fate.PENDING : Fate.LOST;
    return new Followed(entry, fate, Math.max(0, endMillis - entry.sentMillis()));
  }

  /** Tickets with more than one row. */
  public long duplicated() {
    return duplicated.size();
  }

  /** Tickets of the run's prefix that nobody sent. */
  public long stray() {
    return stray.size();
  }

  /** Tickets without a clear answer that have a row all the same. */
  public long processedAnyway() {
    return ledger.entries().stream()
        .filter(e -> e.answer() == Answer.UNKNOWN && found.containsKey(e.ticketId()))
        .count();
  }

  /**
   * An accepted ticket and its end.
   *
   * @param elapsedMillis from the moment it was sent to its completion, or to the end of the drain;
   *     negative if the row says that it was completed before: another clock, or not this ticket's
   */
  public record Followed(Entry entry, Fate fate, long elapsedMillis) {}
}
