package com.aiagents.loadtest.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;

/**
 * Compares the labels of two JSON files, figure by figure: {@code SameFigures A B}. Every figure of
 * A must be in B, which may have others besides. Ends with 1 and the differences if there are any.
 * Only what is no whole number may differ, in the last digits.
 */
public final class SameFigures {
  private static final double LAST_DIGITS = 1e-12;

  private SameFigures() {}

  public static void main(String[] args) throws IOException {
    List<String> differences = differences(labels(args[0]), labels(args[1]));
    differences.forEach(System.err::println);
    System.exit(differences.isEmpty() ? 0 : 1);
  }

  private static TreeMap<String, JsonNode> labels(String file) throws IOException {
    TreeMap<String, JsonNode> byName = new TreeMap<>();
    for (JsonNode label : new ObjectMapper().readTree(Path.of(file).toFile()).path("labels")) {
      byName.put(label.path("label").asText(), label);
    }
    return byName;
  }

  private static List<String> differences(
      TreeMap<String, JsonNode> one, TreeMap<String, JsonNode> other) {
    if (one.isEmpty() || !one.keySet().equals(other.keySet())) {
      return List.of("labels: found " + one.keySet() + " and " + other.keySet());
    }
    List<String> differences = new ArrayList<>();
    for (String label : one.keySet()) {
      JsonNode row = one.get(label);
      for (Iterator<String> names = row.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        JsonNode a = row.get(name);
        JsonNode b = other.get(label).path(name);
        if (!same(a, b)) {
          differences.add(label + ", " + name + ": found " + a + " and " + b);
        }
      }
    }
    return differences;
  }

  private static boolean same(JsonNode a, JsonNode b) {
    if (a.isIntegralNumber() && b.isIntegralNumber()) {
      return a.asLong() == b.asLong();
    }
    if (a.isNumber() && b.isNumber()) {
      return Math.abs(a.asDouble() - b.asDouble()) <= LAST_DIGITS * Math.abs(a.asDouble());
    }
    return a.equals(b);
  }
}
