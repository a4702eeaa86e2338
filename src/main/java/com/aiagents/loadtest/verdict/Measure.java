package com.aiagents.loadtest.verdict;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a limit is measured in, and how people write it: always with its unit, except for counts.
 *
 * <p>Numbers are decimals from 0 on, kept exactly in the base unit that verdict.json uses.
 */
enum Measure {
  /** A share, kept as 0 to 1. */
  SHARE("a percentage from 0% to 100%", "99%", units("%", "0.01"), BigDecimal.ONE),

  /** A relative growth, kept as 1 for 100 %; it has no natural bound. */
  GROWTH("a percentage from 0% to 1000%", "20%", units("%", "0.01"), BigDecimal.TEN),

  /** A time, kept in ms. */
  TIME(
      "a time from 0 to 24h with its unit ms, s, m or h",
      "1500ms",
      units("ms", "1", "s", "1000", "m", "60000", "h", "3600000"),
      new BigDecimal("86400000")),

  /** A number of tickets, errors or jobs. */
  COUNT("a whole number without a unit", "10", units("", "1"), new BigDecimal("1000000000000")),

  /** Memory, kept in bytes. */
  BYTES(
      "an amount of memory with its unit KiB, MiB or GiB",
      "50MiB",
      units("KiB", "1024", "MiB", "1048576", "GiB", "1073741824"),
      new BigDecimal("1125899906842624")),

  /** How often something happens, kept in 1/s. */
  RATE("a rate a second with its unit /s", "5/s", units("/s", "1"), new BigDecimal("1000000000"));

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,12})?)\\s*([A-Za-z%/]*)");

  private final String words;
  private final String example;
  private final Map<String, BigDecimal> units;
  private final BigDecimal most;

  Measure(String words, String example, Map<String, BigDecimal> units, BigDecimal most) {
    this.words = words;
    this.example = example;
    this.units = units;
    this.most = most;
  }

  /** What is allowed, in words. */
  String words() {
    return words;
  }

  /** A value as people write it. */
  String example() {
    return example;
  }

  /** The largest value that there can be; only of a share it is one that is reached. */
  BigDecimal most() {
    return most;
  }

  /**
   * Reads a value.
   *
   * @return in the base unit, exactly, without trailing zeros
   * @throws IllegalArgumentException without a message, if it is none of {@link #words()}
   */
  BigDecimal parse(String text) {
    Matcher m = FORM.matcher(text);
    BigDecimal unit = m.matches() ? units.get(m.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException();
    }
    BigDecimal value = new BigDecimal(m.group(1)).multiply(unit);
    if (value.compareTo(most) > 0 || this == COUNT && m.group(1).contains(".")) {
      throw new IllegalArgumentException();
    }
    return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }

  /** A value for people, in the unit that keeps it short. */
  String text(BigDecimal value) {
    return switch (this) {
      case SHARE, GROWTH -> plain(value.movePointRight(2)) + " %";
      case TIME ->
          value.compareTo(BigDecimal.valueOf(1000)) < 0
              ? plain(value) + " ms"
              : plain(value.movePointLeft(3)) + " s";
      case COUNT -> plain(value);
      case BYTES -> plain(value.divide(units.get("MiB"))) + " MiB";
      case RATE -> plain(value) + "/s";
    };
  }

  static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static Map<String, BigDecimal> units(String... namesAndFactors) {
    Map<String, BigDecimal> units = new LinkedHashMap<>();
    for (int i = 0; i < namesAndFactors.length; i += 2) {
      units.put(namesAndFactors[i], new BigDecimal(namesAndFactors[i + 1]));
    }
    return Collections.unmodifiableMap(units);
  }
}
