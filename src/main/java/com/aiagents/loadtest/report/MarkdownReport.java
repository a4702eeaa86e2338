package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.LabelStatistics;
import com.aiagents.loadtest.verdict.Criterion;
import com.aiagents.loadtest.verdict.Diagnosed;
import com.aiagents.loadtest.verdict.Diagnosis;
import com.aiagents.loadtest.verdict.Outcome;
import com.aiagents.loadtest.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code summary.md}: the verdict as GitHub's Markdown, for the summary of a job. */
public final class MarkdownReport {
  /**
   * Bytes of a whole text. GitHub takes 1 MiB a step and else nothing at all; the rest is for what
   * the step writes besides.
   */
  static final int MOST_BYTES = 1_000_000;

  /** Rows of a table that has one for each run, label or error. */
  static final int MOST_ROWS = 100;

  private static final String LEFT_OUT =
      "\nThe rest is left out, since GitHub takes no longer text: see `verdict.json`.\n";

  private MarkdownReport() {}

  /** The text, with a line end; at most 1,000,000 bytes as UTF-8. */
  public static String render(List<JudgedRun> runs) {
    StringBuilder out = new StringBuilder();
    if (runs.size() != 1) {
      suite(out, runs.stream().map(one -> one.judged().verdict()).toList());
    }
    List<JudgedRun> shown = Shown.some(runs, MOST_ROWS);
    List<String> heads = shown.stream().map(MarkdownReport::head).toList();
    // every verdict stands there; what explains it while there is room
    int room = MOST_BYTES - bytes(out.toString());
    for (String head : heads) {
      room -= bytes(head) + bytes(LEFT_OUT);
    }
    for (int i = 0; i < heads.size(); i++) {
      out.append(heads.get(i));
      for (Supplier<String> next : parts(shown.get(i).judged())) {
        String part = next.get();
        if (bytes(part) > room) {
          out.append(LEFT_OUT);
          break;
        }
        out.append(part);
        room -= bytes(part);
      }
    }
    // every part begins with a blank line
    return out.substring(1);
  }

  private static void suite(StringBuilder out, List<Verdict> verdicts) {
    out.append("\n# ").append(marked(SuiteReport.outcome(verdicts), "load test suite"));
    List<String[]> rows = new ArrayList<>();
    rows.add(Shown.runHead());
    for (Verdict verdict : Shown.some(verdicts, MOST_ROWS)) {
      String[] row = Shown.run(verdict);
      row[0] = Markdown.prose(Shown.line(row[0]));
      row[5] = outcome(verdict.outcome());
      rows.add(row);
    }
    out.append(Markdown.table(rows, 1, 2, 3, 4)).append(more(verdicts, "runs"));
  }

  private static String head(JudgedRun run) {
    Verdict verdict = run.judged().verdict();
    return "\n## "
        + marked(verdict.outcome(), Markdown.prose(Shown.line(verdict.scenario())))
        + "\nRun "
        + Markdown.code(Shown.line(run.run()))
        + "\n";
  }

  /** What explains a verdict, each part made only if there may be room for it. */
  private static List<Supplier<String>> parts(Judged judged) {
    List<LabelStatistics> labels = judged.evidence().load().labels();
    return List.of(
        () -> why(judged),
        () -> criteria(judged.verdict()),
        () -> labels(labels),
        () -> errors(labels),
        () -> agents(judged),
        () -> diagnosis(judged.diagnosis()));
  }

  /** The messages of what is not PASS, the worst first. */
  private static String why(Judged judged) {
    List<String> lines = new ArrayList<>();
    Shown.why(judged.verdict()).values().stream()
        .sorted(Comparator.comparing(MarkdownReport::worst).reversed())
        .forEach(
            group ->
                lines.add(
                    "- "
                        + mark(worst(group))
                        + " "
                        + ids(group.stream().map(Criterion::id).toList())
                        + ": "
                        + Markdown.prose(group.get(0).message())
                        + "\n"));
    Shown.unwatched(judged.evidence())
        .ifPresent(
            reasons -> lines.add("- not watched all the time: " + Markdown.prose(reasons) + "\n"));
    return lines.isEmpty() ? "" : "\n" + String.join("", lines);
  }

  private static Outcome worst(List<Criterion> group) {
    return group.stream()
        .map(Criterion::outcome)
        .max(Comparator.naturalOrder())
        .orElse(Outcome.INVALID);
  }

  private static String criteria(Verdict verdict) {
    List<String[]> rows = new ArrayList<>();
    rows.add(
        new String[] {"criterion", "outcome", "observed", "passes", "fails", "n", "95 % interval"});
    for (Criterion c : verdict.criteria()) {
      rows.add(
          new String[] {
            Markdown.code(c.id()),
            outcome(c.outcome()),
            Shown.observed(c),
            limit(Shown.pass(c)),
            limit(Shown.fail(c)),
            Long.toString(c.samples()),
            Shown.interval(c)
          });
    }
    return Markdown.table(rows, 2, 5, 6);
  }

