package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.LatencySnapshot;
import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.unit.Clocks;
import com.aiagents.loadtest.unit.Damage;
import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.unit.ReadSummary;
import com.aiagents.loadtest.unit.TicketCounts;
import com.aiagents.loadtest.verdict.Criterion;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * {@code verdict.json}: docs/verdict.md lists every key. Times in ms, rates in 1/s, shares 0 to 1.
 */
public final class VerdictJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  static final List<Percentile> PERCENTILES =
      List.of(Percentile.P50, Percentile.P90, Percentile.P95, Percentile.P99, Percentile.P999);

  private VerdictJson() {}

  /** The text of the file, with a line end. */
  public static String render(Judged judged) {
    ObjectNode root = JSON.createObjectNode();
    root.put("schema", 1);
    root.put("scenario", judged.verdict().scenario());
    root.put("verdict", judged.verdict().outcome().name());
    ArrayNode criteria = root.putArray("criteria");
    judged.verdict().criteria().forEach(c -> criterion(criteria.addObject(), c));
    LoadJson.write(root, judged.evidence().load());
    judged.evidence().tickets().ifPresent(t -> tickets(root.putObject("tickets"), t));
    judged.evidence().workflow().ifPresent(w -> stages(root.putArray("stages"), w));
    judged.evidence().clocks().ifPresent(c -> clocks(root.putObject("clocks"), c));
    evidence(root.putObject("evidence"), judged.evidence().read());
    try {
      return JSON.writeValueAsString(root).replace("\r\n", "\n") + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of nodes is always JSON", e);
    }
  }

  private static void criterion(ObjectNode node, Criterion c) {
    node.put("id", c.id());
    node.put("label", c.label());
    node.put("outcome", c.outcome().name());
    OptionalDouble observed = c.observed();
    if (observed.isEmpty()) {
      node.putNull("observed");
    } else {
      number(node, "observed", observed.getAsDouble());
    }
    node.put("unit", c.unit());
    node.put("pass", c.pass());
    node.put("fail", c.fail());
    node.put("samples", c.samples());
    if (c.interval().isPresent()) {
      ArrayNode interval = node.putArray("interval");
      interval.add(value(c.interval().get().low()));
      interval.add(value(c.interval().get().high()));
    } else {
      node.putNull("interval");
    }
    node.put("proven", c.proven().orElse(null));
    node.put("message", c.message());
  }

  private static void tickets(ObjectNode node, TicketCounts t) {
    node.put("sent", t.sent());
    node.put("accepted", t.accepted());
    node.put("refused", t.refused());
    node.put("unknown", t.unknown());
    node.put("completed", t.completed());
    node.put("failed", t.failed());
    node.put("pending", t.pending());
    node.put("lost", t.lost());
    node.put("corrupted", t.corrupted());
    node.put("processedAnyway", t.processedAnyway());
    node.put("neverSeen", t.neverSeen());
    node.put("corruptedAnyway", t.corruptedAnyway());
    node.put("duplicated", t.duplicated());
    node.put("stray", t.stray());
  }

  private static void stages(ArrayNode stages, WorkflowAnalysis workflow) {
    stage(stages.addObject(), "accepted", workflow.stages().accepted());
    stage(stages.addObject(), "queue", workflow.stages().queue());
    stage(stages.addObject(), "processing", workflow.stages().processing());
    stage(stages.addObject(), "total", workflow.completed());
  }

  private static void stage(ObjectNode node, String name, LatencySnapshot times) {
    node.put("stage", name);
    node.put("count", times.count());
    for (Percentile p : PERCENTILES) {
      number(node, p.toString(), times.percentile(p));
    }
    number(node, "max", times.max());
  }

  private static void clocks(ObjectNode node, Clocks c) {
    number(node, "databaseOffset", c.databaseOffsetMillis());
    number(node, "error", c.errorMillis());
    if (c.driftMillis().isPresent()) {
      number(node, "drift", c.driftMillis().getAsDouble());
    } else {
      node.putNull("drift");
    }
    number(node, "allowedDrift", c.allowedDriftMillis());
    if (c.workerOffsetMillis() == null) {
      node.putNull("workerOffset");
    } else {
      node.put("workerOffset", c.workerOffsetMillis());
    }
    node.put("workerCorrected", c.workerCorrected());
  }

  private static void evidence(ObjectNode node, ReadSummary read) {
    node.put("rows", read.rows());
    node.put("damaged", read.damaged());
    node.put("cutOff", read.cutOff());
    if (read.firstDamaged().isEmpty()) {
      node.putNull("firstDamaged");
    } else {
      Damage damage = read.firstDamaged().get();
      ObjectNode first = node.putObject("firstDamaged");
      first.put("line", damage.line());
      first.put("byte", damage.offset());
      first.put("reason", damage.reason());
    }
  }

  /** A whole number, or null. */
  static void number(ObjectNode node, String key, OptionalLong value) {
    if (value.isPresent()) {
      node.put(key, value.getAsLong());
    } else {
      node.putNull(key);
    }
  }

  /** A whole number without a point, any other as short as it can be without loss. */
  static void number(ObjectNode node, String key, double value) {
    node.set(key, value(value));
  }

  /** The same; without bound as a text, since JSON has no infinity and most languages read it. */
  private static JsonNode value(double value) {
    if (Double.isInfinite(value)) {
      return TextNode.valueOf(Double.toString(value));
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? LongNode.valueOf((long) value)
        : DecimalNode.valueOf(new BigDecimal(Double.toString(value)));
  }
}
