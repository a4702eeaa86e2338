package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.unit.Percentile;

/**
 * Whether B has more of the slowest times than A has.
 *
 * <p>Both together are cut at their common percentile, and Fisher's exact test asks whether the
 * times beyond the cut are shared out as chance would (Westenberg, Proc. Kon. Ned. Akad. Wet.
 * 51:252–261, 1948; with the median it is Mood's test). The cut does not know which time is whose,
 * so the test stays exact. Of the two cuts beside a value that many times share, that which leaves
 * the nearer share above is taken.
 *
 * @param beyond how many of A and of B lie beyond the cut
 */
public record TailTest(Proportions beyond) {

  /** The test beyond a percentile; each needs at least one time. */
  public static TailTest of(Times a, Times b, Percentile percentile) {
    long all = a.count() + b.count();
    Cut cut = new Cut(percentile.rank(all));
    TieGroups.walk(a, b, cut);
    double wanted = all - percentile.percent().doubleValue() / 100 * all;
    long above = all - cut.belowA - cut.belowB - cut.atA - cut.atB;
    long from = all - cut.belowA - cut.belowB;
    boolean withTies = above == 0 || Math.abs(from - wanted) < Math.abs(above - wanted);
    long beyondA = a.count() - cut.belowA - (withTies ? 0 : cut.atA);
    long beyondB = b.count() - cut.belowB - (withTies ? 0 : cut.atB);
    return new TailTest(new Proportions(beyondA, a.count(), beyondB, b.count()));
  }

  /** Two-sided: that a difference as clear as this comes by chance. */
  public double p() {
    return beyond.p();
  }

  private static final class Cut implements TieGroups.Visitor {
    private final long rank;
    private long belowA;
    private long belowB;
    private long atA;
    private long atB;
    private boolean found;

    Cut(long rank) {
      this.rank = rank;
    }

    @Override
    public void group(double millis, long inA, long inB) {
      if (found) {
        return;
      }
      if (belowA + belowB + inA + inB >= rank) {
        found = true;
        atA = inA;
        atB = inB;
      } else {
        belowA += inA;
        belowB += inB;
      }
    }
  }
}
