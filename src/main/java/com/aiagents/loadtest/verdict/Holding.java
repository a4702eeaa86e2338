package com.aiagents.loadtest.verdict;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a fact holds in a run.
 *
 * @param holds empty if the evidence does not tell
 * @param sentence what was seen, with its numbers; or why nothing was
 */
record Holding(Optional<Boolean> holds, String sentence) {
  Holding {
    Objects.requireNonNull(holds, "holds is null");
    Objects.requireNonNull(sentence, "sentence is null");
  }

  static Holding of(boolean holds, String format, Object... values) {
    return new Holding(Optional.of(holds), String.format(Locale.ROOT, format, values));
  }

  static Holding yes(String format, Object... values) {
    return of(true, format, values);
  }

  static Holding no(String format, Object... values) {
    return of(false, format, values);
  }

  static Holding unknown(String format, Object... values) {
    return new Holding(Optional.empty(), String.format(Locale.ROOT, format, values));
  }

  boolean isTrue() {
    return holds.orElse(false);
  }

  boolean isFalse() {
    return !holds.orElse(true);
  }
}
