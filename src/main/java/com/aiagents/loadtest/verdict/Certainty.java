package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.Claim;
import com.aiagents.loadtest.analysis.Interval;
import com.aiagents.loadtest.analysis.LatencySnapshot;
import com.aiagents.loadtest.unit.Percentile;
import com.aiagents.loadtest.unit.Ratio;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * How certain an outcome is that was estimated from samples; docs/verdict.md defines it.
 *
 * @param interval of the estimated value
 * @param proven whether the whole interval lies on the outcome's side
 * @param further how many more samples like those so far would prove it; empty if it is proven, or
 *     no number would
 */
record Certainty(Interval interval, boolean proven, OptionalLong further) {

  /** Of a share that a band judges. */
  static Certainty ofShare(Ratio share, Band band) {
    Interval interval = Interval.ofShare(share);
    Outcome outcome = band.outcome(share::compareTo);
    if (encloses(band, outcome, interval.low(), interval.high())) {
      return new Certainty(interval, true, OptionalLong.empty());
    }
    boolean high = !band.pass().sign().isUpper();
    List<Claim> claims = new ArrayList<>();
    if (outcome == Outcome.FAIL) {
      claims.add(new Claim(share, band.fail().orElseThrow().value(), !high));
    } else {
      claims.add(new Claim(share, band.pass().value(), high == (outcome == Outcome.PASS)));
    }
    if (outcome == Outcome.WARNING) {
      band.fail().ifPresent(fail -> claims.add(new Claim(share, fail.value(), high)));
    }
    return new Certainty(interval, false, Claim.further(claims));
  }

  /**
   * Of a percentile of times that a band judges, the smaller the better.
   *
   * @param times those that are known
   * @param count all of them: the rest never ended
   * @param error by how many ms each may be wrong
   */
  static Certainty ofPercentile(
      Percentile percentile, LatencySnapshot times, long count, Band band, double error) {
    Interval interval = Interval.ofPercentile(percentile, times, count);
    OptionalLong value = times.atRank(percentile.rank(count));
    Outcome outcome =
        band.outcome(Band.exact(value.isPresent() ? value.getAsLong() : Double.POSITIVE_INFINITY));
    if (encloses(band, outcome, interval.low() - error, interval.high() + error)) {
      return new Certainty(interval, true, OptionalLong.empty());
    }
    BigDecimal p = percentile.percent().movePointLeft(2);
    List<Claim> claims = new ArrayList<>();
    if (outcome == Outcome.PASS) {
      claims.add(new Claim(share(times, count, t -> band.pass().admits(t + error)), p, true));
    } else if (outcome == Outcome.FAIL) {
      Limit fail = band.fail().orElseThrow();
      claims.add(new Claim(share(times, count, t -> !fail.admits(t - error)), p, false));
    } else {
      claims.add(new Claim(share(times, count, t -> band.pass().admits(t - error)), p, false));
      band.fail()
          .ifPresent(
              fail ->
                  claims.add(
                      new Claim(share(times, count, t -> !fail.admits(t + error)), p, true)));
    }
    return new Certainty(interval, false, Claim.further(claims));
  }

  /** The end of a criterion's message; empty if it is proven. */
  String message(String samples) {
    if (proven) {
      return "";
    }
    return "; not proven at 95 %: "
        + (further.isPresent()
            ? String.format(
                Locale.ROOT, "%d more %s like these would", further.getAsLong(), samples)
            : "no number of further " + samples + " like these would");
  }

  private static boolean encloses(Band band, Outcome outcome, double low, double high) {
    return band.outcome(low) == outcome && band.outcome(high) == outcome;
  }

  private static Ratio share(LatencySnapshot times, long count, LongPredicate condition) {
    return new Ratio(times.countIf(condition), count);
  }
}
