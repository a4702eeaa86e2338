package com.aiagents.loadtest.unit;

/**
 * The first row that could not be read.
 *
 * @param line physical line on which it starts, from 1
 * @param offset byte at which it starts, from 0
 * @param reason what is wrong with it
 */
public record Damage(long line, long offset, String reason) {}
