package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.verdict.YamlNode.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the text of a diagnosis file; docs/diagnosis.md describes it.
 *
 * <p>The whole text is read, and all of its problems are told. One instance reads one text.
 */
final class SymptomsReader {
  private static final String SYMPTOMS = "symptoms";
  private static final String WHEN = "when";
  private static final String NEEDS = "needs";
  private static final String UNLESS = "unless";
  private static final String CAUSES = "causes";
  private static final String TRY = "try";
  private static final String OUTCOMES = "WARNING, FAIL";

  private final Problems problems = new Problems();

  Symptoms read(String text, Consumer<String> told) {
    YamlNode root =
        YamlNode.read(
            text, "is a map of " + SYMPTOMS, (line, what) -> problems.add(line, "", what));
    Entry top = problems.keys(root, "", List.of(SYMPTOMS)).get(SYMPTOMS);
    List<Symptom> symptoms = new ArrayList<>();
    if (top == null || isNothing(top.value())) {
      // what is no map was told already
      if (root instanceof YamlNode.Keys || isNothing(root)) {
        problems.add(root.line(), "", "found no " + SYMPTOMS + ", allowed is a map of " + SYMPTOMS);
      }
    } else {
      for (Entry entry :
          problems.keys(top.value(), SYMPTOMS, List.of(), List.of(SYMPTOMS)).values()) {
        name(entry, SYMPTOMS);
        symptoms.add(symptom(entry, SYMPTOMS + "." + entry.key()));
      }
    }
    problems.tell(told);
    return new Symptoms(symptoms);
  }

  private Symptom symptom(Entry entry, String where) {
    Map<String, Entry> keys =
        problems.keys(entry.value(), where, List.of(WHEN, NEEDS, UNLESS, CAUSES));
    List<Cause> causes = new ArrayList<>();
    if (required(keys, CAUSES, entry, where, "a map of causes")) {
      String in = where + "." + CAUSES;
      for (Entry cause :
          problems.keys(keys.get(CAUSES).value(), in, List.of(), List.of(CAUSES)).values()) {
        name(cause, in);
        causes.add(cause(cause, in + "." + cause.key()));
      }
    }
    return new Symptom(entry.key(), when(keys, entry, where), conditions(keys, where), causes);
  }

  private Map<String, Set<Outcome>> when(Map<String, Entry> keys, Entry symptom, String where) {
    Map<String, Set<Outcome>> when = new LinkedHashMap<>();
    if (required(keys, WHEN, symptom, where, "a map of criteria")) {
      String in = where + "." + WHEN;
      for (Entry criterion :
          problems.keys(keys.get(WHEN).value(), in, Setting.allCriteria()).values()) {
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        for (YamlNode.Text outcome :
            texts(criterion, in + "." + criterion.key(), "a list of " + OUTCOMES)) {
          if (List.of(OUTCOMES.split(", ")).contains(outcome.value())) {
            outcomes.add(Outcome.valueOf(outcome.value()));
          } else {
            problems.add(
                outcome.line(),
                in + "." + criterion.key(),
                "found " + outcome.found() + ", allowed are " + OUTCOMES);
          }
        }
        when.put(criterion.key(), outcomes);
      }
    }
    return when;
  }

  private Cause cause(Entry entry, String where) {
    Map<String, Entry> keys = problems.keys(entry.value(), where, List.of(NEEDS, UNLESS, TRY));
    required(keys, NEEDS, entry, where, "a list of facts");
    List<String> commands = new ArrayList<>();
    if (required(keys, TRY, entry, where, "a list of commands")) {
      for (YamlNode.Text command : texts(keys.get(TRY), where + "." + TRY, "a list of commands")) {
        command(command, where + "." + TRY);
        commands.add(command.value());
      }
    }
    return new Cause(entry.key(), conditions(keys, where), commands);
  }

  private void command(YamlNode.Text command, String where) {
    line(command.line(), where, command.value(), "a command");
    Place.wordsOf(command.value())
        .filter(word -> !Place.words().contains(word))
        .forEach(
            word ->
                problems.add(
                    command.line(),
                    where,
                    "found '{"
                        + word
                        + "}', allowed are {"
                        + String.join("}, {", Place.words())
                        + "}"));
  }

  private Conditions conditions(Map<String, Entry> keys, String where) {
    List<Fact> needs = facts(keys.get(NEEDS), where + "." + NEEDS);
    List<Fact> unless = facts(keys.get(UNLESS), where + "." + UNLESS);
    for (Fact fact : unless) {
      if (needs.contains(fact)) {
        problems.add(
            keys.get(UNLESS).line(),
            where + "." + UNLESS,
            "found '" + fact.key() + "', which it needs; allowed is one of both");
      }
    }
    return new Conditions(needs, unless);
  }

  private List<Fact> facts(Entry entry, String where) {
    List<Fact> facts = new ArrayList<>();
    if (entry != null) {
      for (YamlNode.Text name : texts(entry, where, "a list of facts")) {
        Fact.find(name.value())
            .ifPresentOrElse(
                facts::add,
                () ->
                    problems.add(
                        name.line(),
                        where,
                        "found "
                            + name.found()
                            + ", allowed are "
                            + String.join(
                                ", ", Arrays.stream(Fact.values()).map(Fact::key).toList())));
      }
    }
    return facts;
  }

  /** Whether a key is there; told if it is not. */
  private boolean required(
      Map<String, Entry> keys, String key, Entry owner, String where, String allowed) {
    // what is no map was told already
    boolean told = !(owner.value() instanceof YamlNode.Keys || isNothing(owner.value()));
    if (!keys.containsKey(key) && !told) {
      problems.add(owner.line(), where, "found no " + key + ", allowed is " + allowed);
    } else if (keys.containsKey(key) && isEmpty(keys.get(key).value())) {
      problems.add(keys.get(key).line(), where + "." + key, "found nothing, allowed is " + allowed);
    }
    return keys.containsKey(key);
  }

  private static boolean isNothing(YamlNode node) {
    return node instanceof YamlNode.Nothing;
  }

  private static boolean isEmpty(YamlNode node) {
    return isNothing(node) || node instanceof YamlNode.Keys keys && keys.entries().isEmpty();
  }

  /** The texts of a list that is not empty. */
  private List<YamlNode.Text> texts(Entry entry, String where, String allowed) {
    if (!(entry.value() instanceof YamlNode.Items items)) {
      if (!isNothing(entry.value())) {
        problems.add(
            entry.line(), where, "found " + entry.value().found() + ", allowed is " + allowed);
      }
      return List.of();
    }
    if (items.all().isEmpty()) {
      problems.add(entry.line(), where, "found an empty list, allowed is " + allowed);
    }
    List<YamlNode.Text> texts = new ArrayList<>();
    for (YamlNode item : items.all()) {
      if (item instanceof YamlNode.Text text) {
        texts.add(text);
      } else {
        problems.add(item.line(), where, "found " + item.found() + ", allowed is " + allowed);
      }
    }
    return texts;
  }

  private void name(Entry entry, String where) {
    line(entry.line(), where, entry.key(), "a name");
  }

  private void line(int line, String where, String text, String what) {
    if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
      problems.add(
          line, where, "found no " + what.substring(2) + " on one line, allowed is " + what);
    }
  }
}
