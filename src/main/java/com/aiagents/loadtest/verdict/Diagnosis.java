package com.aiagents.loadtest.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may be behind a verdict that is not PASS: a pure function of the evidence and a table.
 *
 * <p>A symptom is there when one of its criteria has one of its outcomes and its own conditions are
 * met. Its causes whose conditions are met are shown, those with more needs first, at most {@value
 * #MOST}. INVALID is no symptom.
 *
 * @param known whether there was a table; without one nothing is found
 * @param found in the order of the table; one for each cause, or one for a symptom without
 */
public record Diagnosis(boolean known, List<Diagnosed> found) {
  /** Of a run in which there is nothing to explain. */
  public static final Diagnosis NONE = new Diagnosis(true, List.of());

  /** Of a run that should be explained, without a table. */
  public static final Diagnosis WITHOUT_TABLE = new Diagnosis(false, List.of());

  /** The most causes that are shown for a symptom. */
  private static final int MOST = 3;

  public Diagnosis {
    found = List.copyOf(found);
  }

  /** Whether any symptom may be there, so that a table is of use. */
  public static boolean isNeeded(Verdict verdict) {
    return verdict.criteria().stream()
        .anyMatch(c -> c.outcome() == Outcome.WARNING || c.outcome() == Outcome.FAIL);
  }

  /**
   * What may be behind a verdict.
   *
   * @param verdict on the evidence, without what only --require-proof makes a WARNING
   * @param place where the load went
   * @param symptoms the table
   */
  public static Diagnosis of(Verdict verdict, Evidence evidence, Place place, Symptoms symptoms) {
    Seen run = new Seen(verdict, evidence, place);
    Map<Fact, Holding> facts = new EnumMap<>(Fact.class);
    for (Fact fact : Fact.values()) {
      facts.put(fact, fact.in(run));
    }
    List<Diagnosed> found = new ArrayList<>();
    for (Symptom symptom : symptoms.all()) {
      List<String> criteria = symptom.shownBy(verdict);
      if (!criteria.isEmpty() && symptom.conditions().met(facts)) {
        found.addAll(found(symptom, criteria, facts, place));
      }
    }
    return new Diagnosis(true, found);
  }

  private static List<Diagnosed> found(
      Symptom symptom, List<String> criteria, Map<Fact, Holding> facts, Place place) {
    List<Cause> shown =
        symptom.causes().stream()
            .filter(cause -> cause.conditions().met(facts))
            .sorted(Comparator.comparingInt(cause -> -cause.conditions().needs().size()))
            .limit(MOST)
            .toList();
    List<Instead> instead =
        symptom.causes().stream()
            .filter(cause -> !shown.contains(cause))
            .map(cause -> cause.instead(facts))
            .toList();
    if (shown.isEmpty()) {
      return List.of(
          new Diagnosed(symptom.name(), criteria, Optional.empty(), List.of(), instead, List.of()));
    }
    return shown.stream()
        .map(
            cause ->
                new Diagnosed(
                    symptom.name(),
                    criteria,
                    Optional.of(cause.name()),
                    cause.evidence(facts),
                    instead,
                    cause.commands(place)))
        .toList();
  }
}
