package com.aiagents.loadtest.verdict;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a part of a thresholds file changes, and where it says so.
 *
 * @param where the keys that it lies in, for messages: empty or with a dot at the end
 * @param settings limits of criteria
 * @param labels limits of labels
 */
record Section(String where, Map<Setting, Placed> settings, Map<String, Label> labels) {
  static final String CRITERIA = "criteria";
  static final String LABELS = "labels";

  /** A limit and its line. */
  record Placed(int line, Limit limit) {}

  /** The sides of a label's figure that are named; not both need to be. */
  record Sides(int line, Optional<Placed> pass, Optional<Placed> fail) {}

  /** The figures of a label that are named. */
  record Label(int line, Map<Figure, Sides> figures) {}

  /** The limits of a base, changed by this; what contradicts itself is told and left as it was. */
  Limits over(Limits base, Problems problems) {
    return new Limits(criteria(base, problems), figures(base, problems));
  }

  private Map<Setting, Limit> criteria(Limits base, Problems problems) {
    Map<Setting, Limit> changed = new EnumMap<>(base.settings());
    settings.forEach((setting, placed) -> changed.put(setting, placed.limit()));
    settings.forEach(
        (setting, placed) -> {
          if (setting.otherSide().isEmpty()) {
            return;
          }
          Setting other = setting.otherSide().get();
          Limit pass = changed.get(setting.isPass() ? setting : other);
          Limit fail = changed.get(setting.isPass() ? other : setting);
          String name = where + CRITERIA + "." + setting.criterion();
          if (band(placed.line(), name, pass, Optional.of(fail), problems).isEmpty()) {
            changed.put(setting, base.limit(setting));
            changed.put(other, base.limit(other));
          }
        });
    return changed;
  }

  private Map<String, Map<Figure, Band>> figures(Limits base, Problems problems) {
    Map<String, Map<Figure, Band>> changed = new TreeMap<>();
    base.labels()
        .forEach(
            (label, bands) ->
                changed.computeIfAbsent(label, l -> new EnumMap<>(Figure.class)).putAll(bands));
    labels.forEach(
        (label, own) -> {
          Map<Figure, Band> bands =
              changed.computeIfAbsent(label, l -> new EnumMap<>(Figure.class));
          own.figures()
              .forEach(
                  (figure, sides) -> {
                    String name = where + LABELS + "." + label + "." + figure.key();
                    Optional<Band> inherited = Optional.ofNullable(bands.get(figure));
                    band(name, inherited, sides, problems)
                        .ifPresent(band -> bands.put(figure, band));
                  });
        });
    return changed;
  }

  private static Optional<Band> band(
      String name, Optional<Band> base, Sides sides, Problems problems) {
    Optional<Limit> pass = sides.pass().map(Placed::limit).or(() -> base.map(Band::pass));
    Optional<Limit> fail = sides.fail().map(Placed::limit).or(() -> base.flatMap(Band::fail));
    if (pass.isEmpty()) {
      problems.add(
          sides.line(), name, "found no pass, allowed is a limit to pass, with or without fail");
      return Optional.empty();
    }
    int line = sides.fail().or(sides::pass).map(Placed::line).orElse(sides.line());
    return band(line, name, pass.get(), fail, problems);
  }

  private static Optional<Band> band(
      int line, String name, Limit pass, Optional<Limit> fail, Problems problems) {
    try {
      return Optional.of(new Band(pass, fail));
    } catch (IllegalArgumentException e) {
      problems.add(line, name, e.getMessage());
      return Optional.empty();
    }
  }
}
