package com.aiagents.loadtest.unit;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 90s}, {@code 5m}, {@code 1h30m}; whole seconds, at least 1
 * s and at most 24 h.
 */
public final class DurationText {
  private static final Pattern FORM =
      Pattern.compile("(?:(\\d{1,5})h)?(?:(\\d{1,5})m)?(?:(\\d{1,6})s)?");
  private static final Duration LONGEST = Duration.ofHours(24);

  private DurationText() {}

  /**
   * Reads a duration.
   *
   * @throws IllegalArgumentException naming what was found and what is allowed
   */
  public static Duration parse(String text) {
    Matcher m = FORM.matcher(text);
    if (text.isEmpty() || !m.matches()) {
      throw new IllegalArgumentException(
          "found '" + text + "', allowed is a number with its unit: 90s, 5m, 1h30m");
    }
    Duration duration =
        Duration.ofHours(number(m.group(1)))
            .plusMinutes(number(m.group(2)))
            .plusSeconds(number(m.group(3)));
    if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("found '" + text + "', allowed is 1s to 24h");
    }
    return duration;
  }

  /** Writes whole seconds the way {@link #parse} reads them: {@code 5m}, {@code 1m30s}. */
  public static String format(Duration duration) {
    long seconds = duration.toSeconds();
    StringBuilder text = new StringBuilder();
    if (seconds >= 3600) {
      text.append(seconds / 3600).append('h');
    }
    if (seconds % 3600 >= 60) {
      text.append(seconds % 3600 / 60).append('m');
    }
    if (seconds % 60 > 0 || text.length() == 0) {
      text.append(seconds % 60).append('s');
    }
    return text.toString();
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
