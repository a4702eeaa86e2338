package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.unit.Ratio;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The claim that a share lies above a limit, or below it, of which samples may convince.
 *
 * <p>They do when so many or more (so few or fewer) of them have a probability of at most {@value
 * Interval#TAIL} with the limit as the true share. That is when the limit lies outside of {@link
 * Interval#ofShare}. A percentile is such a claim too: that p95 lies below 60 s says that the share
 * of values below 60 s is above 95 %.
 *
 * @param share of the samples so far
 * @param limit 0 to 1
 * @param above whether the share is to lie above
 */
public record Claim(Ratio share, BigDecimal limit, boolean above) {
  /** More samples than anybody will take; so many are not searched further. */
  public static final long MOST = 10_000_000_000L;

  public Claim {
    Objects.requireNonNull(share, "share is null");
    Objects.requireNonNull(limit, "limit is null");
  }

  /**
   * How many further samples convince of all claims, if the further ones come out like those so
   * far: the smallest m such that n + m samples with the same shares would. With the same share
   * some of the samples may be parts of one; their probability is that of {@link Binomial}.
   *
   * @param claims about the same n samples, which do not convince of all of them
   * @return at least 1; empty if no number would, since a share is not on its side of the limit, or
   *     if it were more than {@link #MOST}
   */
  public static OptionalLong further(List<Claim> claims) {
    long n = claims.get(0).share.whole();
    if (!claims.stream().allMatch(Claim::couldHold) || !hold(claims, n + MOST)) {
      return OptionalLong.empty();
    }
    long enough = 1;
    while (!hold(claims, n + enough)) {
      enough *= 2;
    }
    long tooFew = enough / 2;
    while (enough - tooFew > 1) {
      long middle = tooFew + (enough - tooFew) / 2;
      if (hold(claims, n + middle)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return OptionalLong.of(enough);
  }

  private static boolean hold(List<Claim> claims, double n) {
    return claims.stream().allMatch(claim -> claim.holds(n));
  }

  private boolean couldHold() {
    int compared = share.compareTo(limit);
    return above ? compared > 0 : compared < 0;
  }

  private boolean holds(double n) {
    // all of them stay all: a product that is rounded up would be more than there are
    double k = share.part() == share.whole() ? n : share.part() * (n / share.whole());
    double p = limit.doubleValue();
    return (above ? Binomial.atLeast(n, k, p) : Binomial.atMost(n, k, p)) <= Interval.TAIL;
  }
}
