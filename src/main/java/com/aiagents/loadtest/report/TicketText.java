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

/** The tickets of a run as plain text: their balance, where their time went, and the clocks. */
final class TicketText {
  private TicketText() {}

  static void append(StringBuilder out, Evidence evidence) {
    evidence.tickets().ifPresent(tickets -> balance(out, tickets));
    evidence.workflow().ifPresent(workflow -> stages(out, workflow));
    evidence.clocks().ifPresent(clocks -> clocks(out, clocks));
  }

  private static void balance(StringBuilder out, TicketCounts t) {
    out.append(
        String.format(
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
            t.stray()));
  }

  private static void stages(StringBuilder out, WorkflowAnalysis workflow) {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"complete workflow", "count", "p50", "p95", "p99", "max"});
    rows.add(stage("webhook sent to accepted", workflow.stages().accepted()));
    rows.add(stage("accepted to picked up (queue)", workflow.stages().queue()));
    rows.add(stage("picked up to completed", workflow.stages().processing()));
    rows.add(stage("total", workflow.completed()));
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

  private static void clocks(StringBuilder out, Clocks c) {
    out.append(
        String.format(
            Locale.ROOT,
            "  clocks: database %+.1f ms \u00b1 %.1f ms",
            c.databaseOffsetMillis(),
            c.errorMillis()));
    c.driftMillis()
        .ifPresent(
            drift ->
                out.append(
                    String.format(
                        Locale.ROOT,
                        ", drift %+.1f ms of %.1f ms explained",
                        drift,
                        c.allowedDriftMillis())));
    if (c.workerOffsetMillis() != null) {
      out.append(
          String.format(
              Locale.ROOT,
              ", workers %+d ms%s",
              c.workerOffsetMillis(),
              c.workerCorrected() ? " (corrected)" : ""));
    }
    out.append('\n');
  }
}
