package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.Interval;
import com.aiagents.loadtest.analysis.Magnitude;
import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.verdict.ComparedRun;
import com.aiagents.loadtest.verdict.Comparison;
import com.aiagents.loadtest.verdict.ComparisonRow;
import com.aiagents.loadtest.verdict.ComparisonRow.Compared;
import com.aiagents.loadtest.verdict.ComparisonRow.Left;
import com.aiagents.loadtest.verdict.Effect;
import com.aiagents.loadtest.verdict.Finding;
import com.aiagents.loadtest.verdict.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/**
 * A comparison as what its formats for people show: three tables, and sentences.
 *
 * @param head of the columns; the last one is what was found
 * @param rows of the labels that were compared
 * @param findings of the rows
 */
record CompareTables(String[] head, List<String[]> rows, List<Finding> findings) {

  /** A run as a row: its name here, its id, scenario, verdict and target. */
  static String[] run(String name, ComparedRun run) {
    return new String[] {name, run.run(), run.scenario(), run.outcome().name(), run.target()};
  }

  /** The tables: all times, the slowest times, the errors; none if nothing was compared. */
  static List<CompareTables> of(Comparison comparison) {
    List<Compared> rows =
        comparison.rows().stream()
            .filter(Compared.class::isInstance)
            .map(Compared.class::cast)
            .toList();
    return rows.isEmpty() ? List.of() : List.of(times(rows), tail(rows), errors(rows));
  }

  /** How to read them. */
  static String note(Comparison comparison) {
    return String.format(
        Locale.ROOT,
        "times in ms, measurement window; %.0f %% intervals; p after Holm's correction for %d tests,"
            + " significant to %s",
        Comparison.CONFIDENCE * 100,
        comparison.tests(),
        Comparison.LEVEL);
  }

  private static CompareTables times(List<Compared> rows) {
    return table(
        rows,
        Compared::times,
        new String[] {
          "all times",
          "count A",
          "count B",
          "p50 A",
          "p50 B",
          "change",
          "interval",
          "p",
          "delta",
          ""
        },
        row ->
            new String[] {
              row.label(),
              Long.toString(row.a().count()),
              Long.toString(row.b().count()),
              millis(row.a().percentile(Percentile.P50)),
              millis(row.b().percentile(Percentile.P50)),
              change(row.times(), row.a().percentile(Percentile.P50)),
              interval(row.times().interval(), CompareTables::signed),
              p(row.times().adjustedP()),
              String.format(Locale.ROOT, "%+.3f", row.ranks().delta() + 0.0),
              finding(row.times().finding())
                  + ", "
                  + Magnitude.ofDelta(row.ranks().delta()).name().toLowerCase(Locale.ROOT)
            });
  }

  private static CompareTables tail(List<Compared> rows) {
    return table(
        rows,
        Compared::tail,
        new String[] {"slowest times", "p95 A", "p95 B", "change", "interval", "p", ""},
        row ->
            new String[] {
              row.label(),
              millis(row.a().percentile(Percentile.P95)),
              millis(row.b().percentile(Percentile.P95)),
              change(row.tail(), row.a().percentile(Percentile.P95)),
              interval(row.tail().interval(), CompareTables::signed),
              p(row.tail().adjustedP()),
              finding(row.tail().finding())
            });
  }

  private static CompareTables errors(List<Compared> rows) {
    return table(
        rows,
        Compared::errors,
        new String[] {
          "errors", "errors A", "errors B", "rate A", "rate B", "change", "interval", "p", ""
        },
        row ->
            new String[] {
              row.label(),
              Long.toString(row.a().errors()),
              Long.toString(row.b().errors()),
              rate(row.a()),
              rate(row.b()),
              points(row.errors().change()),
              interval(row.errors().interval(), CompareTables::points),
              p(row.errors().adjustedP()),
              finding(row.errors().finding())
            });
  }

