package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.scenario.Scenarios;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Reads the text of a thresholds file into limits; docs/thresholds.md describes it.
 *
 * <p>The whole text is read, and all of its problems are told. One instance reads one text.
 */
final class ThresholdsReader {
  private static final String SCENARIOS = "scenarios";

  private final Map<String, Set<String>> sent;
  private final Problems problems = new Problems();

  /**
   * A reader.
   *
   * @param sent see {@link Thresholds#read}
   */
  ThresholdsReader(Map<String, Set<String>> sent) {
    this.sent = sent;
  }

  Thresholds read(String text, Consumer<String> told) {
    YamlNode root =
        YamlNode.read(
            text, "are limits in quotes: \"> 99%\"", (line, what) -> problems.add(line, "", what));
    SectionReader reader = new SectionReader(problems);
    Map<String, YamlNode.Entry> top =
        problems.keys(root, "", List.of(Section.CRITERIA, Section.LABELS, SCENARIOS));
    Section general = reader.read(top, "");
    Limits limits = general.over(Limits.standard(), problems);
    sent.forEach((scenario, labels) -> refuseUnsent(scenario, labels, general));
    Map<String, Limits> scenarios = new LinkedHashMap<>();
    if (top.containsKey(SCENARIOS)) {
      List<String> names = Scenarios.all().stream().map(Scenario::name).toList();
      for (YamlNode.Entry entry :
          problems.keys(top.get(SCENARIOS).value(), SCENARIOS, names).values()) {
        String where = SCENARIOS + "." + entry.key();
        Map<String, YamlNode.Entry> keys =
            problems.keys(entry.value(), where, List.of(Section.CRITERIA, Section.LABELS));
        Section own = reader.read(keys, where + ".");
        scenarios.put(entry.key(), own.over(limits, problems));
        if (sent.containsKey(entry.key())) {
          refuseUnsent(entry.key(), sent.get(entry.key()), own);
        }
      }
    }
    problems.tell(told);
    return new Thresholds(limits, scenarios);
  }

  private void refuseUnsent(String scenario, Set<String> labels, Section section) {
    List<String> allowed = new ArrayList<>(List.of(LoadRecorder.TOTAL));
    allowed.addAll(new TreeSet<>(labels));
    section
        .labels()
        .forEach(
            (label, own) -> {
              if (!allowed.contains(label)) {
                problems.add(
                    own.line(),
                    section.where() + Section.LABELS,
                    "found '"
                        + label
                        + "', allowed in a run of "
                        + scenario
                        + " are "
                        + String.join(", ", allowed));
              }
            });
  }
}
