package com.aiagents.loadtest.report;

import com.aiagents.loadtest.verdict.Criterion;
import java.util.ArrayList;
import java.util.List;

/** The verdict as tables of plain text. */
public final class ConsoleReport {
  private ConsoleReport() {}

  /** The text, with a line end. */
  public static String render(Judged judged) {
    StringBuilder out = new StringBuilder();
    List<String[]> rows = new ArrayList<>();
    rows.add(
        new String[] {
          "criterion", "observed", "passes", "fails", "n", "outcome", "95 % interval", "proven"
        });
    for (Criterion c : judged.verdict().criteria()) {
      rows.add(
          new String[] {
            c.id(),
            Shown.observed(c),
            Shown.pass(c),
            Shown.fail(c),
            Long.toString(c.samples()),
            Shown.outcome(c.outcome()),
            Shown.interval(c),
            c.proven().map(proven -> proven ? "yes" : "no").orElse("-")
          });
    }
    table(out, rows, 1, 5);
    Shown.why(judged.verdict())
        .forEach(
            (message, criteria) ->
                out.append("  ")
                    .append(Shown.ids(criteria))
                    .append(": ")
                    .append(message)
                    .append('\n'));
    Shown.unwatched(judged.evidence())
        .ifPresent(
            reasons -> out.append("  not watched all the time: ").append(reasons).append('\n'));
    out.append('\n');
    List<String[]> labels = new ArrayList<>();
    labels.add(Shown.labelHead());
    judged.evidence().load().labels().forEach(l -> labels.add(Shown.label(l)));
    table(out, labels, 1, 9);
    out.append("  times in ms, whole run\n");
    List<String[]> errors = Shown.errors(judged.evidence().load().labels());
    if (!errors.isEmpty()) {
      errors.add(0, Shown.errorHead());
      out.append('\n');
      table(out, errors, 0, 1);
    }
    List<String[]> agents = new ArrayList<>(AgentText.rows(judged.evidence()));
    if (!agents.isEmpty()) {
      agents.add(0, AgentText.head());
      out.append('\n');
      table(out, agents, 1, AgentText.NUMBERS_TO);
    }
    if (judged.evidence().read().damaged() > 0) {
      out.append("  damaged rows: ").append(judged.evidence().read().damaged());
      judged
          .evidence()
          .read()
          .firstDamaged()
          .ifPresent(
              first ->
                  out.append(", first on line ")
                      .append(first.line())
                      .append(", byte ")
                      .append(first.offset())
                      .append(": ")
                      .append(first.reason()));
      out.append('\n');
    }
    TicketText.append(out, judged.evidence());
    out.append("\nVERDICT ")
        .append(judged.verdict().scenario())
        .append(": ")
        .append(judged.verdict().outcome())
        .append('\n');
    DiagnosisText.append(out, judged.diagnosis());
    return out.toString();
  }

  /**
   * Columns as wide as needed; those from {@code numbersFrom} to before {@code numbersTo} right.
   */
  static void table(StringBuilder out, List<String[]> rows, int numbersFrom, int numbersTo) {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder(" ");
      for (int i = 0; i < row.length; i++) {
        String pad = " ".repeat(widths[i] - row[i].length());
        boolean right = i >= numbersFrom && i < numbersTo;
        line.append(' ').append(right ? pad + row[i] : row[i] + pad).append(' ');
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }
}
