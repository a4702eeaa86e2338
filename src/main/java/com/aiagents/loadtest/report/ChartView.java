package com.aiagents.loadtest.report;

/** What a page itself says of a chart, which its script draws. */
record ChartView(String id, String title, String note, ChartTable table) {
  static ChartView of(Chart chart) {
    return new ChartView(chart.id(), chart.title(), chart.note(), ChartTable.of(chart));
  }
}
