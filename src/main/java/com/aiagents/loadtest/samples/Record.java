package com.aiagents.loadtest.samples;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One CSV record in a buffer, cut into fields without copying them.
 *
 * <p>RFC 4180: a field that begins with a quote may hold delimiters, line ends and doubled quotes;
 * what follows its closing quote, up to the delimiter, belongs to it. A quote inside a plain field
 * is a character like any other. A record ends with {@code \n} or {@code \r\n}. Used by one thread.
 */
final class Record {
  /** What {@link #cut} answers when the bytes end before the record does. */
  static final int INCOMPLETE = -1;

  /** What {@link #number} answers for a field that is none. */
  static final long NO_NUMBER = Long.MIN_VALUE;

  /** How many bytes are looked at together; so many must follow the limit of a buffer. */
  static final int PADDING = 32;

  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long HIGH_HALVES = 0xf0f0f0f0f0f0f0f0L;
  private static final long FIVE_BYTES = 0xffffffffffL;
  private static final long ONES = 0x0101010101010101L;
  private static final long NEWLINES = ONES * '\n';

  private final byte delimiter;
  private final long delimiters;
  private byte[] bytes;

  /** The same bytes, eight at a time. */
  private ByteBuffer longs;

  /** Field n stands between the n-th of these places and the next one, both excluded. */
  private int[] bounds = new int[32];

  private int count;
  private int lines;

  /** The first five digits of the last time stamp, at first five zeros, and what they stand for. */
  private long lastFirst = ONES * '0' & FIVE_BYTES;

  private long lastWhole;

  Record(byte delimiter) {
    this.delimiter = delimiter;
    this.delimiters = ONES * (delimiter & 0xff);
  }

