package com.aiagents.loadtest.live;

import com.aiagents.loadtest.analysis.LabelStatistics;
import com.aiagents.loadtest.analysis.LatencySnapshot;
import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.scenario.Phase;
import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.verdict.Criterion;
import com.aiagents.loadtest.verdict.Diagnosed;
import com.aiagents.loadtest.verdict.Verdict;
import com.aiagents.loadtest.workflow.Fate;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The events of the page as JSON, one line each. Times in ms, unknown values null; {@code columns}
 * names what stands in a {@code row}, and {@code rows} are at most those of half an hour.
 */
final class LiveJson {
  private static final JsonFactory JSON = new JsonFactory();

  private LiveJson() {}

  /** What a page needs that has just opened. */
  static String all(LiveModel model, Controls.Allowed allowed) {
    return text(
        json -> {
          texts(json, "columns", model.timeline().columns());
          json.writeArrayFieldStart("rows");
          for (double[] row : model.timeline().rows()) {
            row(json, row);
          }
          json.writeEndArray();
          now(json, model, allowed);
        });
  }

  /** What is new since the second before. */
  static String second(LiveModel model, Controls.Allowed allowed) {
    return text(
        json -> {
          json.writeFieldName("row");
          row(json, model.timeline().last());
          now(json, model, allowed);
        });
  }

  private static void now(JsonGenerator json, LiveModel model, Controls.Allowed allowed)
      throws IOException {
    json.writeStringField("state", model.state().text());
    json.writeStringField("run", model.shown().run());
    json.writeStringField("scenario", model.shown().scenario());
    json.writeStringField("target", model.shown().target());
    texts(json, "steps", model.steps());
    phases(json, model);
    json.writeObjectFieldStart("allowed");
    json.writeBooleanField("start", allowed.start());
    json.writeBooleanField("users", allowed.users());
    json.writeNumberField("mostUsers", allowed.mostUsers());
    json.writeBooleanField("stop", allowed.stop());
    json.writeEndObject();
    json.writeArrayFieldStart("labels");
    for (LabelStatistics label : model.load().analysis().labels()) {
      label(json, label);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("workflow");
    workflow(json, model.workflow().analysis(0));
    json.writeEndObject();
    json.writeObjectFieldStart("readings");
    for (var reading : model.latest().entrySet()) {
      json.writeNumberField(reading.getKey(), reading.getValue());
    }
    json.writeEndObject();
    if (model.verdict().isPresent()) {
      json.writeObjectFieldStart("verdict");
      verdict(json, model.verdict().get());
      json.writeEndObject();
    }
    json.writeArrayFieldStart("diagnosis");
    for (Diagnosed one : model.diagnosis().found()) {
      diagnosed(json, one);
    }
    json.writeEndArray();
  }

  private static void diagnosed(JsonGenerator json, Diagnosed one) throws IOException {
    json.writeStartObject();
    json.writeStringField("symptom", one.symptom());
    json.writeStringField("cause", one.cause().orElse("no cause stands out"));
    texts(json, "evidence", one.evidence());
    texts(json, "try", one.commands());
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static void phases(JsonGenerator json, LiveModel model) throws IOException {
    Optional<Duration> elapsed = model.elapsed(System.currentTimeMillis());
    if (elapsed.isPresent()) {
      json.writeNumberField("elapsed", elapsed.get().toMillis());
    }
    json.writeArrayFieldStart("phases");
    for (Phase phase : model.shown().phases()) {
      json.writeStartObject();
      json.writeStringField("name", phase.name());
      json.writeNumberField("to", phase.to().toMillis());
      json.writeNumberField("usersTo", phase.usersTo());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void label(JsonGenerator json, LabelStatistics l) throws IOException {
    json.writeStartObject();
    json.writeStringField("label", l.label());
    json.writeNumberField("count", l.count());
    json.writeNumberField("errors", l.errors());
    times(json, l.latency());
    json.writeFieldName("throughput");
    number(json, l.throughput());
    if (!l.topErrors().isEmpty()) {
      json.writeStringField(
          "error", l.topErrors().get(0).code() + " " + l.topErrors().get(0).message());
    }
    json.writeEndObject();
  }

  private static void workflow(JsonGenerator json, WorkflowAnalysis workflow) throws IOException {
    json.writeNumberField("completed", workflow.count(Fate.COMPLETED));
    json.writeNumberField("failed", workflow.count(Fate.FAILED));
    times(json, workflow.completed());
  }

  private static void times(JsonGenerator json, LatencySnapshot times) throws IOException {
    time(json, "p50", times.percentile(Percentile.P50));
    time(json, "p95", times.percentile(Percentile.P95));
    time(json, "max", times.max());
  }

  private static void time(JsonGenerator json, String name, OptionalLong millis)
      throws IOException {
    if (millis.isPresent()) {
      json.writeNumberField(name, millis.getAsLong());
    } else {
      json.writeNullField(name);
    }
  }

  private static void verdict(JsonGenerator json, Verdict verdict) throws IOException {
    json.writeStringField("outcome", verdict.outcome().name());
    json.writeArrayFieldStart("criteria");
    for (Criterion c : verdict.criteria()) {
      json.writeStartObject();
      json.writeStringField("id", c.id());
      json.writeStringField("label", c.label());
      json.writeStringField("outcome", c.outcome().name());
      json.writeFieldName("observed");
      number(json, c.observed().orElse(Double.NaN));
      json.writeStringField("unit", c.unit());
      json.writeStringField("pass", c.pass());
      json.writeStringField("message", c.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void row(JsonGenerator json, double[] row) throws IOException {
    json.writeStartArray();
    for (double value : row) {
      number(json, value);
    }
    json.writeEndArray();
  }

  /** JSON has no NaN and no infinity. */
  private static void number(JsonGenerator json, double value) throws IOException {
    if (!Double.isFinite(value)) {
      json.writeNull();
    } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      json.writeNumber((long) value);
    } else {
      json.writeNumber(value);
    }
  }

  /** Writes the members of an object. */
  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  private static String text(Members members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      // a text in memory takes whatever is written
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
