/**
 * JTL and monitor.csv in, rows out; and rows of the workflow out as a JTL.
 *
 * <p>In: bytes of a JMeter result file (CSV, gzip, XML) or of the monitor. Out: {@link
 * com.aiagents.loadtest.samples.Sample}s, one at a time, and a {@link
 * com.aiagents.loadtest.unit.ReadSummary} of what could be read. A file is cut into slices ({@link
 * com.aiagents.loadtest.samples.JtlReader}), a slice into records, a record into fields; rows are
 * views of the bytes. Knows columns, not their meaning: what a label stands for is decided later.
 */
package com.aiagents.loadtest.samples;
