package com.aiagents.loadtest.analysis;

/**
 * What the target's parts did over the whole watch: what tells one cause of a symptom from another.
 *
 * @param workers that hold a job
 * @param poolInUse connections of the target's own pool that are in use
 * @param poolSize connections that it may open
 * @param connections of clients of the database server
 * @param mostConnections that the server allows
 * @param cores that the process behind {@code /metrics} used on average since the reading before
 * @param accepted tickets that were accepted since the reading of the queue's depth before
 * @param completed tickets that were completed since then
 * @param processing median time from the pick-up to the completion, ms, by the moment of sending in
 *     each fifth of the load
 */
public record TargetAnalysis(
    Series workers,
    Series poolInUse,
    Series poolSize,
    Series connections,
    Series mostConnections,
    Series cores,
    Series accepted,
    Series completed,
    WindowedSeries processing) {}
