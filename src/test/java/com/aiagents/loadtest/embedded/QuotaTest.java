package com.aiagents.loadtest.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaTest {
  private static final long START = 20_260_801;

  @Test
  void hitsItsShareAndTwiceInAShortRun() {
    Random random = new Random(START);
    for (int i = 0; i < 5_000; i++) {
      // as often below 1 % as above
      int perMillion =
          1 + random.nextInt(random.nextBoolean() ? Quota.MILLION : Quota.MILLION / 100);
      long seed = random.nextLong();
      long length = 25 + random.nextInt(2_000);
      Quota quota = new Quota(perMillion, seed);
      String what = "share " + perMillion + " in a million, seed " + seed + ", of " + START;

      assertThat(count(quota, 25)).as(what).isGreaterThanOrEqualTo(2);
      double share = (double) length * perMillion / Quota.MILLION;
      assertThat((double) count(quota, length))
          .as(what + ", " + length + " tickets")
          .isGreaterThan(share - 1)
          .isLessThan(share + 1 + 2);
      assertThat(quota.hits(1)).as(what + ", the first").isEqualTo(perMillion == Quota.MILLION);
    }
  }

  @ParameterizedTest
  @CsvSource({"10000, 100", "5000, 200", "20000, 50", "100000, 10", "500000, 2", "1000000, 1"})
  void aWholeFractionIsEveryNthTicket(int perMillion, int every) {
    for (long seed = -7; seed < 7; seed++) {
      Quota quota = new Quota(perMillion, seed);
      long[] hits = LongStream.rangeClosed(30, 30 + 20L * every).filter(quota::hits).toArray();
      for (int i = 1; i < hits.length; i++) {
        assertThat(hits[i] - hits[i - 1]).as("seed " + seed).isEqualTo(every);
      }
    }
  }

  @Test
  void theSeedMovesTheHits() {
    assertThat(new Quota(1, 3).hits(13)).isTrue();
    assertThat(new Quota(1, 3).hits(23)).isTrue();
    assertThat(new Quota(1, 4).hits(13)).isFalse();
    assertThat(new Quota(1, -1).hits(14)).isTrue();
  }

  @Test
  void aTakenTicketIsMadeUpForByTheNextFreeOne() {
    Quota quota = new Quota(500_000, 0);
    assertThat(quota.next(true)).isZero();
    assertThat(quota.next(false)).isZero();
    assertThat(quota.next(true)).isEqualTo(1);
    assertThat(quota.next(true)).isEqualTo(2);
    assertThat(quota.next(true)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "1000001"})
  void refusesWhatIsNoShare(int perMillion) {
    assertThatThrownBy(() -> new Quota(perMillion, 1))
        .hasMessage("share: found " + perMillion + " in a million, allowed is 1 to 1000000");
  }

  private static long count(Quota quota, long tickets) {
    return LongStream.rangeClosed(1, tickets).filter(quota::hits).count();
  }
}
