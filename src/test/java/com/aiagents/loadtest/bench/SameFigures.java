package com.aiagents.loadtest.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares what DuckDB and the gate say of a file, figure by figure: {@code SameFigures DUCKDB
 * GATE}. Every figure of DuckDB's labels, errors and seconds must be the gate's, which may have
 * others besides. Ends with 1 and the differences if there are any. Only what is no whole number
 * may differ, in the last digits; and a percentile of a second above 256 ms, which the gate rounds
 * down by less than 0.8 %.
 */
public final class SameFigures {
  private static final double LAST_DIGITS = 1e-12;
  private static final long EXACT_BELOW = 256;

  private SameFigures() {}

  public static void main(String[] args) throws IOException {
    JsonNode duckdb = new ObjectMapper().readTree(Path.of(args[0]).toFile());
    JsonNode gate = new ObjectMapper().readTree(Path.of(args[1]).toFile());
    List<String> differences = differences(labels(duckdb), labels(gate));
    differences.addAll(errors(duckdb, gate));
    differences.addAll(seconds(duckdb, gate));
    differences.stream().limit(20).forEach(System.err::println);
    System.exit(differences.isEmpty() ? 0 : 1);
  }

  private static List<String> errors(JsonNode duckdb, JsonNode gate) {
    JsonNode own = labels(gate).get("TOTAL").path("topErrors");
    JsonNode others = duckdb.path("errors");
    return others.size() > 0 && others.equals(own)
        ? List.of()
        : List.of("errors: found " + others + " and " + own);
  }

  private static List<String> seconds(JsonNode duckdb, JsonNode gate) {
    JsonNode series = gate.path("series");
    if (series.path("length").asLong() != 1_000) {
      // a load of more than 2,048 s: the gate's stretches are longer
      return List.of();
    }
    Map<Long, Integer> places = new HashMap<>();
    for (int i = 0; i < series.path("from").size(); i++) {
      if (series.path("count").path(i).asLong() > 0) {
        places.put(series.path("from").path(i).asLong() / 1_000, i);
      }
    }
    List<String> differences = new ArrayList<>();
    if (places.size() != duckdb.path("seconds").size()) {
      differences.add("seconds: found " + duckdb.path("seconds").size() + " and " + places.size());
    }
    for (JsonNode second : duckdb.path("seconds")) {
      Integer at = places.get(second.path("second").asLong());
      boolean same = at != null;
      for (String name : List.of("count", "errors", "p50", "p95")) {
        same =
            same
                && near(
                    second.path(name).asLong(),
                    series.path(name).path(at).asLong(),
                    name.startsWith("p"));
      }
      if (!same) {
        differences.add("second: found " + second + ", the gate has another");
      }
    }
    return differences;
  }

  private static boolean near(long exact, long found, boolean rounded) {
    return exact == found
        || rounded && exact >= EXACT_BELOW && found <= exact && (exact - found) * 128 < exact;
  }

  private static TreeMap<String, JsonNode> labels(JsonNode figures) {
    TreeMap<String, JsonNode> byName = new TreeMap<>();
    for (JsonNode label : figures.path("labels")) {
      byName.put(label.path("label").asText(), label);
    }
    return byName;
  }

  private static List<String> differences(
      TreeMap<String, JsonNode> one, TreeMap<String, JsonNode> other) {
    if (one.isEmpty() || !one.keySet().equals(other.keySet())) {
      return new ArrayList<>(List.of("labels: found " + one.keySet() + " and " + other.keySet()));
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
