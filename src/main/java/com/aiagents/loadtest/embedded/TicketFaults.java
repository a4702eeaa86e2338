package com.aiagents.loadtest.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * Faults that hit a share of the tickets at one place of their way.
 *
 * <p>Every fault counts every ticket that comes by. A ticket gets one fault at most: a hit on one
 * that has a fault already waits for the next free ticket. Every hit stands in the application log.
 * Safe for many threads.
 *
 * @param <W> a way in which a ticket goes wrong; its text tells the log what happens
 */
final class TicketFaults<W> {
  private final W none;
  private final Logger log;
  private final List<Member<W>> members = new ArrayList<>();

  private record Member<W>(Fault fault, Quota quota, List<W> ways) {}

  /**
   * @param none the way of a ticket that is spared
   * @param log gets the hits
   */
  TicketFaults(W none, Logger log) {
    this.none = none;
    this.log = log;
  }

  /**
   * Adds a fault; those added first choose first.
   *
   * @param quota empty if the fault was not asked for
   * @param ways taken in turns
   */
  TicketFaults<W> add(Fault fault, Optional<Quota> quota, List<W> ways) {
    quota.ifPresent(q -> members.add(new Member<>(fault, q, ways)));
    return this;
  }

  /** What goes wrong with the next ticket. */
  synchronized W next(String ticket) {
    W chosen = none;
    for (Member<W> member : members) {
      long hit = member.quota.next(chosen == none);
      if (hit > 0) {
        chosen = member.ways.get((int) ((hit - 1) % member.ways.size()));
        log.info("fault {}: ticket {} {}", member.fault.word(), ticket, chosen);
      }
    }
    return chosen;
  }
}
