package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.analysis.Interval;

/**
 * One test of one label of two runs.
 *
 * @param finding what came of it
 * @param p that a difference as clear as this comes by chance, two-sided, for this test alone
 * @param adjustedP likewise among all tests of the comparison
 * @param change B less A: ms, or a share; {@code ±∞} if only one of the two is reached by tickets
 *     that were completed
 * @param interval what the change may be at {@link Comparison#CONFIDENCE}, for this label alone
 */
public record Effect(
    Finding finding, double p, double adjustedP, double change, Interval interval) {}
