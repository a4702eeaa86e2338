package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.scenario.Scenarios;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads the text of a thresholds file into limits; docs/thresholds.md describes it.
 *
 * <p>The whole text is read, and all of its problems are told. One instance reads one text.
 */
final class ThresholdsReader {
  private static final String CRITERIA = "criteria";
  private static final String LABELS = "labels";
  private static final String SCENARIOS = "scenarios";
  private static final String PASS = "pass";
  private static final String FAIL = "fail";

  private final Map<String, Set<String>> sent;
  private final List<Problem> problems = new ArrayList<>();

  ThresholdsReader(Map<String, Set<String>> sent) {
    this.sent = sent;
  }

  private record Problem(int line, String text) {}

  /** A limit and where it stands. */
  private record Placed(int line, Limit limit) {}

  /** The sides of a label's figure that a section names. */
  private record Sides(int line, Optional<Placed> pass, Optional<Placed> fail) {}

  /** What one section changes. */
  private record Section(Map<Setting, Placed> settings, Map<String, LabelSection> labels) {}

  /** What a section says of a label. */
  private record LabelSection(int line, Map<Figure, Sides> figures) {}

  Thresholds read(String text, Consumer<String> told) {
    YamlNode root = YamlNode.read(text, (line, what) -> problems.add(new Problem(line, what)));
    Map<String, YamlNode.Entry> top = keys(root, "", List.of(CRITERIA, LABELS, SCENARIOS));
    Section general = section(top, "");
    Limits limits = limits(Limits.standard(), general, "");
    Map<String, Limits> scenarios = new LinkedHashMap<>();
    Map<String, Section> sections = new LinkedHashMap<>();
    if (top.containsKey(SCENARIOS)) {
      List<String> names = Scenarios.all().stream().map(Scenario::name).toList();
      keys(top.get(SCENARIOS).value(), SCENARIOS, names)
          .forEach(
              (name, entry) -> {
                String where = SCENARIOS + "." + name;
                Section own =
                    section(keys(entry.value(), where, List.of(CRITERIA, LABELS)), where + ".");
                sections.put(name, own);
                scenarios.put(name, limits(limits, own, where + "."));
              });
    }
    sent.forEach(
        (scenario, labels) -> {
          refuseUnsent(scenario, labels, general, "");
          Optional.ofNullable(sections.get(scenario))
              .ifPresent(
                  own -> refuseUnsent(scenario, labels, own, SCENARIOS + "." + scenario + "."));
        });
    problems.stream()
        .sorted(Comparator.comparingInt(Problem::line))
        .map(problem -> "line " + problem.line() + ": " + problem.text())
        .distinct()
        .forEach(told);
    return new Thresholds(limits, scenarios);
  }

  private Section section(Map<String, YamlNode.Entry> keys, String where) {
    return new Section(
        keys.containsKey(CRITERIA)
            ? settings(keys.get(CRITERIA).value(), where + CRITERIA)
            : Map.of(),
        keys.containsKey(LABELS) ? labels(keys.get(LABELS).value(), where + LABELS) : Map.of());
  }

  private Map<Setting, Placed> settings(YamlNode node, String where) {
    Map<Setting, Placed> settings = new EnumMap<>(Setting.class);
    Set<String> criteria =
        Arrays.stream(Setting.values())
            .map(Setting::criterion)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<String> known = new ArrayList<>(criteria);
    known.addAll(Setting.FIXED);
    for (YamlNode.Entry criterion : keys(node, where, known, criteria).values()) {
      String name = where + "." + criterion.key();
      if (Setting.FIXED.contains(criterion.key())) {
        problem(
            criterion.line(),
            name,
            "found limits, allowed are none: what it looks for must not happen at all");
        continue;
      }
      List<String> keys = Setting.of(criterion.key()).stream().map(Setting::key).toList();
      for (YamlNode.Entry side : keys(criterion.value(), name, keys).values()) {
        Setting setting = Setting.find(criterion.key(), side.key()).orElseThrow();
        limit(side, name, setting.judges(), setting::parse)
            .ifPresent(placed -> settings.put(setting, placed));
      }
    }
    return settings;
  }

  private Map<String, LabelSection> labels(YamlNode node, String where) {
    Map<String, LabelSection> labels = new TreeMap<>();
    for (YamlNode.Entry label : keys(node, where, List.of()).values()) {
      String name = where + "." + label.key();
      Map<Figure, Sides> figures = new EnumMap<>(Figure.class);
      List<String> known = Arrays.stream(Figure.values()).map(Figure::key).toList();
      for (YamlNode.Entry entry : keys(label.value(), name, known).values()) {
        Figure figure = Figure.find(entry.key()).orElseThrow();
        String of = name + "." + entry.key();
        Map<String, YamlNode.Entry> sides = keys(entry.value(), of, List.of(PASS, FAIL));
        Map<String, Placed> placed = new LinkedHashMap<>();
        sides.forEach(
            (key, side) ->
                limit(side, of, true, text -> figure.parse(text, key.equals(PASS)))
                    .ifPresent(limit -> placed.put(key, limit)));
        // a side that cannot be read was told: it is not missing too
        if (placed.size() == sides.size()) {
          figures.put(
              figure,
              new Sides(
                  entry.line(),
                  Optional.ofNullable(placed.get(PASS)),
                  Optional.ofNullable(placed.get(FAIL))));
        }
      }
      if (label.value() instanceof YamlNode.Nothing) {
        problem(
            label.line(), name, "found nothing, allowed is a map of " + String.join(", ", known));
      }
      labels.put(label.key(), new LabelSection(label.line(), figures));
    }
    return labels;
  }

