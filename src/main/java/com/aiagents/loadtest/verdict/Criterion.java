package com.aiagents.loadtest.verdict;

import java.util.OptionalDouble;

/**
 * One rule and what came of it.
 *
 * @param id stable name, see docs/verdict.md
 * @param label for people
 * @param outcome what came of it
 * @param observed the exact value in {@code unit}; +∞ for a percentile that no completed ticket
 *     reaches, and for a growth without bound; empty if it was not judged
 * @param unit {@code ms}, {@code s}, {@code share} (0 to 1), {@code tickets}, {@code jobs} or
 *     {@code lines}
 * @param pass when it passes, for people and machines alike: {@code < 60000}
 * @param fail when it fails; between the two is WARNING; {@code no end}: it was still so at the
 *     end; null if it never fails
 * @param samples how many values it was judged on
 * @param message one sentence
 */
public record Criterion(
    String id,
    String label,
    Outcome outcome,
    OptionalDouble observed,
    String unit,
    String pass,
    String fail,
    long samples,
    String message) {}