  private static String labels(List<LabelStatistics> labels) {
    if (labels.isEmpty()) {
      return "";
    }
    List<String[]> rows = new ArrayList<>();
    rows.add(Shown.labelHead());
    for (LabelStatistics label : Shown.some(labels, MOST_ROWS)) {
      String[] row = Shown.label(label);
      row[0] = Markdown.code(row[0]);
      rows.add(row);
    }
    return Markdown.table(rows, 1, 2, 3, 4, 5, 6, 7, 8)
        + more(labels, "labels")
        + "\nTimes in ms, whole run.\n";
  }

  private static String errors(List<LabelStatistics> labels) {
    List<String[]> errors = Shown.errors(labels);
    if (errors.isEmpty()) {
      return "";
    }
    List<String[]> rows = new ArrayList<>();
    rows.add(Shown.errorHead());
    for (String[] row : Shown.some(errors, MOST_ROWS)) {
      for (int i = 1; i < row.length; i++) {
        row[i] = Markdown.code(row[i]);
      }
      rows.add(row);
    }
    return Markdown.table(rows, 0) + more(errors, "errors");
  }

  private static String agents(Judged judged) {
    List<String[]> agents = AgentText.rows(judged.evidence());
    if (agents.isEmpty()) {
      return "";
    }
    List<String[]> rows = new ArrayList<>();
    rows.add(AgentText.head());
    for (String[] row : Shown.some(agents, MOST_ROWS)) {
      row[0] = Markdown.code(row[0]);
      row[row.length - 1] = Markdown.prose(row[row.length - 1]);
      rows.add(row);
    }
    return Markdown.table(rows, IntStream.range(1, AgentText.NUMBERS_TO).toArray())
        + more(agents, "agents")
        + "\n"
        + AgentText.NOTE
        + "\n";
  }

  private static String more(List<?> all, String what) {
    return all.size() <= MOST_ROWS
        ? ""
        : "\nAnd " + (all.size() - MOST_ROWS) + " more " + what + ": see `verdict.json`.\n";
  }

  private static String diagnosis(Diagnosis diagnosis) {
    StringBuilder out = new StringBuilder();
    if (!diagnosis.known()) {
      out.append("\nNo diagnosis: the project has no `data/diagnosis.yaml`.\n");
    }
    for (List<Diagnosed> causes : Shown.symptoms(diagnosis)) {
      Diagnosed first = causes.get(0);
      out.append("\n### Symptom: ").append(Markdown.prose(first.symptom())).append('\n');
      out.append("\nShown by ").append(ids(first.criteria())).append(".\n");
      causes.forEach(one -> cause(out, one));
      String others = others("not", first, true) + others("not known", first, false);
      out.append(others.isEmpty() ? "" : "\n" + others);
    }
    return out.toString();
  }

  private static void cause(StringBuilder out, Diagnosed one) {
    if (one.cause().isEmpty()) {
      out.append("\nNo cause stands out.\n");
      return;
    }
    out.append("\n**Cause:** ").append(Markdown.prose(one.cause().get())).append("\n\n");
    one.evidence()
        .forEach(fact -> out.append("- seen: ").append(Markdown.prose(fact)).append('\n'));
    if (!one.commands().isEmpty()) {
      out.append("\nTry:\n").append(Markdown.block(one.commands()));
    }
  }

  private static String others(String word, Diagnosed symptom, boolean ruledOut) {
    StringBuilder out = new StringBuilder();
    for (Map.Entry<String, List<String>> other : Shown.instead(symptom, ruledOut).entrySet()) {
      out.append("- ")
          .append(word)
          .append(": ")
          .append(Markdown.prose(String.join(", ", other.getValue())))
          .append(" (")
          .append(Markdown.prose(other.getKey()))
          .append(")\n");
    }
    return out.toString();
  }

  private static String ids(List<String> ids) {
    return ids.stream().map(Markdown::code).collect(Collectors.joining(", "));
  }

  private static String limit(String limit) {
    return limit.equals("-") ? limit : Markdown.code(limit);
  }

  private static String marked(Outcome outcome, String what) {
    return mark(outcome) + " " + what + ": " + Shown.outcome(outcome) + "\n";
  }

  private static String outcome(Outcome outcome) {
    return mark(outcome) + " " + Shown.outcome(outcome);
  }

  private static String mark(Outcome outcome) {
    return switch (outcome) {
      case PASS -> "✅";
      case WARNING -> "⚠️";
      case FAIL -> "❌";
      case INVALID -> "❔";
      case NOT_APPLICABLE -> "➖";
    };
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
