package com.aiagents.loadtest.run;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Why a load may be ended before its time: what follows would load a dead system. */
public enum AbortRule {
  /** The target's health stays unanswered as long as {@code system.responsive} allows. */
  CRASH,
  /** An accepted ticket has neither a job nor a row. */
  LOSS,
  /** The webhooks' signatures are refused one after another. */
  AUTH;

  /** The word on the command line. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads rules as the user types them: {@code crash,loss,auth}.
   *
   * @throws IllegalArgumentException naming what was found and what is allowed
   */
  public static Set<AbortRule> parse(String words) {
    Set<AbortRule> rules = EnumSet.noneOf(AbortRule.class);
    for (String word : words.split(",", -1)) {
      Optional<AbortRule> rule =
          Arrays.stream(values()).filter(r -> r.text().equals(word.strip())).findFirst();
      rules.add(
          rule.orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "found '"
                          + word.replaceAll("\\p{Cntrl}", "?")
                          + "', allowed are "
                          + Arrays.stream(values())
                              .map(AbortRule::text)
                              .collect(Collectors.joining(", "))
                          + ", joined by commas")));
    }
    return rules;
  }
}
