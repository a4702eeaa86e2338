/**
 * Watches a target while it is loaded: probes ask it every second, and its application log is read
 * from the start of the load on.
 *
 * <p>In: a {@link com.aiagents.loadtest.target.Target}. Out: {@code monitor.csv} and {@code
 * target-errors.log} in the run's folder. Only {@code run} and {@code cli} may call; judges
 * nothing, and no step that judges may know it: they read its files.
 */
package com.aiagents.loadtest.monitor;
