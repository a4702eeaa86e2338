package com.aiagents.loadtest.analysis;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts errors by code and message, in bounded memory; used by one thread.
 *
 * <p>Up to {@value #MOST} different ones are counted exactly. With more, the messages are given up
 * and only codes counted, exactly again; with more codes than that, all errors are one. Which it is
 * depends on what came and not on the order.
 */
final class ErrorRecorder {
  private static final int MOST = 1_000;
  private static final int LONGEST = 200;
  private static final String MANY_MESSAGES = "(more than " + MOST + " different messages)";
  private static final String MANY_CODES = "(more than " + MOST + " different codes)";

  private Map<Kind, Count> counts = new HashMap<>();
  private boolean byMessage = true;
  private boolean byCode = true;

  private record Kind(String code, String message) {
    // those that a record has by itself take ten times as long when a JVM has just started
    @Override
    public boolean equals(Object other) {
      return other instanceof Kind kind && code.equals(kind.code) && message.equals(kind.message);
    }

    @Override
    public int hashCode() {
      return 31 * code.hashCode() + message.hashCode();
    }
  }

  /** A number that grows in its place: {@code Map.merge} would make an object for each error. */
  private static final class Count {
    private long value;
  }

  void add(String code, String message) {
    add(new Kind(shortened(code), shortened(message)), 1);
  }

  static String shortened(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    // never half of a character
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end);
  }

  private void add(Kind kind, long some) {
    Kind counted = inForce(kind);
    Count count = counts.get(counted);
    if (count == null) {
      count = new Count();
      counts.put(counted, count);
    }
    count.value += some;
    if (counts.size() > MOST) {
      byCode = byMessage;
      byMessage = false;
      countAgain();
    }
  }

  private void countAgain() {
    Map<Kind, Count> finer = counts;
    counts = new HashMap<>();
    finer.forEach((kind, count) -> add(kind, count.value));
  }

  private Kind inForce(Kind kind) {
    if (!byCode) {
      return new Kind(MANY_CODES, MANY_MESSAGES);
    }
    return byMessage ? kind : new Kind(kind.code(), MANY_MESSAGES);
  }

  /** Counts all that another one counted. */
  void merge(ErrorRecorder other) {
    boolean coarser = byMessage && !other.byMessage || byCode && !other.byCode;
    byMessage &= other.byMessage;
    byCode &= other.byCode;
    if (coarser) {
      countAgain();
    }
    other.counts.forEach((kind, count) -> add(kind, count.value));
  }

  /** The most frequent ones, those of the same count by code and message. */
  List<ErrorCount> top(int most) {
    return counts.entrySet().stream()
        .map(e -> new ErrorCount(e.getKey().code(), e.getKey().message(), e.getValue().value))
        .sorted(
            Comparator.comparingLong(ErrorCount::count)
                .reversed()
                .thenComparing(ErrorCount::code)
                .thenComparing(ErrorCount::message))
        .limit(most)
        .toList();
  }
}
