package com.aiagents.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.jmeter.save.CSVSaveService;
import org.junit.jupiter.api.Test;

/** The ticket file, read with the same CSV reader that JMeter's CSV Data Set uses. */
class TicketsTest {
  private static List<String[]> tickets() throws IOException {
    List<String[]> rows = new ArrayList<>();
    try (var in = Files.newBufferedReader(Path.of("data/tickets.csv"), StandardCharsets.UTF_8)) {
      for (String[] row = CSVSaveService.csvReadFile(in, ',');
          row.length > 0;
          row = CSVSaveService.csvReadFile(in, ',')) {
        rows.add(row);
      }
    }
    assertThat(rows.remove(0))
        .containsExactly("ticket_description", "ticket_priority", "ticket_language");
    return rows;
  }

  @Test
  void areManyAndAllDifferent() throws IOException {
    List<String[]> tickets = tickets();
    assertThat(tickets).hasSizeGreaterThanOrEqualTo(120).allMatch(row -> row.length == 3);
    assertThat(tickets.stream().map(row -> row[0]).collect(Collectors.toSet()))
        .hasSameSizeAs(tickets);
  }

  @Test
  void areWhatTheContractAllows() throws IOException {
    for (String[] row : tickets()) {
      assertThat(row[0].codePointCount(0, row[0].length())).isBetween(1, 10_000);
      assertThat(row[1]).isIn("low", "medium", "high", "critical");
    }
  }

  @Test
  void varyAsRealOnesDo() throws IOException {
    List<String[]> tickets = tickets();
    assertThat(tickets.stream().map(row -> row[2]).distinct().count()).isGreaterThan(20);
    assertThat(tickets.stream().map(row -> row[1]).distinct()).hasSize(4);
    assertThat(tickets).anyMatch(row -> row[0].length() < 20);
    assertThat(tickets).anyMatch(row -> row[0].codePointCount(0, row[0].length()) == 10_000);
    assertThat(tickets).anyMatch(row -> row[0].contains("\n"));
    assertThat(tickets).anyMatch(row -> row[0].contains("\""));
    assertThat(tickets).anyMatch(row -> row[0].contains("${"));
    assertThat(tickets).anyMatch(row -> row[0].codePoints().anyMatch(c -> c > 0xFFFF));
  }
}