  /** Says where the bytes are; {@link #PADDING} must follow those that are known. */
  void use(byte[] buffer) {
    bytes = buffer;
    longs = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Cuts the record that begins at a place.
   *
   * @param limit where the known bytes end
   * @return where the next record begins, or {@link #INCOMPLETE}
   */
  int cut(int from, int limit) {
    byte[] buffer = bytes;
    int[] ends = bounds;
    int fields = 0;
    lines = 1;
    ends[0] = from - 1;
    int at = from;
    if (from < limit && buffer[from] == '"') {
      at = afterQuotes(from, limit);
      if (at == INCOMPLETE) {
        return INCOMPLETE;
      }
    }
    int matches = matches(at);
    while (true) {
      while (matches == 0) {
        at += PADDING;
        if (at >= limit) {
          return INCOMPLETE;
        }
        matches = matches(at);
      }
      int end = at + Integer.numberOfTrailingZeros(matches);
      if (end >= limit) {
        return INCOMPLETE;
      }
      matches &= matches - 1;
      byte found = buffer[end];
      if (found != delimiter && found != '\n') {
        continue;
      }
      if (++fields == ends.length) {
        ends = bounds = Arrays.copyOf(ends, fields * 2);
      }
      ends[fields] = end;
      if (found == '\n') {
        if (end > ends[fields - 1] + 1 && buffer[end - 1] == '\r') {
          ends[fields] = end - 1;
        }
        count = fields;
        return end + 1;
      }
      int start = end + 1;
      if (start < limit && buffer[start] == '"') {
        at = afterQuotes(start, limit);
        if (at == INCOMPLETE) {
          return INCOMPLETE;
        }
        matches = matches(at);
      }
    }
  }

  /**
   * Which of the next 32 bytes are delimiters or newlines, a bit each. So many at a time, since the
   * end of a loop over the bits of eight bytes is what a processor cannot predict.
   */
  private int matches(int at) {
    return eight(at) | eight(at + 8) << 8 | eight(at + 16) << 16 | eight(at + 24) << 24;
  }

  /**
   * Which of eight bytes are delimiters or newlines, and perhaps one that follows such a byte: the
   * subtraction borrows (Mycroft's test). The multiplication brings their bits together.
   */
  private int eight(int at) {
    long word = longs.getLong(at);
    long a = word ^ delimiters;
    long b = word ^ NEWLINES;
    long found = (a - ONES & ~a | b - ONES & ~b) & HIGH_BITS;
    return (int) ((found >>> 7) * 0x0102040810204080L >>> 56);
  }

  private int start(int field) {
    return bounds[field] + 1;
  }

  private int end(int field) {
    return bounds[field + 1];
  }

  /** The place after the closing quote. */
  private int afterQuotes(int open, int limit) {
    int at = open + 1;
    while (at < limit) {
      byte b = bytes[at];
      if (b == '"') {
        if (at + 1 >= limit) {
          return INCOMPLETE;
        }
        if (bytes[at + 1] != '"') {
          return at + 1;
        }
        at++;
      } else if (b == '\n') {
        lines++;
      }
      at++;
    }
    return INCOMPLETE;
  }

  /** How many fields there are. */
  int fields() {
    return count;
  }

  /** How many line ends the record holds, its own included. */
  int lines() {
    return lines;
  }

  /** Whether it is an empty line. */
  boolean isBlank() {
    return count == 1 && end(0) == start(0);
  }

  boolean isEmpty(int field) {
    return end(field) == start(field);
  }

  /** Bytes of a field as it stands, its quotes included. */
  int length(int field) {
    return end(field) - start(field);
  }

  /** Whether a field is a text of ASCII, in quotes or not. */
  boolean is(int field, String ascii) {
    int quotes = length(field) == ascii.length() ? 0 : quotes(field);
    return length(field) - 2 * quotes == ascii.length() && holds(start(field) + quotes, ascii);
  }

  /** Whether a field is a short text, in quotes or not. */
  boolean is(int field, ShortText text) {
    return length(field) == text.length()
        ? (longs.getLong(start(field)) & text.mask()) == text.packed()
        : bytes[start(field)] == '"' && is(field, text.text());
  }

  /** The first eight bytes of a field, and of what follows it if it is shorter. */
  long firstEight(int field) {
    return longs.getLong(start(field));
  }

  /** Whether a field begins with a text of ASCII, in quotes or not. */
  boolean startsWith(int field, String ascii) {
    int quotes = quotes(field);
    return length(field) - 2 * quotes >= ascii.length() && holds(start(field) + quotes, ascii);
  }

  private boolean holds(int from, String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[from + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** 1 if a field stands in quotes, else 0. */
  private int quotes(int field) {
    return length(field) > 1 && bytes[start(field)] == '"' && bytes[end(field) - 1] == '"' ? 1 : 0;
  }

  /** A field, its quotes taken off. */
  String text(int field) {
    int from = start(field);
    int to = end(field);
    if (from == to || bytes[from] != '"') {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    byte[] plain = new byte[to - from];
    int length = 0;
    boolean quoted = true;
    for (int i = from + 1; i < to; i++) {
      byte b = bytes[i];
      if (quoted && b == '"') {
        if (i + 1 < to && bytes[i + 1] == '"') {
          i++;
        } else {
          quoted = false;
          continue;
        }
      }
      plain[length++] = b;
    }
    return new String(plain, 0, length, StandardCharsets.UTF_8);
  }

  /** A field as it stands: its characters without a copy if it is plain ASCII. */
  CharSequence characters(int field, AsciiText view) {
    int from = start(field);
    int to = end(field);
    if (from == to) {
      return "";
    }
    return bytes[from] != '"' && isAscii(from, to) ? view.of(bytes, longs, from, to) : text(field);
  }

  private boolean isAscii(int from, int to) {
    int at = from;
    for (; at + 8 <= to; at += 8) {
      if ((longs.getLong(at) & HIGH_BITS) != 0) {
        return false;
      }
    }
    for (; at < to; at++) {
      if (bytes[at] < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * A hash of a field that looks at its length and at no more than its first, middle and last eight
   * bytes.
   */
  int hash(int field) {
    int length = length(field);
    long first = longs.getLong(start(field));
    long middle = 0;
    long last = 0;
    if (length < 8) {
      first &= (1L << 8 * length) - 1;
    } else {
      middle = longs.getLong(start(field) + (length - 8) / 2);
      last = longs.getLong(end(field) - 8);
    }
    long hash = (first * 0x9e3779b97f4a7c15L ^ last) * 0xff51afd7ed558ccdL + length;
    hash = (hash ^ middle ^ hash >>> 29) * 0xc4ceb9fe1a85ec53L;
    return (int) (hash >>> 32);
  }

  /** Whether a field is, byte by byte, the same as some bytes. */
  boolean is(int field, byte[] some) {
    return Arrays.equals(bytes, start(field), end(field), some, 0, some.length);
  }

  /** The bytes of a field as it stands. */
  byte[] copy(int field) {
    return Arrays.copyOfRange(bytes, start(field), end(field));
  }

  /**
   * A field as a time stamp of 13 digits, as almost all are: the first five change once a day.
   *
   * @return {@link #NO_NUMBER} if it is no number at all
   */
  long millis(int field) {
    int from = start(field);
    if (end(field) - from != 13) {
      return number(field);
    }
    long first = longs.getLong(from) & FIVE_BYTES;
    long rest = digits(longs.getLong(from + 5), 8);
    if (first == lastFirst && rest >= 0) {
      return lastWhole + rest;
    }
    long whole = number(field);
    if (whole >= 0 && bytes[from] != '"') {
      lastFirst = first;
      lastWhole = whole - whole % 100_000_000;
    }
    return whole;
  }

  /**
   * A field as a whole number; in quotes it is one as well.
   *
   * @return {@link #NO_NUMBER} if it is none of at most 18 digits
   */
  long number(int field) {
    int from = start(field);
    int length = end(field) - from;
    if (length - 1 >>> 3 == 0) {
      long value = digits(longs.getLong(from), length);
      if (value >= 0) {
        return value;
      }
    }
    return anyNumber(field);
  }

  /**
   * Up to eight digits at once, so that a processor need not predict how many there are: Daniel
   * Lemire, "Quickly parsing eight digits", 2018.
   *
   * @param word the first digit in its lowest byte
   * @return {@link #NO_NUMBER} if one is none
   */
  private static long digits(long word, int length) {
    // shifted twice, since a shift by 64 is none
    long value = word << 64 - 8 * length | ONES * '0' >>> 8 * length - 4 >>> 4;
    if ((value & HIGH_HALVES | (value + ONES * 6 & HIGH_HALVES) >>> 4) != ONES * 0x33) {
      return NO_NUMBER;
    }
    value -= ONES * '0';
    value = value * 10 + (value >>> 8);
    return (value & 0x000000ff000000ffL) * 0x000f424000000064L
            + (value >>> 16 & 0x000000ff000000ffL) * 0x0000271000000001L
        >>> 32;
  }

  /** Any number: in quotes, with a sign, or of more than eight digits. */
  private long anyNumber(int field) {
    int from = start(field);
    int to = end(field);
    if (from < to && bytes[from] == '"') {
      int quotes = quotes(field);
      from += quotes;
      to -= quotes;
    }
    int first = from < to && bytes[from] == '-' ? from + 1 : from;
    int digits = to - first;
    if (digits < 1 || digits > 18) {
      return NO_NUMBER;
    }
    long value = 0;
    for (int i = first; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return NO_NUMBER;
      }
      value = value * 10 + digit;
    }
    return first == from ? value : -value;
  }
}
