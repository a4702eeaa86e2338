package com.aiagents.loadtest.report;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a report says of a run beside its verdict: where, when and how it was made. Holds no secret.
 *
 * @param run its id
 * @param state how it ended
 * @param startedAt ISO 8601, UTC; empty if it is not known, as all of these
 * @param endedAt likewise
 * @param target where the load went: name, URL and tenant
 * @param load what was planned, for people
 * @param versions by name
 * @param planSha256 of plan.jmx
 * @param command what was typed after {@code load-test}, to be typed again
 * @param note why it ended as it did
 */
public record RunFacts(
    String run,
    String state,
    String startedAt,
    String endedAt,
    String target,
    String load,
    Map<String, String> versions,
    String planSha256,
    String command,
    String note) {
  /** A run of which nothing is known. */
  public static final RunFacts NONE = new RunFacts("", "", "", "", "", "", Map.of(), "", "", "");

  public RunFacts {
    versions = new TreeMap<>(versions);
  }
}
