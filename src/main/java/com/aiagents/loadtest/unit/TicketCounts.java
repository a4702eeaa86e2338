package com.aiagents.loadtest.unit;

import java.util.Locale;
import java.util.Optional;

/**
 * What became of every ticket that was sent, in numbers.
 *
 * <p>Three balances hold in every run, or something was counted wrong and nothing is proven: sent =
 * accepted + refused + unknown; accepted = completed + failed + pending + lost + corrupted; unknown
 * = processedAnyway + neverSeen. The rest is counted beside.
 *
 * @param sent submissions with an id
 * @param accepted answered 202
 * @param refused answered otherwise, below 500
 * @param unknown without a clear answer: time-outs, cut connections, 5xx
 * @param duplicated tickets of ours with more than one row
 * @param stray rows' tickets that nobody sent, or that were refused and processed all the same
 * @param withoutId submissions whose sample holds no id: they cannot be followed
 * @param repeated submissions whose id was sent before: they cannot be told apart
 * @param rows rows of the run that could be seen, the probe's included
 * @param corruptedAnyway those of processedAnyway whose row is half-written or impossible
 */
public record TicketCounts(
    long sent,
    long accepted,
    long refused,
    long unknown,
    long completed,
    long failed,
    long pending,
    long lost,
    long corrupted,
    long processedAnyway,
    long neverSeen,
    long duplicated,
    long stray,
    long withoutId,
    long repeated,
    long rows,
    long corruptedAnyway) {

  /** Which balance does not hold, with its numbers; empty if all do. */
  public Optional<String> imbalance() {
    if (sent != accepted + refused + unknown) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%d tickets sent are not %d accepted + %d refused + %d unknown",
              sent,
              accepted,
              refused,
              unknown));
    }
    if (accepted != completed + failed + pending + lost + corrupted) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%d accepted tickets are not %d completed + %d failed + %d pending + %d lost + %d"
                  + " corrupted",
              accepted,
              completed,
              failed,
              pending,
              lost,
              corrupted));
    }
    if (unknown != processedAnyway + neverSeen) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%d tickets without a clear answer are not %d processed anyway + %d never seen",
              unknown,
              processedAnyway,
              neverSeen));
    }
    if (corruptedAnyway > processedAnyway) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%d corrupted tickets without a clear answer are more than the %d processed anyway",
              corruptedAnyway,
              processedAnyway));
    }
    return Optional.empty();
  }
}
