package com.aiagents.loadtest.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;

/**
 * How a report becomes the text of a JSON file; the same on every machine.
 *
 * <p>Written as it comes, without a tree: to make ready what writes trees takes longer than to
 * write a verdict.
 */
final class JsonText {
  private static final double WHOLE_BELOW = 1e15;
  private static final JsonFactory JSON = new JsonFactory();
  private static final DefaultPrettyPrinter INDENTED =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private JsonText() {}

  /** What a file holds between its outermost braces. */
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /** The text of a file, with a line end. */
  static String of(Content content) {
    return written(json -> json.setPrettyPrinter(INDENTED.createInstance()), content) + "\n";
  }

  /** The same on one line, without its end. */
  static String compact(Content content) {
    return written(json -> {}, content);
  }

  private static String written(Consumer<JsonGenerator> form, Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      form.accept(json);
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory takes everything", e);
    }
    return text.toString();
  }

  /** A whole number, or null. */
  static void number(JsonGenerator json, String key, OptionalLong value) throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(key, value.getAsLong());
    } else {
      json.writeNullField(key);
    }
  }

  /**
   * A number: a whole one without a point; one without bound as a text, since JSON has no infinity
   * and most languages read it.
   *
   * @param form of any other one
   */
  static void number(JsonGenerator json, double value, DoubleFunction<BigDecimal> form)
      throws IOException {
    if (Double.isInfinite(value)) {
      json.writeString(Double.toString(value));
    } else if (value == Math.rint(value) && Math.abs(value) < WHOLE_BELOW) {
      json.writeNumber((long) value);
    } else {
      json.writeNumber(form.apply(value));
    }
  }
}
