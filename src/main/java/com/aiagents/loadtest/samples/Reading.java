package com.aiagents.loadtest.samples;

/**
 * One row of {@code monitor.csv}.
 *
 * @param askedMillis epoch ms at which the probe was asked
 * @param probe who asked
 * @param name what was read; {@code up} in every attempt
 * @param value finite
 */
public record Reading(long askedMillis, String probe, String name, double value) {}
