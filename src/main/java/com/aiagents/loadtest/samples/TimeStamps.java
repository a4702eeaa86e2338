package com.aiagents.loadtest.samples;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Time stamps as texts, for files that were not written with epoch milliseconds.
 *
 * <p>{@code 2026/11/24 10:15:30.123} and {@code 2026-11-24T10:15:30.123+01:00}: year first, {@code
 * /} or {@code -}, a space or {@code T}, an optional fraction after a point or a comma, cut to
 * whole milliseconds. Without a zone ({@code Z}, {@code +01:00}, {@code +0100}) the time is taken
 * as UTC wherever it is read, so that the same file gives the same result on every machine. Forms
 * with the day or a two-digit year first are no time stamps: they can be read in two ways.
 */
final class TimeStamps {
  /** Characters of the longest form, with quotes. */
  static final int LONGEST = 40;

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})([/-])(\\d\\d)\\2(\\d\\d)[ T](\\d\\d):(\\d\\d):(\\d\\d)(?:[.,](\\d{1,9}))?"
              + " ?(Z|[+-]\\d\\d(?::?\\d\\d)?)?");

  private TimeStamps() {}

  /** Epoch ms, or {@link Record#NO_NUMBER}. */
  static long millis(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      return Record.NO_NUMBER;
    }
    try {
      LocalDateTime time =
          LocalDateTime.of(
              Integer.parseInt(m.group(1)),
              Integer.parseInt(m.group(3)),
              Integer.parseInt(m.group(4)),
              Integer.parseInt(m.group(5)),
              Integer.parseInt(m.group(6)),
              Integer.parseInt(m.group(7)));
      String fraction = m.group(8) == null ? "" : m.group(8);
      int millis = Integer.parseInt((fraction + "000").substring(0, 3));
      ZoneOffset zone = m.group(9) == null ? ZoneOffset.UTC : ZoneOffset.of(m.group(9));
      return OffsetDateTime.of(time, zone).toInstant().toEpochMilli() + millis;
    } catch (DateTimeException e) {
      return Record.NO_NUMBER;
    }
  }
}
