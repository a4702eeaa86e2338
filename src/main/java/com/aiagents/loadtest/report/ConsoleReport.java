package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.ErrorCount;
import com.aiagents.loadtest.analysis.Interval;
import com.aiagents.loadtest.analysis.LabelStatistics;
import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.verdict.Criterion;
import com.aiagents.loadtest.verdict.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** The verdict as tables of plain text. */
public final class ConsoleReport {
  private static final String TOTAL = "TOTAL";

  /** Characters of a text of the target's. */
  private static final int LONGEST = 80;

  /** Characters of all that probes say of their failures. */
  private static final int LONGEST_REASONS = 1_000;

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
            observed(c),
            limit(c.pass(), c.unit()),
            limit(c.fail(), c.unit()),
            Long.toString(c.samples()),
            c.outcome().name().replace('_', ' '),
            c.interval().map(i -> interval(i, c.unit())).orElse("-"),
            c.proven().map(proven -> proven ? "yes" : "no").orElse("-")
          });
    }
    table(out, rows, 1, 5);
    Map<String, List<String>> why = new LinkedHashMap<>();
    for (Criterion c : judged.verdict().criteria()) {
      if (c.outcome() != Outcome.PASS || c.proven().filter(proven -> !proven).isPresent()) {
        why.computeIfAbsent(c.message(), message -> new ArrayList<>()).add(c.id());
      }
    }
    why.forEach(
        (message, ids) ->
            out.append("  ")
                .append(String.join(", ", ids))
                .append(": ")
                .append(message)
                .append('\n'));
    Map<String, String> unwatched = judged.evidence().watched().unwatched();
    if (!unwatched.isEmpty()) {
      out.append("  not watched all the time: ")
          .append(line(String.join("; ", unwatched.values()), LONGEST_REASONS))
          .append('\n');
    }
    out.append('\n');
    List<String[]> labels = new ArrayList<>();
    labels.add(
        new String[] {"label", "count", "errors", "mean", "p50", "p95", "p99", "max", "1/s"});
    for (LabelStatistics l : judged.evidence().load().labels()) {
      labels.add(
          new String[] {
            line(l.label())
                + (l.kind() == LabelStatistics.Kind.SAMPLE ? "" : " (" + l.kind().text() + ")"),
            Long.toString(l.count()),
            Long.toString(l.errors()),
            l.latency().mean().isPresent()
                ? String.format(Locale.ROOT, "%.1f", l.latency().mean().getAsDouble())
                : "-",
            text(l.latency().percentile(Percentile.P50)),
            text(l.latency().percentile(Percentile.P95)),
            text(l.latency().percentile(Percentile.P99)),
            text(l.latency().max()),
            String.format(Locale.ROOT, "%.1f", l.throughput())
          });
    }
    table(out, labels, 1, 9);
    out.append("  times in ms, whole run\n");
    errors(out, judged.evidence().load().labels());
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

  /** The most frequent errors of each label. */
  private static void errors(StringBuilder out, List<LabelStatistics> labels) {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"errors", "label", "code", "message"});
    for (LabelStatistics l : labels) {
      if (!l.label().equals(TOTAL)) {
        for (ErrorCount e : l.topErrors()) {
          rows.add(
              new String[] {
                Long.toString(e.count()), line(l.label()), line(e.code()), line(e.message())
              });
        }
      }
    }
    if (rows.size() > 1) {
      out.append('\n');
      table(out, rows, 0, 1);
    }
  }

  /** A text of the target's as one line, not too long. */
  private static String line(String text) {
    return line(text, LONGEST);
  }

  private static String line(String text, int longest) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
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

  /** A criterion's observed value with its unit, rounded for display. */
  static String observed(Criterion c) {
    if (c.observed().isEmpty()) {
      return "-";
    }
    double value = c.observed().getAsDouble();
    if (Double.isInfinite(value)) {
      return "share".equals(c.unit()) ? "unbounded" : "never";
    }
    return switch (c.unit()) {
      case "share" -> share(value);
      case "ms" -> String.format(Locale.ROOT, "%.3f s", value / 1000);
      case "s" -> String.format(Locale.ROOT, "%.1f s", value);
      case "1/s" -> String.format(Locale.ROOT, "%.1f /s", value);
      default -> String.format(Locale.ROOT, "%.0f", value);
    };
  }

  /** Both ends with the unit once, rounded away from each other. */
  private static String interval(Interval interval, String unit) {
    if (unit.equals("share")) {
      return String.format(
          Locale.ROOT,
          "%.3f to %.3f %%",
          Math.floor(interval.low() * 100_000) / 1000,
          Math.ceil(interval.high() * 100_000) / 1000);
    }
    return seconds(interval.low()) + " to " + seconds(interval.high()) + " s";
  }

  private static String seconds(double millis) {
    return Double.isInfinite(millis) ? "∞" : String.format(Locale.ROOT, "%.3f", millis / 1000);
  }

  /** Rounded towards zero, so that 99.9999 % is never shown as 100 %. */
  private static String share(double value) {
    return String.format(Locale.ROOT, "%.3f %%", Math.floor(value * 100_000) / 1000);
  }

  private static String limit(String limit, String unit) {
    if (limit == null) {
      return "-";
    }
    if (!limit.matches("[<>=]+ [0-9.]+")) {
      return limit;
    }
    int space = limit.indexOf(' ');
    String operator = limit.substring(0, space);
    String number = limit.substring(space + 1);
    return switch (unit) {
      case "share" -> operator + " " + moved(number, 2) + " %";
      case "ms" -> operator + " " + moved(number, -3) + " s";
      case "s" -> limit + " s";
      case "1/s" -> limit + " /s";
      default -> limit;
    };
  }

  /** A limit is never rounded: 99.95 % is not 100 %. */
  private static String moved(String number, int places) {
    BigDecimal value = new BigDecimal(number).scaleByPowerOfTen(places);
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static String text(OptionalLong value) {
    return value.isPresent() ? Long.toString(value.getAsLong()) : "-";
  }
}
