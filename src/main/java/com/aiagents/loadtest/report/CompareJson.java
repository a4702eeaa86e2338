package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.Magnitude;
import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.verdict.ComparedRun;
import com.aiagents.loadtest.verdict.Comparison;
import com.aiagents.loadtest.verdict.ComparisonRow;
import com.aiagents.loadtest.verdict.Effect;
import com.aiagents.loadtest.verdict.Measured;
import com.aiagents.loadtest.verdict.Minimum;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A comparison as JSON: docs/compare.md lists every key. Times in ms, shares 0 to 1; what is
 * computed has 6 significant digits.
 */
public final class CompareJson {
  private static final MathContext DIGITS = new MathContext(6);

  private CompareJson() {}

  /** The text of the file, with a line end. */
  public static String render(Comparison comparison) {
    return JsonText.of(json -> write(json, comparison));
  }

  private static void write(JsonGenerator json, Comparison comparison) throws IOException {
    json.writeNumberField("schema", 1);
    json.writeStringField("result", comparison.result().name());
    run(json, "a", comparison.a());
    run(json, "b", comparison.b());
    json.writeArrayFieldStart("differences");
    for (String difference : comparison.differences()) {
      json.writeString(difference);
    }
    json.writeEndArray();
    json.writeNumberField("tests", comparison.tests());
    number(json, "level", Comparison.LEVEL);
    number(json, "confidence", Comparison.CONFIDENCE);
    json.writeObjectFieldStart("minimum");
    number(json, "share", Minimum.SHARE);
    number(json, "millis", Minimum.MILLIS);
    number(json, "delta", Minimum.DELTA);
    number(json, "errors", Minimum.ERRORS);
    json.writeEndObject();
    json.writeArrayFieldStart("labels");
    for (ComparisonRow row : comparison.rows()) {
      json.writeStartObject();
      row(json, row);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void run(JsonGenerator json, String key, ComparedRun run) throws IOException {
    json.writeObjectFieldStart(key);
    json.writeStringField("run", run.run());
    json.writeStringField("scenario", run.scenario());
    json.writeStringField("verdict", run.outcome().name());
    json.writeStringField("target", run.target());
    json.writeEndObject();
  }

  private static void row(JsonGenerator json, ComparisonRow row) throws IOException {
    json.writeStringField("label", row.label());
    measured(json, "a", row.inA());
    measured(json, "b", row.inB());
    if (row instanceof ComparisonRow.Left left) {
      json.writeStringField("notCompared", left.reason());
    }
    if (row instanceof ComparisonRow.Compared compared) {
      json.writeObjectFieldStart("times");
      effect(json, compared.times());
      number(json, "superiority", compared.ranks().superiority());
      number(json, "delta", compared.ranks().delta());
      json.writeStringField("size", Magnitude.ofDelta(compared.ranks().delta()).name());
      json.writeEndObject();
      json.writeObjectFieldStart("tail");
      effect(json, compared.tail());
      json.writeEndObject();
      json.writeObjectFieldStart("errors");
      effect(json, compared.errors());
      json.writeEndObject();
    }
  }

  private static void measured(JsonGenerator json, String key, Optional<Measured> measured)
      throws IOException {
    if (measured.isEmpty()) {
      json.writeNullField(key);
      return;
    }
    json.writeObjectFieldStart(key);
    json.writeNumberField("count", measured.get().count());
    json.writeNumberField("errors", measured.get().errors());
    number(json, "p50", measured.get().percentile(Percentile.P50));
    number(json, "p95", measured.get().percentile(Percentile.P95));
    number(json, "errorRate", measured.get().errorRate());
    json.writeEndObject();
  }

  private static void effect(JsonGenerator json, Effect effect) throws IOException {
    json.writeStringField("finding", effect.finding().name());
    number(json, "p", effect.p());
    number(json, "adjustedP", effect.adjustedP());
    number(json, "change", effect.change());
    json.writeArrayFieldStart("interval");
    end(json, effect.interval().low(), Double.NEGATIVE_INFINITY);
    end(json, effect.interval().high(), Double.POSITIVE_INFINITY);
    json.writeEndArray();
  }

  /** An end of an interval, null if there is none. */
  private static void end(JsonGenerator json, double value, double none) throws IOException {
    if (value == none) {
      json.writeNull();
    } else {
      value(json, value);
    }
  }

  private static void number(JsonGenerator json, String key, OptionalDouble value)
      throws IOException {
    if (value.isPresent()) {
      number(json, key, value.getAsDouble());
    } else {
      json.writeNullField(key);
    }
  }

  private static void number(JsonGenerator json, String key, double value) throws IOException {
    json.writeFieldName(key);
    value(json, value);
  }

  private static void value(JsonGenerator json, double value) throws IOException {
    JsonText.number(json, value, any -> new BigDecimal(any).round(DIGITS).stripTrailingZeros());
  }
}
