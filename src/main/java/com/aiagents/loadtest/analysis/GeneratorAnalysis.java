package com.aiagents.loadtest.analysis;

/**
 * What was seen of the load generator: JMeter's JVM, and the machine that it and the launcher run
 * on.
 *
 * @param cpu share of all cores that JMeter used since the reading before, 0 to 1
 * @param paused ms since the reading before during which all threads of JMeter were paused
 * @param longestPause the longest of these pauses, ms
 * @param stopped 1 where the operating system had stopped JMeter, else 0
 * @param drift by how many ms the wall clock ran ahead of the monotonic one since the first reading
 * @param late ms by which a reading came later than it was due
 */
public record GeneratorAnalysis(
    Series cpu, Series paused, Series longestPause, Series stopped, Series drift, Series late) {}
