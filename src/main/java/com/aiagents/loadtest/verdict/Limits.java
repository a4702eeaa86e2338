package com.aiagents.loadtest.verdict;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All limits that one scenario is judged by; immutable.
 *
 * @param settings every setting
 * @param labels figures with limits by label
 */
record Limits(Map<Setting, Limit> settings, Map<String, Map<Figure, Band>> labels) {
  Limits {
    EnumMap<Setting, Limit> all = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      Limit limit = settings.getOrDefault(setting, setting.standard());
      if (limit.measure() != setting.standard().measure()
          || limit.sign().isUpper() != setting.standard().sign().isUpper()) {
        throw new IllegalArgumentException(
            setting + ": found " + limit + ", allowed is one like " + setting.standard());
      }
      all.put(setting, limit);
    }
    settings = Collections.unmodifiableMap(all);
    Map<String, Map<Figure, Band>> sorted = new TreeMap<>();
    labels.forEach(
        (label, figures) -> {
          EnumMap<Figure, Band> copy = new EnumMap<>(Figure.class);
          copy.putAll(figures);
          sorted.put(label, Collections.unmodifiableMap(copy));
        });
    labels = Collections.unmodifiableMap(sorted);
    // every band checks itself
    for (Setting setting : Setting.values()) {
      if (setting.otherSide().isPresent()) {
        band(all, setting);
      }
    }
  }

  /** The contract's limits, and none for labels. */
  static Limits standard() {
    return new Limits(Map.of(), Map.of());
  }

  /** The limit of a setting. */
  Limit limit(Setting setting) {
    return settings.get(setting);
  }

  /** The band of a criterion that has a limit to fail. */
  Band band(Setting pass) {
    return band(settings, pass);
  }

  private static Band band(Map<Setting, Limit> settings, Setting side) {
    Setting other = side.otherSide().orElseThrow();
    Setting pass = side.isPass() ? side : other;
    return new Band(settings.get(pass), Optional.of(settings.get(pass == side ? other : side)));
  }
}
