package com.aiagents.loadtest.verdict;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One side of a criterion: what a value must be to pass, or to fail.
 *
 * @param sign how a value compares with it
 * @param value in the base unit of the measure, at least 0
 * @param measure what it is measured in
 */
record Limit(Sign sign, BigDecimal value, Measure measure) {
  /** How a value compares with a limit. */
  enum Sign {
    BELOW("<"),
    AT_MOST("<="),
    ABOVE(">"),
    AT_LEAST(">=");

    private final String text;

    Sign(String text) {
      this.text = text;
    }

    boolean isUpper() {
      return this == BELOW || this == AT_MOST;
    }

    private boolean admits(int compared) {
      return switch (this) {
        case BELOW -> compared < 0;
        case AT_MOST -> compared <= 0;
        case ABOVE -> compared > 0;
        case AT_LEAST -> compared >= 0;
      };
    }

    @Override
    public String toString() {
      return text;
    }
  }

  Limit {
    Objects.requireNonNull(sign, "sign is null");
    Objects.requireNonNull(measure, "measure is null");
    if (value.signum() < 0 || value.compareTo(measure.most()) > 0) {
      throw new IllegalArgumentException("found " + value + ", allowed is " + measure.words());
    }
  }

  /**
   * Reads a limit such as {@code < 60s}.
   *
   * @param upper whether values must lie below it, and not above
   * @throws IllegalArgumentException saying what was found and what is allowed
   */
  static Limit parse(String text, Measure measure, boolean upper) {
    String bare = text.strip();
    String operator = bare.startsWith("<=") || bare.startsWith(">=") ? bare.substring(0, 2) : "";
    if (operator.isEmpty() && (bare.startsWith("<") || bare.startsWith(">"))) {
      operator = bare.substring(0, 1);
    }
    for (Sign sign : Sign.values()) {
      if (sign.isUpper() == upper && sign.text.equals(operator)) {
        try {
          return new Limit(sign, measure.parse(bare.substring(operator.length()).strip()), measure);
        } catch (IllegalArgumentException e) {
          break;
        }
      }
    }
    throw new IllegalArgumentException(
        "found '"
            + text
            + "', allowed is "
            + signs(upper)
            + " with "
            + measure.words()
            + ": \""
            + (upper ? Sign.BELOW : Sign.ABOVE)
            + " "
            + measure.example()
            + "\"");
  }

  /** Whether an exact value meets it; any value that compares itself exactly with a decimal. */
  boolean admits(Comparable<BigDecimal> exact) {
    return sign.admits(exact.compareTo(value));
  }

  /** Whether a statistic that is computed in doubles meets it; +∞ is above every limit. */
  boolean admits(double computed) {
    return sign.admits(Double.compare(computed, value.doubleValue()));
  }

  /** Whether some values that there can be meet it, and others do not. */
  boolean divides() {
    boolean atLowest = admits(BigDecimal.ZERO);
    // only a share has a highest value: every other limit can be passed
    boolean atHighest = measure == Measure.SHARE ? admits(measure.most()) : !sign.isUpper();
    return atLowest != atHighest;
  }

  /** Whether some value meets both this upper or lower limit and one of the other direction. */
  boolean overlaps(Limit other) {
    Limit upper = sign.isUpper() ? this : other;
    Limit lower = sign.isUpper() ? other : this;
    if (measure == Measure.COUNT) {
      // between two neighbours there is no count
      BigDecimal most =
          upper.sign == Sign.BELOW ? upper.value.subtract(BigDecimal.ONE) : upper.value;
      BigDecimal least = lower.sign == Sign.ABOVE ? lower.value.add(BigDecimal.ONE) : lower.value;
      return most.compareTo(least) >= 0;
    }
    int compared = upper.value.compareTo(lower.value);
    return compared > 0
        || compared == 0 && upper.sign == Sign.AT_MOST && lower.sign == Sign.AT_LEAST;
  }

  /** What lies beyond this upper limit, for people: {@code more than 1000}. */
  String beyond() {
    return (sign == Sign.BELOW ? "at least " : "more than ") + words();
  }

  /** Its value for people. */
  String words() {
    return measure.text(value);
  }

  private static String signs(boolean upper) {
    return Arrays.stream(Sign.values())
        .filter(sign -> sign.isUpper() == upper)
        .map(Sign::toString)
        .collect(Collectors.joining(" or "));
  }

  /** As verdict.json shows it: {@code < 60000}, in the base unit. */
  @Override
  public String toString() {
    return sign + " " + Measure.plain(value);
  }
}
