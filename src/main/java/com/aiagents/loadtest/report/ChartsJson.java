package com.aiagents.loadtest.report;

import com.aiagents.loadtest.report.Chart.LimitLine;
import com.aiagents.loadtest.report.Chart.Line;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The charts of a page as the data that its script draws: values with 6 significant digits, moments
 * to the millisecond; {@code null} where there is none, or none that could be drawn.
 */
final class ChartsJson {
  private static final int DIGITS = 6;
  private static final int MOST_DECIMALS = 9;
  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
  private static final int X_DECIMALS = 3;

  private ChartsJson() {}

  /**
   * The text, which may stand inside a script element.
   *
   * @param clock of the charts over time; empty if there are none
   * @param names of the runs of each chart, where the charts are over runs; else empty
   */
  static String render(
      Optional<ChartClock> clock,
      List<Chart> charts,
      List<Landmark> landmarks,
      List<List<String>> names) {
    return JsonText.compact(
            json -> {
              if (clock.isPresent()) {
                json.writeNumberField("zero", clock.get().zeroMillis());
                json.writeFieldName("end");
                x(json, clock.get().endSeconds());
              }
              json.writeArrayFieldStart("landmarks");
              for (Landmark landmark : landmarks) {
                landmark(json, landmark);
              }
              json.writeEndArray();
              json.writeArrayFieldStart("charts");
              for (int i = 0; i < charts.size(); i++) {
                chart(json, charts.get(i), names.isEmpty() ? List.of() : names.get(i));
              }
              json.writeEndArray();
            })
        // nothing in a text may end the element
        .replace("<", "\\u003c");
  }

  private static void landmark(JsonGenerator json, Landmark landmark) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", landmark.kind().word());
    json.writeStringField("label", landmark.label());
    json.writeFieldName("from");
    x(json, landmark.from());
    json.writeFieldName("to");
    x(json, landmark.to());
    json.writeEndObject();
  }

  private static void chart(JsonGenerator json, Chart chart, List<String> names)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", chart.id());
    json.writeStringField("title", chart.title());
    json.writeStringField("unit", chart.unit().word());
    json.writeStringField("axis", chart.axis().word());
    json.writeArrayFieldStart("limits");
    for (LimitLine limit : chart.limits()) {
      json.writeStartObject();
      json.writeStringField("label", limit.label());
      json.writeFieldName("value");
      y(json, limit.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("lines");
    for (Line line : chart.lines()) {
      json.writeStartObject();
      json.writeStringField("name", line.name());
      json.writeStringField("style", line.style().word());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("names");
    for (String name : names) {
      json.writeString(name);
    }
    json.writeEndArray();
    groups(json, chart.lines());
    json.writeEndObject();
  }

  /** Neighbours with the very same x share it. */
  private static void groups(JsonGenerator json, List<Line> lines) throws IOException {
    json.writeArrayFieldStart("groups");
    for (int i = 0; i < lines.size(); i++) {
      double[] x = lines.get(i).x();
      if (i == 0 || lines.get(i - 1).x() != x) {
        json.writeStartArray();
        json.writeStartArray();
        for (double one : x) {
          x(json, one);
        }
        json.writeEndArray();
      }
      json.writeStartArray();
      for (double one : lines.get(i).y()) {
        y(json, one);
      }
      json.writeEndArray();
      if (i == lines.size() - 1 || lines.get(i + 1).x() != x) {
        json.writeEndArray();
      }
    }
    json.writeEndArray();
  }

  private static void x(JsonGenerator json, double value) throws IOException {
    json.writeNumber(decimals(value, X_DECIMALS));
  }

  private static void y(JsonGenerator json, double value) throws IOException {
    if (!Double.isFinite(value)) {
      json.writeNull();
    } else {
      int magnitude = value == 0 ? 0 : (int) Math.floor(Math.log10(Math.abs(value)));
      json.writeNumber(decimals(value, DIGITS - 1 - magnitude));
    }
  }

  /**
   * Rounded, without zeros at the end. By whole numbers: tens of thousands of values are written,
   * and decimals of any length would take most of the time.
   */
  private static String decimals(double value, int decimals) {
    int some = Math.max(0, Math.min(MOST_DECIMALS, decimals));
    long scaled = Math.round(Math.abs(value) * POWERS[some]);
    if (scaled == Long.MAX_VALUE) {
      return Double.toString(value);
    }
    while (some > 0 && scaled % 10 == 0) {
      scaled /= 10;
      some--;
    }
    String sign = value < 0 && scaled > 0 ? "-" : "";
    long power = (long) POWERS[some];
    String whole = sign + scaled / power;
    if (some == 0) {
      return whole;
    }
    String fraction = Long.toString(scaled % power);
    return whole + "." + "0".repeat(some - fraction.length()) + fraction;
  }
}
