package com.aiagents.loadtest.workflow;

import com.aiagents.loadtest.unit.PackedText;

/**
 * A sum over ticket ids that tells whether two files speak of the same tickets, whatever their
 * order.
 *
 * <p>Each id is hashed to 64 bits (FNV-1a over eight characters at a time where all are ASCII, else
 * over each, then the finaliser of MurmurHash3) and the hashes are added: an id that is missing,
 * extra or changed shows with a chance of 1 − 2⁻⁶⁴. Used by one thread.
 */
public final class Fingerprint {
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private long sum;

  /** Takes an id. */
  public void add(CharSequence id) {
    long hash = BASIS + id.length();
    if (id instanceof PackedText packed) {
      for (int at = 0; at < id.length(); at += 8) {
        hash = step(hash, packed.eight(at));
      }
    } else if (isAscii(id)) {
      for (int at = 0; at < id.length(); at += 8) {
        hash = step(hash, PackedText.eight(id, at));
      }
    } else {
      for (int i = 0; i < id.length(); i++) {
        hash = step(hash, id.charAt(i));
      }
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    sum += hash ^ hash >>> 33;
  }

  /** The multiplication moves nothing down, so the upper half is brought to the lower one. */
  private static long step(long hash, long word) {
    long mixed = (hash ^ word) * PRIME;
    return mixed ^ mixed >>> 32;
  }

  private static boolean isAscii(CharSequence id) {
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
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
