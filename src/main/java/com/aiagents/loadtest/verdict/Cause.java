package com.aiagents.loadtest.verdict;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What may be behind a symptom.
 *
 * @param conditions when it is
 * @param commands what to try, with words in braces as {@link Place} knows them
 */
record Cause(String name, Conditions conditions, List<String> commands) {
  Cause {
    commands = List.copyOf(commands);
  }

  /** The facts that speak for it. */
  List<String> evidence(Map<Fact, Holding> facts) {
    return conditions.needs().stream().map(f -> facts.get(f).sentence()).toList();
  }

  /**
   * Why it is not this cause: what speaks for another one, else what speaks against this one, else
   * what is not known.
   */
  Instead instead(Map<Fact, Holding> facts) {
    List<Holding> needs = conditions.needs().stream().map(facts::get).toList();
    List<Holding> unless = conditions.unless().stream().map(facts::get).toList();
    return Stream.concat(
            unless.stream().filter(Holding::isTrue), needs.stream().filter(Holding::isFalse))
        .findFirst()
        .map(against -> new Instead(name, true, against.sentence()))
        .or(
            () ->
                needs.stream()
                    .filter(need -> need.holds().isEmpty())
                    .findFirst()
                    .map(need -> new Instead(name, false, need.sentence())))
        .orElseGet(() -> new Instead(name, false, "other causes need more that was seen"));
  }

  /** The commands for a target. */
  List<String> commands(Place place) {
    return commands.stream().map(place::fill).toList();
  }
}