  private interface Form {
    Limit parse(String text);
  }

  private Optional<Placed> limit(YamlNode.Entry side, String where, boolean judges, Form form) {
    String name = where + "." + side.key();
    try {
      Limit limit = form.parse(side.value() instanceof YamlNode.Text text ? text.value() : "");
      if (judges && !limit.divides()) {
        problem(
            side.line(),
            name,
            "found "
                + side.value().found()
                + ", allowed is a limit that some values meet and others do not");
        return Optional.empty();
      }
      return Optional.of(new Placed(side.line(), limit));
    } catch (IllegalArgumentException e) {
      problem(
          side.line(),
          name,
          side.value() instanceof YamlNode.Text
              ? e.getMessage()
              : e.getMessage().replaceFirst("^found ''", "found " + side.value().found()));
      return Optional.empty();
    }
  }

  /** The limits of a base, changed by a section. */
  private Limits limits(Limits base, Section section, String where) {
    Map<Setting, Limit> settings = new EnumMap<>(base.settings());
    section.settings().forEach((setting, placed) -> settings.put(setting, placed.limit()));
    section
        .settings()
        .forEach(
            (setting, placed) ->
                setting
                    .otherSide()
                    .ifPresent(
                        other -> {
                          if (!fits(
                              placed.line(),
                              where + CRITERIA + "." + setting.criterion(),
                              settings.get(setting.isPass() ? setting : other),
                              Optional.of(settings.get(setting.isPass() ? other : setting)))) {
                            settings.put(setting, base.limit(setting));
                            settings.put(other, base.limit(other));
                          }
                        }));
    Map<String, Map<Figure, Band>> labels = new TreeMap<>();
    base.labels().forEach((label, bands) -> labels.put(label, new EnumMap<>(bands)));
    section
        .labels()
        .forEach(
            (label, own) ->
                own.figures()
                    .forEach(
                        (figure, sides) -> {
                          Map<Figure, Band> bands =
                              labels.computeIfAbsent(label, l -> new EnumMap<>(Figure.class));
                          String name = where + LABELS + "." + label + "." + figure.key();
                          band(name, Optional.ofNullable(bands.get(figure)), sides)
                              .ifPresent(band -> bands.put(figure, band));
                        }));
    return new Limits(settings, labels);
  }

  private Optional<Band> band(String name, Optional<Band> base, Sides sides) {
    Optional<Limit> pass = sides.pass().map(Placed::limit).or(() -> base.map(Band::pass));
    Optional<Limit> fail = sides.fail().map(Placed::limit).or(() -> base.flatMap(Band::fail));
    if (pass.isEmpty()) {
      problem(
          sides.line(), name, "found no pass, allowed is a limit to pass, with or without fail");
      return Optional.empty();
    }
    int line = sides.fail().or(sides::pass).map(Placed::line).orElse(sides.line());
    return fits(line, name, pass.get(), fail)
        ? Optional.of(new Band(pass.get(), fail))
        : Optional.empty();
  }

  private boolean fits(int line, String name, Limit pass, Optional<Limit> fail) {
    try {
      new Band(pass, fail);
      return true;
    } catch (IllegalArgumentException e) {
      problem(line, name, e.getMessage());
      return false;
    }
  }

  private void refuseUnsent(String scenario, Set<String> labels, Section section, String where) {
    section
        .labels()
        .forEach(
            (label, own) -> {
              if (!label.equals(LoadRecorder.TOTAL) && !labels.contains(label)) {
                problem(
                    own.line(),
                    where + LABELS,
                    "found '"
                        + label
                        + "', allowed in a run of "
                        + scenario
                        + " are "
                        + LoadRecorder.TOTAL
                        + ", "
                        + String.join(", ", new TreeSet<>(labels)));
              }
            });
  }

  private Map<String, YamlNode.Entry> keys(YamlNode node, String where, List<String> allowed) {
    return keys(node, where, allowed, allowed);
  }

  /**
   * The entries of a map.
   *
   * @param known keys that are taken; empty for any
   * @param allowed those of them that a message names
   */
  private Map<String, YamlNode.Entry> keys(
      YamlNode node, String where, List<String> known, Collection<String> allowed) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    if (node instanceof YamlNode.Keys map) {
      for (YamlNode.Entry entry : map.entries()) {
        if (known.isEmpty() || known.contains(entry.key())) {
          entries.put(entry.key(), entry);
        } else {
          problem(
              entry.line(),
              where,
              "found '" + entry.key() + "', allowed are " + String.join(", ", allowed));
        }
      }
    } else if (!(node instanceof YamlNode.Nothing)) {
      problem(
          node.line(),
          where,
          "found "
              + node.found()
              + ", allowed is a map of "
              + (allowed.isEmpty() ? "labels" : String.join(", ", allowed)));
    }
    return entries;
  }

  private void problem(int line, String where, String text) {
    problems.add(new Problem(line, where.isEmpty() ? text : where + ": " + text));
  }
}
