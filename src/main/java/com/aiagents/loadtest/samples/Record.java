package com.aiagents.loadtest.samples;

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

  /** What marks a delimiter or a newline. */
  private static final int END = 0x80;

  /** What marks a quote, and another byte that is rare. */
  private static final int QUOTE = 0x40;

  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long HIGH_HALVES = 0xf0f0f0f0f0f0f0f0L;
  private static final long FIVE_BYTES = 0xffffffffffL;
  private static final long ONES = 0x0101010101010101L;
  private static final long ENDS = ONES * END;
  private static final long QUOTES = ONES * QUOTE;

  /** Odd, with bits all over. */
  private static final long FIRST_FACTOR = 0x9e3779b97f4a7c15L;

  private static final long LAST_FACTOR = 0xff51afd7ed558ccdL;

  private final byte delimiter;
  private byte[] bytes;

  /** For each byte {@link #END}, {@link #QUOTE} or 0. */
  private byte[] marks;

  /** Field n stands between the n-th of these places and the next one, both excluded. */
  private int[] bounds = new int[64];

  private int count;
  private int lines;

  /** The first five digits of the last time stamp, at first five zeros, and what they stand for. */
  private long lastFirst = ONES * '0' & FIVE_BYTES;

  private long lastWhole;

  Record(byte delimiter) {
    this.delimiter = delimiter;
  }

  /**
   * Says where the bytes are, again whenever some have changed, and marks what cuts them.
   *
   * <p>A loop as plain as this one becomes instructions that do 32 bytes at once: {@code (x - 1) &
   * ~x} has the high bit of a byte only if {@code x} is 0, and the next one only if {@code x} is 0
   * or 128.
   *
   * @param limit where those that are known end; {@link #PADDING} must follow
   */
  void use(byte[] buffer, int limit) {
    if (bytes != buffer) {
      bytes = buffer;
      marks = new byte[buffer.length];
    }
    byte[] marked = marks;
    byte cut = delimiter;
    for (int i = 0; i < limit; i++) {
      int a = buffer[i] ^ cut;
      int b = buffer[i] ^ '\n';
      int c = buffer[i] ^ '"';
      marked[i] = (byte) ((a - 1 & ~a | b - 1 & ~b) & END | c - 1 & ~c & QUOTE);
    }
    Arrays.fill(marked, limit, limit + PADDING, (byte) 0);
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
    int at = from;
    ends[0] = from - 1;
    while (at < limit) {
      long first = EightBytes.at(marks, at);
      long second = EightBytes.at(marks, at + 8);
      long third = EightBytes.at(marks, at + 16);
      long fourth = EightBytes.at(marks, at + 24);
      if (((first | second | third | fourth) & QUOTES) != 0) {
        return cutQuoted(from, limit);
      }
      if (ends.length <= fields + PADDING) {
        ends = bounds = Arrays.copyOf(ends, ends.length * 2);
      }
      int matches = bits(first) | bits(second) << 8 | bits(third) << 16 | bits(fourth) << 24;
      while (matches != 0) {
        int end = at + Integer.numberOfTrailingZeros(matches);
        ends[++fields] = end;
        if (buffer[end] == '\n') {
          lines = 1;
          return ended(fields, end);
        }
        matches &= matches - 1;
      }
      at += PADDING;
    }
    return INCOMPLETE;
  }

  /** Which of eight bytes end a field, a bit each: the multiplication brings them together. */
  private static int bits(long marks) {
    return (int) ((marks & ENDS) * 0x0002040810204081L >>> 56);
  }

  /** Takes the newline that ends a record. */
  private int ended(int fields, int newline) {
    if (newline > bounds[fields - 1] + 1 && bytes[newline - 1] == '\r') {
      bounds[fields] = newline - 1;
    }
    count = fields;
    return newline + 1;
  }

  /** Cuts a record, byte by byte, that may hold quotes. */
  private int cutQuoted(int from, int limit) {
    lines = 1;
    int fields = 0;
    int at = from;
    while (at < limit) {
      if (bytes[at] == '"') {
        at = afterQuotes(at, limit);
        if (at == INCOMPLETE) {
          return INCOMPLETE;
        }
      }
      while (at < limit && bytes[at] != delimiter && bytes[at] != '\n') {
        at++;
      }
      if (at == limit) {
        return INCOMPLETE;
      }
      if (++fields == bounds.length) {
        bounds = Arrays.copyOf(bounds, fields * 2);
      }
      bounds[fields] = at;
      if (bytes[at] == '\n') {
        return ended(fields, at);
      }
      at++;
    }
    return INCOMPLETE;
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
        ? (EightBytes.at(bytes, start(field)) & text.mask()) == text.packed()
        : bytes[start(field)] == '"' && is(field, text.text());
  }

  /** The first eight bytes of a field, and of what follows it if it is shorter. */
  long firstEight(int field) {
    return EightBytes.at(bytes, start(field));
  }

  /**
   * How many bytes of a thread's name may be those of an agent, {@code host:port}, without the
   * {@code -} that follows them; 0 if it begins with none. Quotes are not counted. Whether they are
   * is for {@link #isAgent} to say, which takes longer.
   */
  int agentLength(int field) {
    int from = start(field);
    int to = end(field);
    // a name without an agent has a space soon, as a rule, and an agent has none before its colon
    long beginning = EightBytes.at(bytes, from);
    int space = firstOf(beginning, ' ');
    if (space < to - from && space < firstOf(beginning, ':')) {
      return 0;
    }
    from += quotes(field);
    if (from < to && bytes[from] == '[') {
      return AgentName.length(bytes, from, to);
    }
    int at = from;
    int colon = 8;
    while (at < to && (colon = firstOf(EightBytes.at(bytes, at), ':')) == 8) {
      at += 8;
    }
    at += colon + 1;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at < to && bytes[at] == '-' ? at - from : 0;
  }

  /** Whether the first bytes of a thread's name are an agent, in quotes or not. */
  boolean isAgent(int field, int length) {
    return AgentName.length(bytes, start(field) + quotes(field), end(field)) == length;
  }

  /** Which of eight bytes is the first of a kind; 8 if none is. */
  private static int firstOf(long word, char kind) {
    long others = word ^ ONES * kind;
    return Long.numberOfTrailingZeros(others - ONES & ~others & HIGH_BITS) >>> 3;
  }

  /** A hash of the first bytes of a field, in quotes or not, that looks at both of their ends. */
  int hash(int field, int length) {
    int from = start(field) + quotes(field);
    long some = EightBytes.at(bytes, from);
    if (length < 8) {
      some &= (1L << 8 * length) - 1;
    } else {
      some = some * FIRST_FACTOR + EightBytes.at(bytes, from + length - 8);
    }
    return (int) ((some + length) * FIRST_FACTOR >>> 40);
  }

  /**
   * Whether a field begins with some bytes, in quotes or not.
   *
   * @param some with at least seven others after them
   */
  boolean startsWith(int field, byte[] some, int length) {
    int from = start(field) + quotes(field);
    if (end(field) - from < length) {
      return false;
    }
    int at = 0;
    for (; at + 8 <= length; at += 8) {
      if (EightBytes.at(bytes, from + at) != EightBytes.at(some, at)) {
        return false;
      }
    }
    return at == length
        || (EightBytes.at(bytes, from + at) ^ EightBytes.at(some, at)) << 8 * (8 - length + at)
            == 0;
  }

  /** The first bytes of a field that is ASCII there, in quotes or not. */
  String first(int field, int length) {
    return new String(bytes, start(field) + quotes(field), length, StandardCharsets.US_ASCII);
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
    return bytes[from] != '"' && isAscii(from, to) ? view.of(bytes, from, to) : text(field);
  }

  private boolean isAscii(int from, int to) {
    int at = from;
    for (; at + 8 <= to; at += 8) {
      if ((EightBytes.at(bytes, at) & HIGH_BITS) != 0) {
        return false;
      }
    }
    return at == to || (EightBytes.at(bytes, at) << 8 * (8 - to + at) & HIGH_BITS) == 0;
  }

  /**
   * A hash of a field that looks at its length and at no more than its first, middle and last eight
   * bytes.
   */
  int hash(int field) {
    int from = start(field);
    int length = end(field) - from;
    long some = EightBytes.at(bytes, from);
    if (length < 8) {
      some &= (1L << 8 * length) - 1;
    } else {
      some = some * FIRST_FACTOR + EightBytes.at(bytes, from + (length - 8) / 2);
      some = some * LAST_FACTOR + EightBytes.at(bytes, from + length - 8);
    }
    return (int) ((some + length) * FIRST_FACTOR >>> 40);
  }

  /**
   * Whether a field is, byte by byte, the same as some bytes.
   *
   * @param some with at least seven others after them
   */
  boolean is(int field, byte[] some, int length) {
    if (length(field) != length) {
      return false;
    }
    int from = start(field);
    int at = 0;
    for (; at + 8 <= length; at += 8) {
      if (EightBytes.at(bytes, from + at) != EightBytes.at(some, at)) {
        return false;
      }
    }
    return at == length
        || (EightBytes.at(bytes, from + at) ^ EightBytes.at(some, at)) << 8 * (8 - length + at)
            == 0;
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
    long first = EightBytes.at(bytes, from) & FIVE_BYTES;
    long rest = digits(EightBytes.at(bytes, from + 5), 8);
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
      long value = digits(EightBytes.at(bytes, from), length);
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
