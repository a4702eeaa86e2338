package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.verdict.Section.Label;
import com.aiagents.loadtest.verdict.Section.Placed;
import com.aiagents.loadtest.verdict.Section.Sides;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads the criteria and labels of one part of a thresholds file. */
final class SectionReader {
  private static final String PASS = "pass";
  private static final String FAIL = "fail";

  private final Problems problems;

  SectionReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads a part.
   *
   * @param keys its entries
   * @param where the keys that it lies in; empty or with a dot at the end
   */
  Section read(Map<String, YamlNode.Entry> keys, String where) {
    YamlNode.Entry criteria = keys.get(Section.CRITERIA);
    YamlNode.Entry labels = keys.get(Section.LABELS);
    return new Section(
        where,
        criteria == null ? Map.of() : settings(criteria.value(), where + Section.CRITERIA),
        labels == null ? Map.of() : labels(labels.value(), where + Section.LABELS));
  }

  private Map<Setting, Placed> settings(YamlNode node, String where) {
    Map<Setting, Placed> settings = new EnumMap<>(Setting.class);
    List<String> criteria =
        Arrays.stream(Setting.values()).map(Setting::criterion).distinct().toList();
    List<String> known = Setting.allCriteria();
    for (YamlNode.Entry criterion : problems.keys(node, where, known, criteria).values()) {
      String name = where + "." + criterion.key();
      if (Setting.FIXED.contains(criterion.key())) {
        problems.add(
            criterion.line(),
            name,
            "found limits, allowed are none: what it looks for must not happen at all");
        continue;
      }
      List<String> keys = Setting.of(criterion.key()).stream().map(Setting::key).toList();
      for (YamlNode.Entry side : problems.keys(criterion.value(), name, keys).values()) {
        Setting setting = Setting.find(criterion.key(), side.key()).orElseThrow();
        limit(side, name, setting.judges(), setting::parse)
            .ifPresent(placed -> settings.put(setting, placed));
      }
    }
    return settings;
  }

  private Map<String, Label> labels(YamlNode node, String where) {
    Map<String, Label> labels = new TreeMap<>();
    List<String> known = Arrays.stream(Figure.values()).map(Figure::key).toList();
    for (YamlNode.Entry label : problems.keys(node, where, List.of()).values()) {
      String name = where + "." + label.key();
      if (label.value() instanceof YamlNode.Nothing) {
        problems.add(
            label.line(), name, "found nothing, allowed is a map of " + String.join(", ", known));
      }
      Map<Figure, Sides> figures = new EnumMap<>(Figure.class);
      for (YamlNode.Entry entry : problems.keys(label.value(), name, known).values()) {
        Figure figure = Figure.find(entry.key()).orElseThrow();
        sides(entry, name, figure).ifPresent(sides -> figures.put(figure, sides));
      }
      labels.put(label.key(), new Label(label.line(), figures));
    }
    return labels;
  }

  /** The sides of a figure; empty if one cannot be read, which was told then. */
  private Optional<Sides> sides(YamlNode.Entry entry, String label, Figure figure) {
    String name = label + "." + entry.key();
    Map<String, YamlNode.Entry> named = problems.keys(entry.value(), name, List.of(PASS, FAIL));
    Map<String, Placed> sides = new LinkedHashMap<>();
    named.forEach(
        (key, side) ->
            limit(side, name, true, text -> figure.parse(text, key.equals(PASS)))
                .ifPresent(placed -> sides.put(key, placed)));
    return sides.size() < named.size()
        ? Optional.empty()
        : Optional.of(
            new Sides(
                entry.line(),
                Optional.ofNullable(sides.get(PASS)),
                Optional.ofNullable(sides.get(FAIL))));
  }

  private Optional<Placed> limit(
      YamlNode.Entry side, String where, boolean judges, Function<String, Limit> form) {
    String name = where + "." + side.key();
    try {
      Limit limit = form.apply(side.value() instanceof YamlNode.Text text ? text.value() : "");
      if (!judges || limit.divides()) {
        return Optional.of(new Placed(side.line(), limit));
      }
      problems.add(
          side.line(),
          name,
          "found "
              + side.value().found()
              + ", allowed is a limit that some values meet and others do not");
    } catch (IllegalArgumentException e) {
      problems.add(
          side.line(),
          name,
          // what is no text has no quotes
          side.value() instanceof YamlNode.Text
              ? e.getMessage()
              : e.getMessage().replaceFirst("^found ''", "found " + side.value().found()));
    }
    return Optional.empty();
  }
}
