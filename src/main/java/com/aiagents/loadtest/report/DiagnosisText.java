package com.aiagents.loadtest.report;

import com.aiagents.loadtest.verdict.Diagnosed;
import com.aiagents.loadtest.verdict.Diagnosis;
import java.util.List;
import java.util.Map;

/** What may be behind a verdict, as plain text: one block a symptom. */
final class DiagnosisText {
  private DiagnosisText() {}

  static void append(StringBuilder out, Diagnosis diagnosis) {
    if (!diagnosis.known()) {
      out.append("no diagnosis: the project has no data/diagnosis.yaml\n");
    }
    Shown.symptoms(diagnosis).forEach(causes -> symptom(out, causes));
  }

  private static void symptom(StringBuilder out, List<Diagnosed> causes) {
    Diagnosed first = causes.get(0);
    out.append("\nSYMPTOM ").append(first.symptom()).append(" (");
    out.append(String.join(", ", first.criteria())).append(")\n");
    causes.forEach(one -> cause(out, one));
    others(out, "not", Shown.instead(first, true));
    others(out, "not known", Shown.instead(first, false));
  }

  /** Causes that are not shown, those with the same reason on one line. */
  private static void others(StringBuilder out, String word, Map<String, List<String>> causes) {
    causes.forEach(
        (why, names) ->
            out.append("  ")
                .append(word)
                .append(": ")
                .append(String.join(", ", names))
                .append(" (")
                .append(why)
                .append(")\n"));
  }

  private static void cause(StringBuilder out, Diagnosed one) {
    if (one.cause().isEmpty()) {
      out.append("  no cause stands out:\n");
      return;
    }
    out.append("  cause: ").append(one.cause().get()).append('\n');
    one.evidence().forEach(fact -> out.append("    ").append(fact).append('\n'));
    one.commands().forEach(command -> out.append("    try: ").append(command).append('\n'));
  }
}
