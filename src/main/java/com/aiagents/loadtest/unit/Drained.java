package com.aiagents.loadtest.unit;

/**
 * How a drain ended.
 *
 * @param complete whether the queue was empty and every accepted ticket had an end state
 * @param queueDepth jobs that still waited
 * @param unfinished accepted tickets without an end state
 * @param seconds how long it took, or was waited
 * @param endedAtMillis epoch ms
 * @param completed tickets that were completed after the load had ended
 * @param ratePerSecond those, over the seconds of the drain
 */
public record Drained(
    boolean complete,
    long queueDepth,
    long unfinished,
    double seconds,
    long endedAtMillis,
    long completed,
    double ratePerSecond) {}
