package com.aiagents.loadtest.report;

import com.aiagents.loadtest.verdict.Criterion;
import com.aiagents.loadtest.verdict.Outcome;
import com.aiagents.loadtest.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a verdict is what it is, for a page.
 *
 * @param title how many criteria pass
 * @param reasons of those that do not, the worst first
 * @param aside what else is to be known of those that pass or do not apply; may be empty
 */
record Reasons(String title, List<Reason> reasons, String aside) {
  /**
   * One reason.
   *
   * @param css the outcome's class
   * @param ids of all criteria with this outcome and message
   */
  record Reason(String outcome, String css, String ids, String message) {}

  /** The reasons of a verdict. */
  static Reasons of(Verdict verdict) {
    List<Criterion> counting =
        verdict.criteria().stream().filter(c -> c.outcome() != Outcome.NOT_APPLICABLE).toList();
    Map<List<String>, List<Criterion>> blamed = new LinkedHashMap<>();
    counting.stream()
        .filter(c -> c.outcome() != Outcome.PASS)
        .sorted(Comparator.comparing(Criterion::outcome).reversed())
        .forEach(
            c ->
                blamed
                    .computeIfAbsent(
                        List.of(c.outcome().name(), c.message()), key -> new ArrayList<>())
                    .add(c));
    long count = blamed.values().stream().mapToLong(List::size).sum();
    return new Reasons(
        count == 0 && !counting.isEmpty()
            ? "All " + counting.size() + " criteria that apply pass"
            : count + " of " + counting.size() + " criteria that apply do not pass",
        blamed.values().stream().map(Reasons::reason).toList(),
        aside(verdict, counting));
  }

  private static Reason reason(List<Criterion> same) {
    Criterion first = same.get(0);
    return new Reason(
        Shown.outcome(first.outcome()),
        first.outcome().name(),
        Shown.ids(same),
        Shown.sentence(first.message()));
  }

  private static String aside(Verdict verdict, List<Criterion> counting) {
    List<String> aside = new ArrayList<>();
    List<Criterion> unproven =
        counting.stream()
            .filter(c -> c.outcome() == Outcome.PASS && c.proven().filter(p -> !p).isPresent())
            .toList();
    if (!unproven.isEmpty()) {
      aside.add("Passed, but not proven by so few samples: " + Shown.ids(unproven) + ".");
    }
    int others = verdict.criteria().size() - counting.size();
    if (others > 0) {
      aside.add(others + (others == 1 ? " criterion does" : " criteria do") + " not apply.");
    }
    return String.join(" ", aside);
  }
}
