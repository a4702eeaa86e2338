package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.AgentStatistics;
import com.aiagents.loadtest.verdict.Agent;
import com.aiagents.loadtest.verdict.AgentShare;
import com.aiagents.loadtest.verdict.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** The agents of a distributed run as rows of a table. */
final class AgentText {
  /** What must be known to read the table. */
  static final String NOTE =
      "Users: mean on the plateau. Times in ms, whole run; first and last in seconds after the first"
          + " sample of all. Tickets: as its samples tell; numbered: as it told itself.";

  /** The columns from 1 to before this one are numbers. */
  static final int NUMBERS_TO = 13;

  private AgentText() {}

  static String[] head() {
    return new String[] {
      "agent",
      "users",
      "planned",
      "requests",
      "errors",
      "share",
      "mean",
      "p50",
      "p95",
      "first",
      "last",
      "tickets",
      "numbered",
      "lost"
    };
  }

  /** A row for each agent, in the order of their shares; none for a run of one machine. */
  static List<String[]> rows(Evidence evidence) {
    long first =
        evidence.load().agents().stream().mapToLong(AgentStatistics::firstMillis).min().orElse(0);
    List<String[]> rows = new ArrayList<>();
    for (AgentShare share : AgentShare.of(evidence)) {
      rows.add(row(share, first));
    }
    return rows;
  }

  private static String[] row(AgentShare share, long first) {
    return new String[] {
      Shown.line(share.name()),
      share.users().isPresent() ? decimal(share.users().getAsDouble()) : "-",
      text(share.planned()),
      number(share, AgentStatistics::count),
      number(share, AgentStatistics::errors),
      decimal(share.requests() * 100) + " %",
      share.sent().map(sent -> decimal(sent.mean())).orElse("-"),
      number(share, AgentStatistics::p50),
      number(share, AgentStatistics::p95),
      share.sent().map(sent -> decimal((sent.firstMillis() - first) / 1000.0)).orElse("-"),
      share.sent().map(sent -> decimal((sent.lastMillis() - first) / 1000.0)).orElse("-"),
      number(share, AgentStatistics::tickets),
      Shown.text(share.agent().map(Agent::tickets).orElse(OptionalLong.empty())),
      Shown.line(share.agent().flatMap(Agent::lost).orElse("-"))
    };
  }

  private static String text(OptionalInt value) {
    return value.isPresent() ? Integer.toString(value.getAsInt()) : "-";
  }

  private static String number(AgentShare share, ToLongFunction<AgentStatistics> value) {
    return share.sent().map(sent -> Long.toString(value.applyAsLong(sent))).orElse("-");
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
