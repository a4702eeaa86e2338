package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.ErrorCount;
import com.aiagents.loadtest.analysis.LabelStatistics;
import com.aiagents.loadtest.analysis.LoadAnalysis;
import com.aiagents.loadtest.analysis.LoadSeries;
import com.aiagents.loadtest.analysis.LoadSeries.Point;
import com.aiagents.loadtest.analysis.PhaseStatistics;
import com.aiagents.loadtest.unit.Percentile;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What {@code verdict.json} says of the samples: labels, phases, and the load over time. */
final class LoadJson {
  private static final int USER_DECIMALS = 3;

  private LoadJson() {}

  static void write(ObjectNode root, LoadAnalysis load) {
    ArrayNode labels = root.putArray("labels");
    load.labels().forEach(l -> label(labels.addObject(), l));
    ArrayNode phases = root.putArray("phases");
    load.phases().forEach(p -> phase(phases.addObject(), p));
    series(root.putObject("series"), load.series());
  }

  private static void label(ObjectNode node, LabelStatistics l) {
    node.put("label", l.label());
    node.put("kind", l.kind().text());
    node.put("count", l.count());
    node.put("errors", l.errors());
    VerdictJson.number(node, "min", l.latency().min());
    if (l.latency().mean().isPresent()) {
      VerdictJson.number(node, "mean", l.latency().mean().getAsDouble());
      VerdictJson.number(node, "standardDeviation", l.latency().standardDeviation().getAsDouble());
    } else {
      node.putNull("mean");
      node.putNull("standardDeviation");
    }
    for (Percentile p : VerdictJson.PERCENTILES) {
      VerdictJson.number(node, p.toString(), l.latency().percentile(p));
    }
    VerdictJson.number(node, "max", l.latency().max());
    VerdictJson.number(node, "throughput", l.throughput());
    ArrayNode errors = node.putArray("topErrors");
    for (ErrorCount e : l.topErrors()) {
      ObjectNode error = errors.addObject();
      error.put("code", e.code());
      error.put("message", e.message());
      error.put("count", e.count());
    }
  }

  private static void phase(ObjectNode node, PhaseStatistics phase) {
    node.put("phase", phase.phase().name());
    node.put("measured", phase.phase().measured());
    ArrayNode labels = node.putArray("labels");
    for (LabelStatistics l : phase.labels()) {
      ObjectNode label = labels.addObject();
      label.put("label", l.label());
      label.put("count", l.count());
      label.put("errors", l.errors());
      VerdictJson.number(label, "p50", l.latency().percentile(Percentile.P50));
      VerdictJson.number(label, "p95", l.latency().percentile(Percentile.P95));
      VerdictJson.number(label, "max", l.latency().max());
    }
  }

  private static void series(ObjectNode node, LoadSeries series) {
    node.put("length", series.lengthMillis());
    ArrayNode from = node.putArray("from");
    ArrayNode count = node.putArray("count");
    ArrayNode errors = node.putArray("errors");
    ArrayNode p50 = node.putArray("p50");
    ArrayNode p95 = node.putArray("p95");
    ArrayNode users = node.putArray("users");
    ArrayNode mostUsers = node.putArray("mostUsers");
    for (Point point : series.points()) {
      from.add(point.fromMillis());
      count.add(point.count());
      errors.add(point.errors());
      add(p50, point.p50());
      add(p95, point.p95());
      if (Double.isNaN(point.users())) {
        users.addNull();
      } else {
        users.add(rounded(point.users()));
      }
      mostUsers.add(point.mostUsers());
    }
  }

  private static void add(ArrayNode array, long millis) {
    if (millis < 0) {
      array.addNull();
    } else {
      array.add(millis);
    }
  }

  /** Without needless zeros, and never in the form 1E+2. */
  private static BigDecimal rounded(double users) {
    BigDecimal value =
        new BigDecimal(users).setScale(USER_DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return value.scale() < 0 ? value.setScale(0) : value;
  }
}
