package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.ErrorCount;
import com.aiagents.loadtest.analysis.LabelStatistics;
import com.aiagents.loadtest.analysis.LoadAnalysis;
import com.aiagents.loadtest.analysis.LoadSeries;
import com.aiagents.loadtest.analysis.LoadSeries.Point;
import com.aiagents.loadtest.analysis.PhaseStatistics;
import com.aiagents.loadtest.unit.Percentile;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.function.ToLongFunction;

/** What {@code verdict.json} says of the samples: labels, phases, and the load over time. */
final class LoadJson {
  private static final int USER_DECIMALS = 3;
  private static final double USER_UNITS = 1_000;

  private LoadJson() {}

  static void write(JsonGenerator json, LoadAnalysis load) throws IOException {
    json.writeArrayFieldStart("labels");
    for (LabelStatistics label : load.labels()) {
      label(json, label);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("phases");
    for (PhaseStatistics phase : load.phases()) {
      phase(json, phase);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("series");
    series(json, load.series());
    json.writeEndObject();
  }

  private static void label(JsonGenerator json, LabelStatistics l) throws IOException {
    json.writeStartObject();
    json.writeStringField("label", l.label());
    json.writeStringField("kind", l.kind().text());
    json.writeNumberField("count", l.count());
    json.writeNumberField("errors", l.errors());
    JsonText.number(json, "min", l.latency().min());
    if (l.latency().mean().isPresent()) {
      VerdictJson.number(json, "mean", l.latency().mean().getAsDouble());
      VerdictJson.number(json, "standardDeviation", l.latency().standardDeviation().getAsDouble());
    } else {
      json.writeNullField("mean");
      json.writeNullField("standardDeviation");
    }
    for (Percentile p : VerdictJson.PERCENTILES) {
      JsonText.number(json, p.toString(), l.latency().percentile(p));
    }
    JsonText.number(json, "max", l.latency().max());
    VerdictJson.number(json, "throughput", l.throughput());
    json.writeArrayFieldStart("topErrors");
    for (ErrorCount error : l.topErrors()) {
      json.writeStartObject();
      json.writeStringField("code", error.code());
      json.writeStringField("message", error.message());
      json.writeNumberField("count", error.count());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void phase(JsonGenerator json, PhaseStatistics phase) throws IOException {
    json.writeStartObject();
    json.writeStringField("phase", phase.phase().name());
    json.writeBooleanField("measured", phase.phase().measured());
    json.writeArrayFieldStart("labels");
    for (LabelStatistics l : phase.labels()) {
      json.writeStartObject();
      json.writeStringField("label", l.label());
      json.writeNumberField("count", l.count());
      json.writeNumberField("errors", l.errors());
      JsonText.number(json, "p50", l.latency().percentile(Percentile.P50));
      JsonText.number(json, "p95", l.latency().percentile(Percentile.P95));
      JsonText.number(json, "max", l.latency().max());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void series(JsonGenerator json, LoadSeries series) throws IOException {
    json.writeNumberField("length", series.lengthMillis());
    column(json, "from", series, Point::fromMillis);
    column(json, "count", series, Point::count);
    column(json, "errors", series, Point::errors);
    column(json, "p50", series, Point::p50);
    column(json, "p95", series, Point::p95);
    column(json, "p99", series, Point::p99);
    column(json, "max", series, Point::max);
    json.writeArrayFieldStart("users");
    for (Point point : series.points()) {
      if (Double.isNaN(point.users())) {
        json.writeNull();
      } else {
        json.writeNumber(rounded(point.users()));
      }
    }
    json.writeEndArray();
    column(json, "mostUsers", series, Point::mostUsers);
  }

  /** One value a stretch; what was not measured is below 0, and written as null. */
  private static void column(
      JsonGenerator json, String key, LoadSeries series, ToLongFunction<Point> value)
      throws IOException {
    json.writeArrayFieldStart(key);
    for (Point point : series.points()) {
      long one = value.applyAsLong(point);
      if (one < 0) {
        json.writeNull();
      } else {
        json.writeNumber(one);
      }
    }
    json.writeEndArray();
  }

  /** Without needless zeros, and never in the form 1E+2. */
  private static BigDecimal rounded(double users) {
    BigDecimal value =
        BigDecimal.valueOf(Math.round(users * USER_UNITS), USER_DECIMALS).stripTrailingZeros();
    return value.scale() < 0 ? value.setScale(0) : value;
  }
}
