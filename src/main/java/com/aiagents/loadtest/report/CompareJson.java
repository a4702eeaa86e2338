package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.Interval;
import com.aiagents.loadtest.analysis.Magnitude;
import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.verdict.ComparedRun;
import com.aiagents.loadtest.verdict.Comparison;
import com.aiagents.loadtest.verdict.ComparisonRow;
import com.aiagents.loadtest.verdict.Effect;
import com.aiagents.loadtest.verdict.Measured;
import com.aiagents.loadtest.verdict.Minimum;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A comparison as JSON: docs/compare.md lists every key. Times in ms, shares 0 to 1; what is
 * computed has 6 significant digits.
 */
public final class CompareJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final MathContext DIGITS = new MathContext(6);

  private CompareJson() {}

  /** The text of the file, with a line end. */
  public static String render(Comparison comparison) {
    ObjectNode root = JSON.createObjectNode();
    root.put("schema", 1);
    root.put("result", comparison.result().name());
    run(root.putObject("a"), comparison.a());
    run(root.putObject("b"), comparison.b());
    ArrayNode differences = root.putArray("differences");
    comparison.differences().forEach(differences::add);
    root.put("tests", comparison.tests());
    number(root, "level", Comparison.LEVEL);
    number(root, "confidence", Comparison.CONFIDENCE);
    ObjectNode minimum = root.putObject("minimum");
    number(minimum, "share", Minimum.SHARE);
    number(minimum, "millis", Minimum.MILLIS);
    number(minimum, "delta", Minimum.DELTA);
    number(minimum, "errors", Minimum.ERRORS);
    ArrayNode rows = root.putArray("labels");
    comparison.rows().forEach(row -> row(rows.addObject(), row));
    try {
      return JSON.writeValueAsString(root).replace("\r\n", "\n") + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of nodes is always JSON", e);
    }
  }

  private static void run(ObjectNode node, ComparedRun run) {
    node.put("run", run.run());
    node.put("scenario", run.scenario());
    node.put("verdict", run.outcome().name());
    node.put("target", run.target());
  }

  private static void row(ObjectNode node, ComparisonRow row) {
    node.put("label", row.label());
    measured(node, "a", row.inA());
    measured(node, "b", row.inB());
    if (row instanceof ComparisonRow.Left left) {
      node.put("notCompared", left.reason());
    }
    if (row instanceof ComparisonRow.Compared compared) {
      ObjectNode times = effect(node.putObject("times"), compared.times());
      number(times, "superiority", compared.ranks().superiority());
      number(times, "delta", compared.ranks().delta());
      times.put("size", Magnitude.ofDelta(compared.ranks().delta()).name());
      effect(node.putObject("tail"), compared.tail());
      effect(node.putObject("errors"), compared.errors());
    }
  }

  private static void measured(ObjectNode node, String key, Optional<Measured> measured) {
    if (measured.isEmpty()) {
      node.putNull(key);
      return;
    }
    ObjectNode one = node.putObject(key);
    one.put("count", measured.get().count());
    one.put("errors", measured.get().errors());
    number(one, "p50", measured.get().percentile(Percentile.P50));
    number(one, "p95", measured.get().percentile(Percentile.P95));
    number(one, "errorRate", measured.get().errorRate());
  }

  private static ObjectNode effect(ObjectNode node, Effect effect) {
    node.put("finding", effect.finding().name());
    number(node, "p", effect.p());
    number(node, "adjustedP", effect.adjustedP());
    number(node, "change", effect.change());
    Interval interval = effect.interval();
    ArrayNode ends = node.putArray("interval");
    if (interval.low() == Double.NEGATIVE_INFINITY) {
      ends.addNull();
    } else {
      ends.add(JSON.valueToTree(exact(interval.low())));
    }
    if (interval.high() == Double.POSITIVE_INFINITY) {
      ends.addNull();
    } else {
      ends.add(JSON.valueToTree(exact(interval.high())));
    }
    return node;
  }

  private static void number(ObjectNode node, String key, OptionalDouble value) {
    if (value.isPresent()) {
      number(node, key, value.getAsDouble());
    } else {
      node.putNull(key);
    }
  }

  private static void number(ObjectNode node, String key, double value) {
    node.set(key, JSON.valueToTree(exact(value)));
  }

  /** A whole number without a point; any other with 6 digits; infinity as a text. */
  private static Object exact(double value) {
    if (Double.isInfinite(value)) {
      // JSON has no infinity; as a text, most languages still read it as one
      return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return (long) value;
    }
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros();
  }
}
