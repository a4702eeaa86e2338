package com.aiagents.loadtest.workflow;

/**
 * A sum over ticket ids that tells whether two files speak of the same tickets, whatever their
 * order.
 *
 * <p>Each id is hashed to 64 bits (FNV-1a, then the finaliser of MurmurHash3) and the hashes are
 * added: an id that is missing, extra or changed shows with a chance of 1 − 2⁻⁶⁴. Used by one
 * thread.
 */
public final class Fingerprint {
  private long sum;

  /** Takes an id. */
  public void add(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    sum += hash ^ hash >>> 33;
  }

  /** The sum so far. */
  public long value() {
    return sum;
  }
}
