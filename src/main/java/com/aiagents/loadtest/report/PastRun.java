package com.aiagents.loadtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An earlier run, as its {@code verdict.json} tells of it.
 *
 * @param run the name of its folder
 * @param startedAt ISO 8601, UTC; may be empty
 * @param outcome the verdict
 * @param criteria by their ids
 * @param labels by the label
 * @param hasPage whether its folder holds a report.html
 */
public record PastRun(
    String run,
    String startedAt,
    String outcome,
    Map<String, Observed> criteria,
    Map<String, Label> labels,
    boolean hasPage) {
  /**
   * What a criterion observed.
   *
   * @param value {@code +∞} for one without bound; NaN if it was not judged
   * @param pass when it passes
   * @param fail when it fails; null if it never does
   */
  public record Observed(double value, String unit, String pass, String fail) {}

  /**
   * The samples of a label, whole run.
   *
   * @param p50 ms; NaN without a sample
   * @param p95 likewise
   * @param throughput samples a second
   */
  public record Label(double p50, double p95, double throughput) {}

  /**
   * Reads what the text of a verdict.json says.
   *
   * @throws IllegalArgumentException in one line if it is none
   */
  public static PastRun of(String run, String startedAt, JsonNode verdict, boolean hasPage) {
    if (verdict.path("schema").asInt() != 1
        || !verdict.path("verdict").isTextual()
        || !verdict.path("criteria").isArray()) {
      throw new IllegalArgumentException(
          "found no verdict.json of this suite, needed are schema 1, verdict and criteria");
    }
    Map<String, Observed> criteria = new LinkedHashMap<>();
    for (JsonNode c : verdict.path("criteria")) {
      criteria.put(
          c.path("id").asText(),
          new Observed(
              number(c.path("observed")),
              c.path("unit").asText(),
              c.path("pass").asText(),
              c.path("fail").isTextual() ? c.path("fail").asText() : null));
    }
    Map<String, Label> labels = new LinkedHashMap<>();
    for (JsonNode l : verdict.path("labels")) {
      labels.put(
          l.path("label").asText(),
          new Label(number(l.path("p50")), number(l.path("p95")), number(l.path("throughput"))));
    }
    return new PastRun(run, startedAt, verdict.path("verdict").asText(), criteria, labels, hasPage);
  }

  private static double number(JsonNode value) {
    if (value.isTextual()) {
      return "Infinity".equals(value.asText()) ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    return value.isNumber() ? value.asDouble() : Double.NaN;
  }

  /** What a criterion observed; NaN if it was not judged. */
  double observed(String id) {
    return criteria.containsKey(id) ? criteria.get(id).value() : Double.NaN;
  }
}
