package com.aiagents.loadtest.embedded;

/**
 * Which of a series of tickets a fault hits: a share of them, as a quota and not by chance.
 *
 * <p>A share of 1 % hits every 100th ticket, one of 3 % every 33rd or 34th, so that after n tickets
 * the hits are n times the share, one more or less. The seed moves where the first one falls.
 * Because a short run would see none, a share below one in ten also hits ticket 10 + s and ticket
 * 20 + s, where s is the seed modulo 5: at least two hits in 25 tickets. Ticket 1, which may be the
 * launcher's signature probe, is hit only if all are.
 *
 * <p>Used by one thread at a time.
 */
final class Quota {
  /** What a share is counted in. */
  static final int MILLION = 1_000_000;

  private final int perMillion;
  private final long phase;
  private final int seedStep;
  private long tickets;
  private long owed;
  private long hits;

  /**
   * @param perMillion the share, 1 to 1,000,000 in a million
   * @param seed moves the hits
   */
  Quota(int perMillion, long seed) {
    if (perMillion < 1 || perMillion > MILLION) {
      throw new IllegalArgumentException(
          "share: found " + perMillion + " in a million, allowed is 1 to " + MILLION);
    }
    this.perMillion = perMillion;
    this.seedStep = (int) Math.floorMod(seed, 5L);
    // below a whole ticket together with one share, so that ticket 1 is spared
    this.phase = (long) (MILLION - perMillion) * seedStep / 5;
  }

  /** Whether the ticket of this number is hit; numbers count from 1. */
  boolean hits(long number) {
    return whole(number) > whole(number - 1)
        || (perMillion * 11L <= MILLION && (number == 10 + seedStep || number == 20 + seedStep));
  }

  private long whole(long number) {
    return (number * perMillion + phase) / MILLION;
  }

  /**
   * Counts one more ticket.
   *
   * @param free whether it may be hit; a hit on a ticket that another fault has already waits for
   *     the next free one
   * @return which hit this is, from 1, or 0 if the ticket is spared
   */
  long next(boolean free) {
    tickets++;
    if (hits(tickets)) {
      owed++;
    }
    if (!free || owed == 0) {
      return 0;
    }
    owed--;
    return ++hits;
  }
}
