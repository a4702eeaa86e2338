package com.aiagents.loadtest.unit;

import java.util.Optional;

/**
 * What a reader found in a file.
 *
 * @param rows rows that could be read
 * @param damaged rows that could not
 * @param firstDamaged the first of those
 * @param cutOff whether the file ends in the middle of a row
 */
public record ReadSummary(long rows, long damaged, Optional<Damage> firstDamaged, boolean cutOff) {}
