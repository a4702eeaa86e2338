/**
 * JTL and monitor.csv in, rows out; and rows of the workflow out as a JTL.
 *
 * <p>In: bytes of a JMeter result file or of the monitor (CSV). Out: {@link
 * com.aiagents.loadtest.samples.Sample}s, one at a time, and a {@link
 * com.aiagents.loadtest.unit.ReadSummary} of what could be read. Knows columns, not their meaning:
 * what a label stands for is decided later.
 */
package com.aiagents.loadtest.samples;
