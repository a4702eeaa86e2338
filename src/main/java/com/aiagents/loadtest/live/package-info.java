/**
 * The live page during a run: what the samples and the probes say, each second, and what a person
 * may ask of the run.
 *
 * <p>In: the JTL and {@code monitor.csv} of a run folder, read while they are written, the tickets
 * that came to an end, and the verdict so far. Out: one page over HTTP with server-sent events, and
 * calls of {@link com.aiagents.loadtest.live.Controls}. Measures nothing itself. Only {@code cli}
 * may call; it knows neither JMeter nor the target.
 */
package com.aiagents.loadtest.live;
