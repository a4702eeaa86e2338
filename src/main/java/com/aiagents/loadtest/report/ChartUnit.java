package com.aiagents.loadtest.report;

import java.util.Locale;

/** What the values of a chart are, and how a value is shown; the page's script shows them alike. */
enum ChartUnit {
  COUNT {
    @Override
    String text(double value) {
      return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
    }
  },
  MILLIS {
    @Override
    String text(double value) {
      return value < SECOND_FROM
          ? String.format(Locale.ROOT, "%.0f ms", value)
          : String.format(Locale.ROOT, "%.1f s", value / 1_000);
    }
  },
  SECONDS {
    @Override
    String text(double value) {
      return String.format(Locale.ROOT, "%.1f s", value);
    }
  },
  SHARE {
    @Override
    String text(double value) {
      return String.format(Locale.ROOT, "%.1f %%", value * 100);
    }
  },
  BYTES {
    @Override
    String text(double value) {
      return String.format(Locale.ROOT, "%.0f MiB", value / (1 << 20));
    }
  };

  /** Shorter times are shown in ms. */
  private static final double SECOND_FROM = 10_000;

  /** A value with its unit, rounded for display. */
  abstract String text(double value);

  /** The word in the data of a page. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
