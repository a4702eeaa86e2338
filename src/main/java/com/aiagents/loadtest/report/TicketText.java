package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.LatencySnapshot;
import com.aiagents.loadtest.analysis.WorkflowAnalysis;
import com.aiagents.loadtest.unit.Clocks;
import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.unit.TicketCounts;
import com.aiagents.loadtest.verdict.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tickets of a run in words: their balance, where their time went, and the clocks. */
final class TicketText {
  private TicketText() {}

  static void append(StringBuilder out, Evidence evidence) {
    evidence
        .tickets()
        .ifPresent(
            tickets -> {
              out.append('\n');
              balance(tickets).forEach(line -> out.append("  ").append(line).append('\n'));
            });
    evidence.workflow().ifPresent(workflow -> stages(out, workflow));
    evidence
        .clocks()
        .ifPresent(clocks -> out.append("  clocks: ").append(clocks(clocks)).append('\n'));
  }

  /** The balance of all tickets: three lines, each an equation. */
  static List<String> balance(TicketCounts t) {
    return String.format(
            Locale.ROOT,
            """
            %d tickets sent = %d accepted + %d refused + %d unknown
            accepted = %d completed + %d failed + %d pending + %d lost + %d corrupted
            unknown = %d processed anyway + %d never seen; beside: %d duplicated, %d stray
            """,
            t.sent(),
            t.accepted(),
            t.refused(),
            t.unknown(),
            t.completed(),
            t.failed(),
            t.pending(),
            t.lost(),
            t.corrupted(),
            t.processedAnyway(),
            t.neverSeen(),
            t.duplicated(),
            t.stray())
        .lines()
        .toList();
  }

  /** The head of the table of stages. */
  static String[] stageHead() {
    return new String[] {"complete workflow", "count", "p50", "p95", "p99", "max"};
  }

  /** Where the time of completed tickets went, as rows of a table. */
  static List<String[]> stages(WorkflowAnalysis workflow) {
    return List.of(
        stage("webhook sent to accepted", workflow.stages().accepted()),
        stage("accepted to picked up (queue)", workflow.stages().queue()),
        stage("picked up to completed", workflow.stages().processing()),
        stage("total", workflow.completed()));
  }

  private static void stages(StringBuilder out, WorkflowAnalysis workflow) {
    List<String[]> rows = new ArrayList<>();
    rows.add(stageHead());
    rows.addAll(stages(workflow));
    out.append('\n');
    ConsoleReport.table(out, rows, 1, 6);
    out.append("  times in ms, completed tickets of the measurement window\n");
  }

  private static String[] stage(String name, LatencySnapshot times) {
    return new String[] {
      name,
      Long.toString(times.count()),
      Shown.text(times.percentile(Percentile.P50)),
      Shown.text(times.percentile(Percentile.P95)),
      Shown.text(times.percentile(Percentile.P99)),
      Shown.text(times.max())
    };
  }

  /** How far the clocks were apart. */
  static String clocks(Clocks c) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "database %+.1f ms \u00b1 %.1f ms",
                c.databaseOffsetMillis(),
                c.errorMillis()));
    c.driftMillis()
        .ifPresent(
            drift ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        ", drift %+.1f ms of %.1f ms explained",
                        drift,
                        c.allowedDriftMillis())));
    if (c.workerOffsetMillis() != null) {
      text.append(
          String.format(
              Locale.ROOT,
              ", workers %+d ms%s",
              c.workerOffsetMillis(),
              c.workerCorrected() ? " (corrected)" : ""));
    }
    return text.toString();
  }
}
