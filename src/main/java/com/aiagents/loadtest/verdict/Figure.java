package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.LabelStatistics;
import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.unit.Ratio;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A figure of a label's samples that can have limits. */
enum Figure {
  ERRORS("errors", "Errors", Measure.COUNT, true),
  SUCCESS("success", "Successful requests", Measure.SHARE, false),
  P50(Percentile.P50),
  P90(Percentile.P90),
  P95(Percentile.P95),
  P99(Percentile.P99),
  P999(Percentile.P999),
  MEAN("mean", "Mean time", Measure.TIME, true),
  MAX("max", "Longest time", Measure.TIME, true),
  THROUGHPUT("throughput", "Throughput", Measure.RATE, false);

  private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

  private final String key;
  private final String words;
  private final Measure measure;
  private final boolean small;
  private final Optional<Percentile> percentile;

  Figure(String key, String words, Measure measure, boolean small) {
    this.key = key;
    this.words = words;
    this.measure = measure;
    this.small = small;
    this.percentile = Optional.empty();
  }

  Figure(Percentile percentile) {
    this.key = percentile.toString();
    this.words = key;
    this.measure = Measure.TIME;
    this.small = true;
    this.percentile = Optional.of(percentile);
  }

  /** Its key in a thresholds file. */
  String key() {
    return key;
  }

  /** What its criterion is before anything came of it. */
  Draft draft(String label, Band band) {
    String unit =
        switch (measure) {
          case SHARE -> "share";
          case COUNT -> "errors";
          case RATE -> "1/s";
          default -> "ms";
        };
    return Draft.of("requests." + key + "[" + label + "]", words + " of " + label, unit, band);
  }

  /** Reads a limit; see {@link Limit#parse}. */
  Limit parse(String text, boolean pass) {
    return Limit.parse(text, measure, small == pass);
  }

  /**
   * Whether one sample is enough to fail, and every sample needed to pass: what counts each of them
   * is no estimate.
   */
  boolean countsEverySample() {
    return this == ERRORS || this == MAX;
  }

  /** Its exact value; not for a label without samples. */
  Comparable<BigDecimal> exact(LabelStatistics of) {
    return switch (this) {
      case ERRORS -> BigDecimal.valueOf(of.errors());
      case SUCCESS -> success(of)::compareTo;
      case MEAN -> {
        BigDecimal sum = new BigDecimal(of.latency().sum());
        BigDecimal count = BigDecimal.valueOf(of.count());
        yield limit -> sum.compareTo(limit.multiply(count));
      }
      case MAX -> BigDecimal.valueOf(of.latency().max().orElseThrow());
      case THROUGHPUT -> {
        if (of.throughput() == 0) {
          yield BigDecimal.ZERO;
        }
        BigDecimal samples = BigDecimal.valueOf(of.count()).multiply(MILLIS);
        BigDecimal span = BigDecimal.valueOf(spanMillis(of));
        yield limit -> samples.compareTo(limit.multiply(span));
      }
      default ->
          BigDecimal.valueOf(of.latency().percentile(percentile.orElseThrow()).orElseThrow());
    };
  }

  /** Its value for display and JSON, in the unit of the draft. */
  double observed(LabelStatistics of) {
    return switch (this) {
      case ERRORS -> of.errors();
      case SUCCESS -> success(of).value();
      case MEAN -> of.latency().mean().orElseThrow();
      case MAX -> of.latency().max().orElseThrow();
      case THROUGHPUT -> of.throughput();
      default -> of.latency().percentile(percentile.orElseThrow()).orElseThrow();
    };
  }

  /** How certain its outcome is; empty for what is no share and no percentile. */
  Optional<Certainty> certainty(LabelStatistics of, Band band) {
    if (this == SUCCESS) {
      return Optional.of(Certainty.ofShare(success(of), band));
    }
    return percentile.map(p -> Certainty.ofPercentile(p, of.latency(), of.count(), band, 0));
  }

  /** What it was made of, in words. */
  String message(LabelStatistics of) {
    return switch (this) {
      case ERRORS ->
          String.format(Locale.ROOT, "%d of %d requests failed", of.errors(), of.count());
      case SUCCESS ->
          String.format(
              Locale.ROOT, "%d of %d requests succeeded", of.count() - of.errors(), of.count());
      case MEAN -> String.format(Locale.ROOT, "mean of %d requests", of.count());
      case MAX -> String.format(Locale.ROOT, "the longest of %d requests", of.count());
      case THROUGHPUT ->
          String.format(Locale.ROOT, "%d requests in %.3f s", of.count(), spanMillis(of) / 1000.0);
      default ->
          String.format(
              Locale.ROOT,
              "rank %d of %d requests",
              percentile.orElseThrow().rank(of.count()),
              of.count());
    };
  }

  /** The figure of a key. */
  static Optional<Figure> find(String key) {
    return Arrays.stream(values()).filter(f -> f.key.equals(key)).findFirst();
  }

  private static Ratio success(LabelStatistics of) {
    return new Ratio(of.count() - of.errors(), of.count());
  }

  /**
   * The time between the first start and the last end: whole ms, so that the nearest one to count ÷
   * throughput is exactly it. A throughput of 0 is that of an instant.
   */
  private static long spanMillis(LabelStatistics of) {
    return of.throughput() == 0 ? 0 : Math.round(of.count() * 1000.0 / of.throughput());
  }
}
