package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.Holm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two runs side by side: A is the baseline, B the candidate.
 *
 * <p>Three tests a label: the rank sum of its times, the share of its slowest times, its error
 * rate. Worse is what is significant after Holm's correction over all tests and matters by {@link
 * Minimum}. docs/compare.md has the formulas.
 *
 * @param differences why the two should not be compared, one line each; compared all the same
 * @param tests how many tests the correction is for
 */
public record Comparison(
    ComparedRun a, ComparedRun b, List<String> differences, List<ComparisonRow> rows, int tests) {
  /** How often two equal runs may show anything significant at all, at most. */
  public static final double LEVEL = 0.01;

  /** Of the intervals. */
  public static final double CONFIDENCE = 0.95;

  /** Fewer samples of a label are not compared: the normal approximation needs them. */
  public static final long FEWEST_SAMPLES = 20;

  public Comparison {
    differences = List.copyOf(differences);
    rows = List.copyOf(rows);
  }

  /** What came of a comparison. */
  public enum Result {
    NOT_WORSE,
    WORSE,
    /** Nothing is worse than in A, but B failed by itself. */
    FAIL,
    /** Nothing is worse than in A, but B could not be judged, or nothing could be compared. */
    INVALID
  }

  /** The comparison of two runs: the labels of A, then those that only B has. */
  public static Comparison of(ComparedRun a, ComparedRun b, List<String> differences) {
    Map<String, Measured> inA = byLabel(a);
    Map<String, Measured> inB = byLabel(b);
    Map<String, Trial> trials = new LinkedHashMap<>();
    inA.forEach(
        (label, one) -> {
          Measured other = inB.get(label);
          if (enough(one) && other != null && enough(other)) {
            trials.put(label, Trial.of(one, other));
          }
        });
    double[] adjusted =
        Holm.adjusted(trials.values().stream().flatMapToDouble(Trial::probabilities).toArray());
    Set<String> labels = new LinkedHashSet<>(inA.keySet());
    labels.addAll(inB.keySet());
    List<ComparisonRow> rows = new ArrayList<>();
    int tests = 0;
    for (String label : labels) {
      Trial trial = trials.get(label);
      if (trial == null) {
        rows.add(left(label, inA.get(label), inB.get(label)));
      } else {
        rows.add(trial.judged(adjusted, tests));
        tests += Trial.TESTS;
      }
    }
    return new Comparison(a, b, differences, rows, tests);
  }

  /** What came of it; a worse label comes first, then what B's own verdict says. */
  public Result result() {
    if (rows.stream().anyMatch(r -> r.has(Finding.WORSE))) {
      return Result.WORSE;
    }
    if (b.outcome() == Outcome.FAIL) {
      return Result.FAIL;
    }
    return b.outcome() == Outcome.INVALID || tests == 0 ? Result.INVALID : Result.NOT_WORSE;
  }

  private static Map<String, Measured> byLabel(ComparedRun run) {
    Map<String, Measured> labels = new LinkedHashMap<>();
    run.labels().forEach(one -> labels.put(one.label(), one));
    return labels;
  }

  private static boolean enough(Measured one) {
    return one.count() >= FEWEST_SAMPLES;
  }

  private static ComparisonRow left(String label, Measured a, Measured b) {
    String reason =
        a == null
            ? "not in A"
            : b == null
                ? "not in B"
                : String.format(
                    Locale.ROOT,
                    "fewer than %d samples in %s",
                    FEWEST_SAMPLES,
                    enough(a) ? "B" : enough(b) ? "A" : "both");
    return new ComparisonRow.Left(label, Optional.ofNullable(a), Optional.ofNullable(b), reason);
  }
}