  private static CompareTables table(
      List<Compared> rows,
      Function<Compared, Effect> effect,
      String[] head,
      Function<Compared, String[]> cells) {
    return new CompareTables(
        head,
        rows.stream().map(cells).toList(),
        rows.stream().map(row -> effect.apply(row).finding()).toList());
  }

  /** The labels that were not compared, and why. */
  static List<String> left(Comparison comparison) {
    return comparison.rows().stream()
        .filter(Left.class::isInstance)
        .map(Left.class::cast)
        .map(
            row ->
                "not compared: "
                    + row.label()
                    + ", "
                    + row.reason()
                    + " (A "
                    + count(row.inA())
                    + ", B "
                    + count(row.inB())
                    + ")")
        .toList();
  }

  /** What came of it. */
  static String result(Comparison comparison) {
    return switch (comparison.result()) {
      case NOT_WORSE -> "NOT WORSE";
      case WORSE -> "WORSE: " + worse(comparison);
      case FAIL -> "FAIL: nothing is worse than in A, but B failed by itself";
      case INVALID ->
          comparison.tests() == 0
              ? "INVALID: no label has enough samples in both"
              : "INVALID: nothing is worse than in A, but B could not be judged";
    };
  }

  private static String worse(Comparison comparison) {
    List<String> worse = new ArrayList<>();
    for (ComparisonRow row : comparison.rows()) {
      if (row instanceof Compared compared && row.has(Finding.WORSE)) {
        List<String> what = new ArrayList<>();
        add(what, compared.times(), "all times");
        add(what, compared.tail(), "slowest times");
        add(what, compared.errors(), "errors");
        worse.add(row.label() + " (" + String.join(", ", what) + ")");
      }
    }
    return String.join("; ", worse);
  }

  private static void add(List<String> what, Effect effect, String name) {
    if (effect.finding() == Finding.WORSE) {
      what.add(name);
    }
  }

  private static String finding(Finding finding) {
    return switch (finding) {
      case WORSE -> "WORSE";
      case BETTER -> "better";
      case SLIGHT -> "significant, too small to matter";
      case NONE -> "not significant";
    };
  }

  private static String change(Effect effect, OptionalDouble before) {
    double from = before.orElse(0);
    String share =
        from > 0 && !Double.isInfinite(effect.change()) && !Double.isInfinite(from)
            ? String.format(Locale.ROOT, " (%+.1f %%)", effect.change() / from * 100)
            : "";
    return signed(effect.change()) + share;
  }

  private static String millis(OptionalDouble value) {
    return value.isEmpty()
        ? "-"
        : Double.isInfinite(value.getAsDouble())
            ? "never"
            : String.format(Locale.ROOT, "%.0f", value.getAsDouble());
  }

  private static String signed(double millis) {
    return Double.isInfinite(millis)
        ? millis > 0 ? "to never" : "from never"
        : String.format(Locale.ROOT, "%+.0f", millis + 0.0);
  }

  private static String rate(Measured one) {
    return String.format(Locale.ROOT, "%.3f %%", one.errorRate().orElse(0) * 100);
  }

  private static String points(double share) {
    return String.format(Locale.ROOT, "%+.3f", share * 100 + 0.0);
  }

  private static String interval(Interval interval, DoubleFunction<String> text) {
    String lower = interval.low() == Double.NEGATIVE_INFINITY ? "?" : text.apply(interval.low());
    String upper = interval.high() == Double.POSITIVE_INFINITY ? "?" : text.apply(interval.high());
    return lower + " to " + upper;
  }

  /** Never rounded to 0, and never down to the level. */
  private static String p(double p) {
    return p < 0.0001
        ? "< 0.0001"
        : String.format(Locale.ROOT, "%.4f", Math.ceil(p * 10_000) / 10_000);
  }

  private static String count(Optional<Measured> one) {
    return one.map(m -> Long.toString(m.count())).orElse("none");
  }
}
