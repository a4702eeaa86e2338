/**
 * Words that every step shares: percentile, ratio, time window, run id, duration text, and what
 * could be read of a file.
 *
 * <p>In: numbers and text. Out: checked, immutable values. Anyone may call; nothing here does I/O
 * or reads a clock.
 */
package com.aiagents.loadtest.unit;
