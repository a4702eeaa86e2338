package com.aiagents.loadtest.analysis;

import java.util.List;

/**
 * The complete workflow over time, by the moment at which a ticket was sent; in stretches of equal
 * length as {@link LoadSeries}, its own length.
 *
 * @param lengthMillis of each stretch
 * @param points in the order of time; a stretch in which no ticket was sent has none
 */
public record WorkflowSeries(long lengthMillis, List<Point> points) {
  public WorkflowSeries {
    points = List.copyOf(points);
  }

  /**
   * One stretch.
   *
   * @param fromMillis its beginning, epoch ms
   * @param tickets accepted tickets that were sent in it
   * @param unfinished those of them that were not completed; they are slower than anything
   * @param p50 of their times, ms, exact below 256 ms, above rounded down by less than 0.8 %;
   *     {@code +∞} if the rank falls on one that was not completed
   * @param p95 likewise
   * @param accepted mean of the completed ones from the webhook sent to its answer, ms; NaN if no
   *     ticket was completed of which all three times are known
   * @param queue likewise from there to the pick-up by a worker
   * @param processing likewise from there to the completion
   */
  public record Point(
      long fromMillis,
      long tickets,
      long unfinished,
      double p50,
      double p95,
      double accepted,
      double queue,
      double processing) {}
}
