package com.aiagents.loadtest.workflow;

/**
 * A sum over ticket ids that tells whether two files speak of the same tickets, whatever their
 * order.
 *
 * <p>Each id is hashed to 64 bits (FNV-1a over every fourth character, four times, the four joined
 * by the finaliser of MurmurHash3) and the hashes are added: an id that is missing, extra or
 * changed shows with a chance of 1 − 2⁻⁶⁴. Used by one thread.
 */
public final class Fingerprint {
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private long sum;

  /** Takes an id. */
  public void add(CharSequence id) {
    // four chains that do not wait for each other's multiplications
    long a = BASIS;
    long b = BASIS + 1;
    long c = BASIS + 2;
    long d = BASIS + 3;
    int length = id.length();
    int i = 0;
    for (; i + 4 <= length; i += 4) {
      a = (a ^ id.charAt(i)) * PRIME;
      b = (b ^ id.charAt(i + 1)) * PRIME;
      c = (c ^ id.charAt(i + 2)) * PRIME;
      d = (d ^ id.charAt(i + 3)) * PRIME;
    }
    for (; i < length; i++) {
      a = (a ^ id.charAt(i)) * PRIME;
    }
    sum += finished(finished(finished(finished(a ^ length) + b) + c) + d);
  }

  private static long finished(long hash) {
    long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }

  /** Takes all ids that another one took. */
  public void merge(Fingerprint other) {
    sum += other.sum;
  }

  /** The sum so far. */
  public long value() {
    return sum;
  }
}
