package com.aiagents.loadtest.monitor;

import com.aiagents.loadtest.target.TargetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the Prometheus text format, version 0.0.4: {@code name{label="value",…} value [timestamp]}.
 *
 * <p>Comments ({@code # HELP}, {@code # TYPE}) and empty lines are passed over; in a label's value
 * {@code \\}, {@code \"} and {@code \n} are undone; values are Go's floats with {@code NaN}, {@code
 * +Inf} and {@code -Inf}. As with Prometheus itself, one line that cannot be read spoils the whole
 * text. One instance reads one line.
 */
final class PrometheusText {
  /**
   * One sample.
   *
   * @param labels in the order of the text
   */
  record Sample(String name, Map<String, String> labels, double value) {}

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private final String line;
  private int at;

  private PrometheusText(String line) {
    this.line = line;
  }

  /**
   * Reads a whole text.
   *
   * @throws TargetException naming the first line that is none
   */
  static List<Sample> parse(String text) throws TargetException {
    List<Sample> samples = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      PrometheusText reader = new PrometheusText(lines[i]);
      reader.skipBlanks();
      if (reader.atEnd() || reader.next() == '#') {
        continue;
      }
      try {
        samples.add(reader.sample());
      } catch (IllegalArgumentException e) {
        throw new TargetException("metrics: line " + (i + 1) + ": " + e.getMessage());
      }
    }
    return samples;
  }

  private Sample sample() {
    String name = name(true);
    skipBlanks();
    Map<String, String> labels = new LinkedHashMap<>();
    if (!atEnd() && next() == '{') {
      at++;
      labels(labels);
      skipBlanks();
    }
    double value = number(word());
    skipBlanks();
    if (!atEnd()) {
      String timestamp = word();
      skipBlanks();
      if (!atEnd() || !timestamp.matches("-?\\d{1,19}")) {
        throw new IllegalArgumentException("found more than a value and a time stamp");
      }
    }
    return new Sample(name, labels, value);
  }

  private void labels(Map<String, String> labels) {
    skipBlanks();
    while (!take('}')) {
      String label = name(false);
      skipBlanks();
      require('=');
      skipBlanks();
      require('"');
      if (labels.put(label, quoted()) != null) {
        throw new IllegalArgumentException("found label " + label + " twice");
      }
      skipBlanks();
      if (!take(',')) {
        require('}');
        return;
      }
      // a comma may stand after the last label
      skipBlanks();
    }
  }

  /** A metric's name may hold colons, a label's may not. */
  private String name(boolean colons) {
    int from = at;
    while (!atEnd() && isOfName(next(), colons, at == from)) {
      at++;
    }
    if (at == from) {
      throw new IllegalArgumentException("found no name in column " + (at + 1));
    }
    return line.substring(from, at);
  }

  private static boolean isOfName(char c, boolean colons, boolean first) {
    boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    return letter || colons && c == ':' || !first && c >= '0' && c <= '9';
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    while (!atEnd() && next() != '"') {
      char c = line.charAt(at++);
      if (c == '\\') {
        value.append(escaped());
      } else {
        value.append(c);
      }
    }
    require('"');
    return value.toString();
  }

  private char escaped() {
    char c = atEnd() ? ' ' : line.charAt(at++);
    return switch (c) {
      case 'n' -> '\n';
      case '\\', '"' -> c;
      default -> throw new IllegalArgumentException("found an unknown escape in a label's value");
    };
  }

  private String word() {
    int from = at;
    while (!atEnd() && !isBlank(next())) {
      at++;
    }
    return line.substring(from, at);
  }

  private static double number(String text) {
    switch (text) {
      case "NaN":
        return Double.NaN;
      case "+Inf", "Inf":
        return Double.POSITIVE_INFINITY;
      case "-Inf":
        return Double.NEGATIVE_INFINITY;
      default:
        // Java alone would take 1d, 0x1p3 and Infinity too
        if (!NUMBER.matcher(text).matches()) {
          throw new IllegalArgumentException("found no number where the value must be");
        }
        return Double.parseDouble(text);
    }
  }

  private void require(char c) {
    if (!take(c)) {
      throw new IllegalArgumentException("found no " + c + " in column " + (at + 1));
    }
  }

  private boolean take(char c) {
    if (atEnd() || next() != c) {
      return false;
    }
    at++;
    return true;
  }

  private void skipBlanks() {
    while (!atEnd() && isBlank(next())) {
      at++;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
  }

  private boolean atEnd() {
    return at == line.length();
  }

  private char next() {
    return line.charAt(at);
  }
}
