package com.aiagents.loadtest.report;

/**
 * What a page itself says of a chart, which its script draws.
 *
 * @param table null for a chart over runs: the page has a table of them
 */
record ChartView(String id, String title, String note, ChartTable table) {
  static ChartView of(Chart chart) {
    return new ChartView(
        chart.id(),
        chart.title(),
        chart.note(),
        chart.axis() == Chart.Axis.RUN ? null : ChartTable.of(chart));
  }
}
