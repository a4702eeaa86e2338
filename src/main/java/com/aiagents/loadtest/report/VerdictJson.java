package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.LatencySnapshot;
import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.unit.Clocks;
import com.aiagents.loadtest.unit.Damage;
import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.unit.ReadSummary;
import com.aiagents.loadtest.unit.TicketCounts;
import com.aiagents.loadtest.verdict.Criterion;
import com.aiagents.loadtest.verdict.Diagnosed;
import com.aiagents.loadtest.verdict.Diagnosis;
import com.aiagents.loadtest.verdict.Evidence;
import com.aiagents.loadtest.verdict.Instead;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * {@code verdict.json}: docs/verdict.md lists every key. Times in ms, rates in 1/s, shares 0 to 1.
 */
public final class VerdictJson {
  static final List<Percentile> PERCENTILES =
      List.of(Percentile.P50, Percentile.P90, Percentile.P95, Percentile.P99, Percentile.P999);

  private VerdictJson() {}

  /** The text of the file, with a line end. */
  public static String render(Judged judged) {
    return JsonText.of(json -> write(json, judged));
  }

  private static void write(JsonGenerator json, Judged judged) throws IOException {
    Evidence evidence = judged.evidence();
    json.writeNumberField("schema", 1);
    json.writeStringField("scenario", judged.verdict().scenario());
    json.writeStringField("verdict", judged.verdict().outcome().name());
    json.writeArrayFieldStart("criteria");
    for (Criterion criterion : judged.verdict().criteria()) {
      json.writeStartObject();
      criterion(json, criterion);
      json.writeEndObject();
    }
    json.writeEndArray();
    diagnosis(json, judged.diagnosis());
    LoadJson.write(json, evidence.load());
    AgentJson.write(json, evidence);
    if (evidence.tickets().isPresent()) {
      json.writeObjectFieldStart("tickets");
      tickets(json, evidence.tickets().get());
      json.writeEndObject();
    }
    if (evidence.workflow().isPresent()) {
      json.writeArrayFieldStart("stages");
      stages(json, evidence.workflow().get());
      json.writeEndArray();
    }
    if (evidence.clocks().isPresent()) {
      json.writeObjectFieldStart("clocks");
      clocks(json, evidence.clocks().get());
      json.writeEndObject();
    }
    json.writeObjectFieldStart("evidence");
    read(json, evidence.read());
    json.writeEndObject();
  }

  private static void criterion(JsonGenerator json, Criterion c) throws IOException {
    json.writeStringField("id", c.id());
    json.writeStringField("label", c.label());
    json.writeStringField("outcome", c.outcome().name());
    if (c.observed().isPresent()) {
      number(json, "observed", c.observed().getAsDouble());
    } else {
      json.writeNullField("observed");
    }
    json.writeStringField("unit", c.unit());
    json.writeStringField("pass", c.pass());
    json.writeStringField("fail", c.fail());
    json.writeNumberField("samples", c.samples());
    if (c.interval().isPresent()) {
      json.writeArrayFieldStart("interval");
      value(json, c.interval().get().low());
      value(json, c.interval().get().high());
      json.writeEndArray();
    } else {
      json.writeNullField("interval");
    }
    if (c.proven().isPresent()) {
      json.writeBooleanField("proven", c.proven().get());
    } else {
      json.writeNullField("proven");
    }
    json.writeStringField("message", c.message());
  }

  private static void diagnosis(JsonGenerator json, Diagnosis diagnosis) throws IOException {
    if (!diagnosis.known()) {
      json.writeNullField("diagnosis");
      return;
    }
    json.writeArrayFieldStart("diagnosis");
    for (Diagnosed one : diagnosis.found()) {
      json.writeStartObject();
      json.writeStringField("symptom", one.symptom());
      json.writeStringField("cause", one.cause().orElse(null));
      texts(json, "criteria", one.criteria());
      texts(json, "evidence", one.evidence());
      json.writeArrayFieldStart("instead");
      for (Instead other : one.instead()) {
        json.writeStartObject();
        json.writeStringField("cause", other.cause());
        json.writeBooleanField("ruledOut", other.ruledOut());
        json.writeStringField("why", other.why());
        json.writeEndObject();
      }
      json.writeEndArray();
      texts(json, "try", one.commands());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void texts(JsonGenerator json, String key, List<String> texts) throws IOException {
    json.writeArrayFieldStart(key);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static void tickets(JsonGenerator json, TicketCounts t) throws IOException {
    json.writeNumberField("sent", t.sent());
    json.writeNumberField("accepted", t.accepted());
    json.writeNumberField("refused", t.refused());
    json.writeNumberField("unknown", t.unknown());
    json.writeNumberField("completed", t.completed());
    json.writeNumberField("failed", t.failed());
    json.writeNumberField("pending", t.pending());
    json.writeNumberField("lost", t.lost());
    json.writeNumberField("corrupted", t.corrupted());
    json.writeNumberField("processedAnyway", t.processedAnyway());
    json.writeNumberField("neverSeen", t.neverSeen());
    json.writeNumberField("corruptedAnyway", t.corruptedAnyway());
    json.writeNumberField("duplicated", t.duplicated());
    json.writeNumberField("stray", t.stray());
  }

  private static void stages(JsonGenerator json, WorkflowAnalysis workflow) throws IOException {
    stage(json, "accepted", workflow.stages().accepted());
    stage(json, "queue", workflow.stages().queue());
    stage(json, "processing", workflow.stages().processing());
    stage(json, "total", workflow.completed());
  }

  private static void stage(JsonGenerator json, String name, LatencySnapshot times)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("stage", name);
    json.writeNumberField("count", times.count());
    for (Percentile p : PERCENTILES) {
      JsonText.number(json, p.toString(), times.percentile(p));
    }
    JsonText.number(json, "max", times.max());
    json.writeEndObject();
  }

  private static void clocks(JsonGenerator json, Clocks c) throws IOException {
    number(json, "databaseOffset", c.databaseOffsetMillis());
    number(json, "error", c.errorMillis());
    if (c.driftMillis().isPresent()) {
      number(json, "drift", c.driftMillis().getAsDouble());
    } else {
      json.writeNullField("drift");
    }
    number(json, "allowedDrift", c.allowedDriftMillis());
    if (c.workerOffsetMillis() == null) {
      json.writeNullField("workerOffset");
    } else {
      json.writeNumberField("workerOffset", c.workerOffsetMillis());
    }
    json.writeBooleanField("workerCorrected", c.workerCorrected());
  }

  private static void read(JsonGenerator json, ReadSummary read) throws IOException {
    json.writeNumberField("rows", read.rows());
    json.writeNumberField("damaged", read.damaged());
    json.writeBooleanField("cutOff", read.cutOff());
    if (read.firstDamaged().isEmpty()) {
      json.writeNullField("firstDamaged");
    } else {
      Damage damage = read.firstDamaged().get();
      json.writeObjectFieldStart("firstDamaged");
      json.writeNumberField("line", damage.line());
      json.writeNumberField("byte", damage.offset());
      json.writeStringField("reason", damage.reason());
      json.writeEndObject();
    }
  }

  /** A whole number without a point, any other as short as it can be without loss. */
  static void number(JsonGenerator json, String key, double value) throws IOException {
    json.writeFieldName(key);
    value(json, value);
  }

  private static void value(JsonGenerator json, double value) throws IOException {
    JsonText.number(json, value, any -> new BigDecimal(Double.toString(any)));
  }
}
