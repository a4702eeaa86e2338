package com.aiagents.loadtest.target;

import java.util.OptionalLong;

/**
 * A target's queue and the Redis that holds it.
 *
 * @param depth jobs that wait
 * @param usedMemory bytes; empty if Redis does not tell us, as the next two
 * @param maxMemory bytes; empty too if there is no limit
 * @param clients connections, ours among them
 */
public record QueueState(
    long depth, OptionalLong usedMemory, OptionalLong maxMemory, OptionalLong clients) {}
