/**
 * Watches a target while it is loaded, and the generator that loads it: probes ask them, and the
 * programs {@code docker} and {@code kubectl}, every second or a few, and the target's application
 * log is read from the start of the load on.
 *
 * <p>In: a {@link com.aiagents.loadtest.target.Target} and the log of JMeter's JVM. Out: {@code
 * monitor.csv} and {@code target-errors.log} in the run's folder. Only {@code run} and {@code cli}
 * may call; judges nothing, and no step that judges may know it: they read its files.
 */
package com.aiagents.loadtest.monitor;
