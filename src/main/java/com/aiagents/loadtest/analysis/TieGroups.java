package com.aiagents.loadtest.analysis;

/** Two distributions side by side: their common values in ascending order, {@code +∞} last. */
final class TieGroups {
  private TieGroups() {}

  /** Takes the values one after another. */
  interface Visitor {
    /**
     * Takes one value; at least one of the two has it.
     *
     * @param millis the value, {@code +∞} for the endless ones
     * @param inA how many of the first have it
     * @param inB how many of the second
     */
    void group(double millis, long inA, long inB);
  }

  /** Visits every value that occurs. */
  static void walk(Times a, Times b, Visitor visitor) {
    LatencySnapshot x = a.ended();
    LatencySnapshot y = b.ended();
    int i = 0;
    int j = 0;
    while (i < x.distinct() || j < y.distinct()) {
      boolean fromA = j == y.distinct() || (i < x.distinct() && x.value(i) <= y.value(j));
      boolean fromB = i == x.distinct() || (j < y.distinct() && y.value(j) <= x.value(i));
      visitor.group(
          fromA ? x.value(i) : y.value(j), fromA ? x.countOf(i) : 0, fromB ? y.countOf(j) : 0);
      i += fromA ? 1 : 0;
      j += fromB ? 1 : 0;
    }
    if (a.endless() + b.endless() > 0) {
      visitor.group(Double.POSITIVE_INFINITY, a.endless(), b.endless());
    }
  }
}
