package com.aiagents.loadtest.report;

import com.aiagents.loadtest.analysis.ErrorCount;
import com.aiagents.loadtest.analysis.Interval;
import com.aiagents.loadtest.analysis.LabelStatistics;
import com.aiagents.loadtest.analysis.LoadRecorder;
import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.verdict.Criterion;
import com.aiagents.loadtest.verdict.Diagnosed;
import com.aiagents.loadtest.verdict.Diagnosis;
import com.aiagents.loadtest.verdict.Evidence;
import com.aiagents.loadtest.verdict.Instead;
import com.aiagents.loadtest.verdict.Outcome;
import com.aiagents.loadtest.verdict.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What formats for people show of a verdict: values rounded for display, rows of tables. */
final class Shown {
  /** Characters of a text of the target's. */
  private static final int LONGEST = 80;

  /** Characters of a sentence that may hold such texts. */
  private static final int LONGEST_SENTENCE = 1_000;

  private static final Pattern SPACE = Pattern.compile("[\\p{Cntrl}\\s]+");

  /** All that is no character of XML 1.0; halves of surrogate pairs are no UTF-8 either. */
  private static final Pattern NO_CHARACTER =
      Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private Shown() {}

  /** The head of a table of runs. */
  static String[] runHead() {
    return new String[] {"scenario", "requests", "workflows", "p95", "lost", "verdict"};
  }

  /** A run as a row of a table. */
  static String[] run(Verdict v) {
    return new String[] {
      v.scenario(),
      observed(v, "requests.success"),
      observed(v, "workflow.success"),
      observed(v, "workflow.p95"),
      observed(v, "workflow.lost"),
      v.outcome().name()
    };
  }

  /** The head of a table of labels. */
  static String[] labelHead() {
    return new String[] {"label", "count", "errors", "mean", "p50", "p95", "p99", "max", "1/s"};
  }

  /** A label as a row of a table. */
  static String[] label(LabelStatistics l) {
    return new String[] {
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
    };
  }

  /** The head of a table of errors. */
  static String[] errorHead() {
    return new String[] {"errors", "label", "code", "message"};
  }

  /** The most frequent errors of each label, as rows of a table that can be added to. */
  static List<String[]> errors(List<LabelStatistics> labels) {
    List<String[]> rows = new ArrayList<>();
    for (LabelStatistics l : labels) {
      if (!l.label().equals(LoadRecorder.TOTAL)) {
        for (ErrorCount e : l.topErrors()) {
          rows.add(
              new String[] {
                Long.toString(e.count()), line(l.label()), line(e.code()), line(e.message())
              });
        }
      }
    }
    return rows;
  }

  /** Not too many, and the last of them: among labels it is the total. */
  static <T> List<T> some(List<T> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    List<T> some = new ArrayList<>(all.subList(0, most - 1));
    some.add(all.get(all.size() - 1));
    return some;
  }

  /** The criteria that are not PASS, or are not proven, by their message. */
  static Map<String, List<Criterion>> why(Verdict verdict) {
    Map<String, List<Criterion>> why = new LinkedHashMap<>();
    for (Criterion c : verdict.criteria()) {
      if (c.outcome() != Outcome.PASS || c.proven().filter(proven -> !proven).isPresent()) {
        why.computeIfAbsent(c.message(), message -> new ArrayList<>()).add(c);
      }
    }
    return why;
  }

  static String ids(Collection<Criterion> criteria) {
    return criteria.stream().map(Criterion::id).collect(Collectors.joining(", "));
  }

  /** Why probes could not run all the time, if so. */
  static Optional<String> unwatched(Evidence evidence) {
    Map<String, String> reasons = evidence.watched().unwatched();
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(sentence(String.join("; ", reasons.values())));
  }

