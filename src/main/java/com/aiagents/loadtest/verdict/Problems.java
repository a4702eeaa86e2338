package com.aiagents.loadtest.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Everything that is wrong with a text, gathered while it is read on. */
final class Problems {
  private final List<Problem> all = new ArrayList<>();

  private record Problem(int line, String text) {}

  /**
   * Takes a problem.
   *
   * @param where the key that it is about, with those that it lies in; empty for the whole text
   * @param text what was found, and what is allowed
   */
  void add(int line, String where, String text) {
    all.add(new Problem(line, where.isEmpty() ? text : where + ": " + text));
  }

  /** Tells each once, in the order of the text, as {@code line N: what: found …, allowed …}. */
  void tell(Consumer<String> told) {
    all.stream()
        .sorted(Comparator.comparingInt(Problem::line))
        .map(problem -> "line " + problem.line() + ": " + problem.text())
        .distinct()
        .forEach(told);
  }

  /** The entries of a map whose keys are all known; what is not there is empty. */
  Map<String, YamlNode.Entry> keys(YamlNode node, String where, List<String> known) {
    return keys(node, where, known, known);
  }

  /**
   * The entries of a map; what is not there is empty.
   *
   * @param known keys that are taken; empty for any
   * @param allowed those of them that a message names
   */
  Map<String, YamlNode.Entry> keys(
      YamlNode node, String where, List<String> known, Collection<String> allowed) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    if (node instanceof YamlNode.Keys map) {
      for (YamlNode.Entry entry : map.entries()) {
        if (known.isEmpty() || known.contains(entry.key())) {
          entries.put(entry.key(), entry);
        } else {
          add(
              entry.line(),
              where,
              "found '" + entry.key() + "', allowed are " + String.join(", ", allowed));
        }
      }
    } else if (!(node instanceof YamlNode.Nothing)) {
      add(
          node.line(),
          where,
          "found "
              + node.found()
              + ", allowed is a map of "
              + (allowed.isEmpty() ? "labels" : String.join(", ", allowed)));
    }
    return entries;
  }
}
