package com.aiagents.loadtest.embedded;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of a fault's value: a number with its unit, between two bounds. */
enum FaultValue {
  SHARE(
      "a share above 0% and at most 100%, of at most four decimals",
      decimal(4, "%"), "0.0001", "100"),
  FACTOR("a factor of 0.01x to 1000x", decimal(3, "x"), "0.01", "1000"),
  GROWTH("a growth of 0.01%/s to 1000%/s", decimal(3, "%/s"), "0.01", "1000"),
  FLOW("nothing, or 0.1MiB/s to 64MiB/s", decimal(3, "MiB/s"), "0.1", "64"),
  MOMENT("0.1s to 86400s", decimal(3, "s"), "0.1", "86400"),
  SKEW("-86400s to 86400s", "(-?\\d{1,6}(?:\\.\\d{1,3})?)s", "-86400", "86400"),
  RATE("1 to 1000000 webhooks a minute", "(\\d{1,7})", "1", "1000000"),
  LINES("1 to 1000 lines", "(\\d{1,4})", "1", "1000"),
  CONNECTIONS("1 to 50 connections", "(\\d{1,3})", "1", "50"),
  NONE("no value", "", "0", "0");

  private final String allowed;
  private final Pattern form;
  private final BigDecimal least;
  private final BigDecimal most;

  FaultValue(String allowed, String form, String least, String most) {
    this.allowed = allowed;
    this.form = Pattern.compile(form);
    this.least = new BigDecimal(least);
    this.most = new BigDecimal(most);
  }

  private static String decimal(int places, String unit) {
    return "(\\d{1,6}(?:\\.\\d{1," + places + "})?)" + Pattern.quote(unit);
  }

  /** What may stand there, in words. */
  String allowed() {
    return allowed;
  }

  /** Reads a number in this form; empty if it is not of the form or out of bounds. */
  Optional<BigDecimal> read(String text) {
    Matcher matcher = form.matcher(text);
    if (this == NONE || !matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    boolean within = number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
    return within ? Optional.of(number) : Optional.empty();
  }

  /** What the bare name means; empty if a value is needed. */
  Optional<BigDecimal> withoutText() {
    return switch (this) {
      case NONE -> Optional.of(BigDecimal.ONE);
      case FLOW -> Optional.of(new BigDecimal("0.5"));
      default -> Optional.empty();
    };
  }
}