  /** What was found, symptom by symptom. */
  static Collection<List<Diagnosed>> symptoms(Diagnosis diagnosis) {
    Map<String, List<Diagnosed>> symptoms = new LinkedHashMap<>();
    for (Diagnosed one : diagnosis.found()) {
      symptoms.computeIfAbsent(one.symptom(), name -> new ArrayList<>()).add(one);
    }
    return symptoms.values();
  }

  /**
   * A symptom's causes that are not shown, by the reason.
   *
   * @param ruledOut whether those against which something speaks, or those of which nothing is
   *     known
   */
  static Map<String, List<String>> instead(Diagnosed symptom, boolean ruledOut) {
    Map<String, List<String>> causes = new LinkedHashMap<>();
    for (Instead other : symptom.instead()) {
      if (other.ruledOut() == ruledOut) {
        causes.computeIfAbsent(other.why(), why -> new ArrayList<>()).add(other.cause());
      }
    }
    return causes;
  }

  /** A text of the target's as one line, not too long. */
  static String line(String text) {
    return line(text, LONGEST);
  }

  /** A sentence as one line, not too long. */
  static String sentence(String text) {
    return line(text, LONGEST_SENTENCE);
  }

  private static String line(String text, int longest) {
    String line = SPACE.matcher(text).replaceAll(" ").strip();
    if (line.length() <= longest) {
      return line;
    }
    int end = longest - 1;
    // half of a pair would be no character
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /** A text that any file can hold: what is no character is U+FFFD. */
  static String characters(String text) {
    return NO_CHARACTER.matcher(text).replaceAll("\uFFFD");
  }

  /** A file's way from a page, as a link: what is no plain character of a path is encoded. */
  static String link(String... names) {
    StringBuilder link = new StringBuilder();
    for (String name : names) {
      link.append(link.length() == 0 ? "" : "/");
      for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
        boolean plain = b > ' ' && "#%?:\\\"'<>&;".indexOf(b) < 0;
        link.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b));
      }
    }
    return link.toString();
  }

  static String outcome(Outcome outcome) {
    return outcome.name().replace('_', ' ');
  }

  /** The observed value of a criterion; a dash if there is none. */
  static String observed(Verdict verdict, String id) {
    return verdict.criteria().stream()
        .filter(c -> c.id().equals(id))
        .findFirst()
        .map((Criterion c) -> observed(c))
        .orElse("-");
  }

  /** A criterion's observed value with its unit, rounded for display. */
  static String observed(Criterion c) {
    if (c.observed().isEmpty()) {
      return "-";
    }
    return value(c.observed().getAsDouble(), c.unit());
  }

  /** A value of a criterion's unit, rounded for display; a dash for NaN. */
  static String value(double value, String unit) {
    if (Double.isNaN(value)) {
      return "-";
    }
    if (Double.isInfinite(value)) {
      return "share".equals(unit) ? "unbounded" : "never";
    }
    return switch (unit) {
      case "share" -> share(value);
      case "ms" -> String.format(Locale.ROOT, "%.3f s", value / 1000);
      case "s" -> String.format(Locale.ROOT, "%.1f s", value);
      case "1/s" -> String.format(Locale.ROOT, "%.1f /s", value);
      default -> String.format(Locale.ROOT, "%.0f", value);
    };
  }

  /** When a criterion passes. */
  static String pass(Criterion c) {
    return limit(c.pass(), c.unit());
  }

  /** When a criterion fails; a dash if it never does. */
  static String fail(Criterion c) {
    return limit(c.fail(), c.unit());
  }

  /** Where a criterion's value may lie; a dash if it is no estimate. */
  static String interval(Criterion c) {
    return c.interval().map(i -> interval(i, c.unit())).orElse("-");
  }

  static String text(OptionalLong value) {
    return value.isPresent() ? Long.toString(value.getAsLong()) : "-";
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
    return BigDecimal.valueOf(value).movePointRight(2).setScale(3, RoundingMode.DOWN) + " %";
  }

  static String limit(String limit, String unit) {
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
}
