package com.aiagents.loadtest.samples;

import java.io.IOException;
import java.util.Arrays;

/**
 * The CSV records of a stream of bytes, one at a time, in memory that does not grow with it.
 *
 * <p>{@link #cut()} looks at the record at the current place, {@link #accept()} goes past it,
 * {@link #skipLine()} goes to the next line instead, which is how a reader gets out of a record
 * that makes no sense. Used by one thread.
 */
final class Records implements AutoCloseable {
  /** A record that is longer is damage: bytes. */
  static final int LONGEST = 1 << 20;

  /** As much as stays in a cache of the processor, with what it was copied from. */
  private static final int CHUNK = 1 << 16;

  /** What stands at the current place. */
  enum Found {
    /** A whole record. */
    RECORD,
    /** Nothing: the bytes have ended. */
    END,
    /** The beginning of a record whose end never came. */
    CUT_OFF,
    /** A record without an end within {@link #LONGEST}. */
    TOO_LONG
  }

  private final ByteSource source;
  private final Record record;
  private byte[] buffer = new byte[CHUNK + Record.PADDING];
  private int from;
  private int limit;
  private int next;
  private boolean ended;
  private long offset;
  private long line = 1;

  /**
   * Records of a source.
   *
   * @param offset of its first byte in the file
   */
  Records(ByteSource source, byte delimiter, long offset) {
    this.source = source;
    this.record = new Record(delimiter);
    this.offset = offset;
    record.use(buffer, 0);
  }

  /** The record at the current place; of use after {@link Found#RECORD}. */
  Record record() {
    return record;
  }

  /** Byte of the current place, from 0. */
  long offset() {
    return offset;
  }

  /** Byte after the record that was cut. */
  long endOffset() {
    return offset + (next - from);
  }

  /** Line of the current place, the first being 1. */
  long line() {
    return line;
  }

  /** Looks at the record at the current place. */
  Found cut() throws IOException {
    while (true) {
      next = record.cut(from, limit);
      if (next != Record.INCOMPLETE) {
        return next - from > LONGEST ? Found.TOO_LONG : Found.RECORD;
      }
      if (limit - from > LONGEST) {
        return Found.TOO_LONG;
      }
      if (!more()) {
        return from == limit ? Found.END : Found.CUT_OFF;
      }
    }
  }

  /** Whether the bytes ended before their own end. */
  boolean isBroken() {
    return source.isBroken();
  }

  /** Goes past the record that was cut. */
  void accept() {
    offset += next - from;
    line += record.lines();
    from = next;
  }

  /** Goes to the next line; false if the bytes end before it. */
  boolean skipLine() throws IOException {
    while (true) {
      for (int i = from; i < limit; i++) {
        if (buffer[i] == '\n') {
          offset += i + 1 - from;
          from = i + 1;
          line++;
          return true;
        }
      }
      offset += limit - from;
      from = limit;
      if (!more()) {
        return false;
      }
    }
  }

  /** Passes over bytes that stand at the current place. */
  boolean skip(byte[] some) throws IOException {
    while (limit - from < some.length && more()) {
      // until there are enough
    }
    if (limit - from < some.length
        || !Arrays.equals(buffer, from, from + some.length, some, 0, some.length)) {
      return false;
    }
    from += some.length;
    offset += some.length;
    return true;
  }

  /** Passes over the first bytes, whatever they are. */
  void skip(long bytes) throws IOException {
    while (offset < bytes && (from < limit || more())) {
      int step = (int) Math.min(limit - from, bytes - offset);
      from += step;
      offset += step;
    }
  }

  private boolean more() throws IOException {
    if (ended) {
      return false;
    }
    System.arraycopy(buffer, from, buffer, 0, limit - from);
    limit -= from;
    from = 0;
    if (limit == buffer.length - Record.PADDING) {
      buffer = Arrays.copyOf(buffer, limit * 2 + Record.PADDING);
    }
    int count = source.read(buffer, limit, buffer.length - Record.PADDING - limit);
    ended = count < 0;
    limit += Math.max(0, count);
    record.use(buffer, limit);
    return !ended;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
