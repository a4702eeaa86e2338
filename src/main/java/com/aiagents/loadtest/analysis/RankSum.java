package com.aiagents.loadtest.analysis;

/**
 * The rank-sum test of Wilcoxon, Mann and Whitney: whether the times of B tend to be longer than
 * those of A.
 *
 * <p>U is the number of pairs, one of each, in which that of B is longer, equal ones counting one
 * half (Mann and Whitney, Ann. Math. Stat. 18:50–60, 1947). Its variance if both come from one
 * distribution, corrected for ties of the sizes t, is nm ÷ 12 · [N + 1 − Σ(t³ − t) ÷ (N(N − 1))]
 * with N = n + m, and z = (U − nm ÷ 2 ∓ ½) ÷ √variance, ½ being the continuity correction (Lehmann,
 * Nonparametrics, 1975, section 1.4). The normal approximation holds from 20 values on each side;
 * the values must be independent of each other.
 *
 * @param pairs n · m
 * @param doubledU 2U, a whole number
 * @param z standardised U, positive if B is longer; 0 if U is the mean to within ½
 * @param p two-sided: that a difference as clear as this comes by chance
 */
public record RankSum(long pairs, long doubledU, double z, double p) {

  /**
   * The test of two distributions.
   *
   * @param a at least one time; n · m below 2⁶²
   * @param b likewise
   */
  public static RankSum of(Times a, Times b) {
    if (a.count() == 0 || b.count() == 0) {
      throw new IllegalArgumentException(
          "ranks need two distributions, found " + a.count() + " and " + b.count() + " times");
    }
    Sums sums = new Sums();
    TieGroups.walk(a, b, sums);
    long pairs = Math.multiplyExact(a.count(), b.count());
    double n = (double) a.count() + b.count();
    double variance = pairs / 12.0 * (n + 1 - sums.ties / (n * (n - 1)));
    // twice the distance from the mean, less twice the correction of one half
    double away = Math.max(0, Math.abs((double) (sums.doubledU - pairs)) - 1) / 2;
    double z =
        away == 0 || variance <= 0
            ? 0
            : Math.copySign(away / Math.sqrt(variance), sums.doubledU - pairs);
    return new RankSum(pairs, sums.doubledU, z, Math.min(1, 2 * NormalTail.above(Math.abs(z))));
  }

  /** The probability that a time of B is longer than one of A, half of that of a tie included. */
  public double superiority() {
    return doubledU / (2.0 * pairs);
  }

  /**
   * Cliff's delta, −1 to 1: the share of pairs in which B is longer, less that in which A is
   * (Cliff, Psychol. Bull. 114:494–509, 1993). 0 if there is no difference, 1 if every time of B is
   * longer.
   */
  public double delta() {
    return (double) (doubledU - pairs) / pairs;
  }

  private static final class Sums implements TieGroups.Visitor {
    private long belowInA;
    private long doubledU;
    private double ties;

    @Override
    public void group(double millis, long inA, long inB) {
      doubledU = Math.addExact(doubledU, Math.multiplyExact(inB, 2 * belowInA + inA));
      belowInA += inA;
      double size = (double) inA + inB;
      ties += (size * size - 1) * size;
    }
  }
}
