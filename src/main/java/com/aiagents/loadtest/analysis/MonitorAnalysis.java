package com.aiagents.loadtest.analysis;

import com.aiagents.loadtest.unit.TimeWindow;

/**
 * What was seen of the target while it was loaded and drained, and of the generator.
 *
 * @param load from the first request to the planned end of the load
 * @param window the measurement window
 * @param health every attempt to ask {@code GET /health}: the status of the answer, 0 without one
 * @param processStart when the target says that its process began, epoch seconds
 * @param depth jobs that waited; the last one is the end of the drain
 * @param backlog depth ÷ completion rate, in seconds: how long the jobs that wait would take at the
 *     rate at which tickets were completed over the 5 s before; +∞ if none was
 * @param connections share of {@code max_connections} that is in use
 * @param pool share of the target's own pool of connections that is in use
 * @param memory resident memory of the target's process, bytes
 * @param containers what {@code docker} told
 * @param pods what {@code kubectl} told
 * @param processes what the target itself told, by the time at which a process began
 * @param generator of the load generator
 * @param target of the target's parts
 */
public record MonitorAnalysis(
    TimeWindow load,
    TimeWindow window,
    Series health,
    Series processStart,
    Series depth,
    Series backlog,
    Series connections,
    Series pool,
    Series memory,
    Usage containers,
    Usage pods,
    Usage processes,
    GeneratorAnalysis generator,
    TargetAnalysis target) {}
