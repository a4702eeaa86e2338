package com.aiagents.loadtest.report;

import com.aiagents.loadtest.verdict.Comparison;
import java.util.ArrayList;
import java.util.List;

/** A comparison as tables of plain text: counts and times, the slowest times, the errors. */
public final class CompareText {
  private CompareText() {}

  /** The text, with a line end. */
  public static String render(Comparison comparison) {
    StringBuilder out = new StringBuilder();
    ConsoleReport.table(
        out,
        List.of(CompareTables.run("A", comparison.a()), CompareTables.run("B", comparison.b())),
        0,
        0);
    comparison
        .differences()
        .forEach(line -> out.append("  they differ in ").append(line).append('\n'));
    List<CompareTables> tables = CompareTables.of(comparison);
    for (CompareTables table : tables) {
      List<String[]> lines = new ArrayList<>();
      lines.add(table.head());
      lines.addAll(table.rows());
      out.append('\n');
      ConsoleReport.table(out, lines, 1, table.head().length - 1);
    }
    if (!tables.isEmpty()) {
      out.append("  ").append(CompareTables.note(comparison)).append('\n');
    }
    CompareTables.left(comparison).forEach(line -> out.append("  ").append(line).append('\n'));
    out.append("\nCOMPARISON: ").append(CompareTables.result(comparison)).append('\n');
    return out.toString();
  }
}
