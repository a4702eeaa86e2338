package com.aiagents.loadtest.report;

import com.aiagents.loadtest.report.Chart.Line;
import java.util.Arrays;

/**
 * Makes a line of many points one of few that looks the same: of each stretch its lowest and its
 * highest point stay, so that no peak is lost.
 */
final class Thinning {
  /** Twice as many points may be left, and one for each break. */
  static final int STRETCHES = 700;

  private static final double USUAL_GAPS = 3;

  private Thinning() {}

  /**
   * A line of few points that breaks where points are far apart.
   *
   * @param gap points that are further apart than this, and than three times their usual distance,
   *     do not belong together
   */
  static Line line(Line line, double gap) {
    double[] x = line.x();
    double[] y = line.y();
    double longest = Math.max(gap, USUAL_GAPS * usualDistance(x));
    double[] thinX = new double[x.length * 2];
    double[] thinY = new double[x.length * 2];
    int size = 0;
    int i = 0;
    double width = x.length == 0 ? 0 : (x[x.length - 1] - x[0]) / STRETCHES;
    while (i < x.length) {
      if (i > 0 && x[i] - x[i - 1] > longest) {
        thinX[size] = (x[i] + x[i - 1]) / 2;
        thinY[size++] = Double.NaN;
      }
      int end = x.length <= 2 * STRETCHES ? i + 1 : endOfStretch(x, i, x[0], width, longest);
      int low = extreme(y, i, end, -1);
      int high = extreme(y, i, end, 1);
      for (int at :
          low == high ? new int[] {low} : new int[] {Math.min(low, high), Math.max(low, high)}) {
        thinX[size] = x[at];
        thinY[size++] = y[at];
      }
      i = end;
    }
    return new Line(
        line.name(), line.style(), Arrays.copyOf(thinX, size), Arrays.copyOf(thinY, size));
  }

  private static double usualDistance(double[] x) {
    double[] distances = new double[Math.max(0, x.length - 1)];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = x[i + 1] - x[i];
    }
    Arrays.sort(distances);
    return distances.length == 0 ? 0 : distances[distances.length / 2];
  }

  /** The first point after {@code from} that is not in its stretch, or is behind a break. */
  private static int endOfStretch(double[] x, int from, double zero, double width, double longest) {
    double stretch = Math.floor((x[from] - zero) / width);
    int end = from + 1;
    while (end < x.length
        && Math.floor((x[end] - zero) / width) == stretch
        && x[end] - x[end - 1] <= longest) {
      end++;
    }
    return end;
  }

  /**
   * The lowest or highest of some values, the first of several; a NaN only if there is no other.
   */
  private static int extreme(double[] y, int from, int to, int sign) {
    int best = from;
    for (int i = from + 1; i < to; i++) {
      if (Double.isNaN(y[best]) || y[i] * sign > y[best] * sign) {
        best = i;
      }
    }
    return best;
  }
}
