/**
 * Analysis in, verdict out: which criteria the evidence meets, by the limits of a thresholds file;
 * of two runs, whether one is worse; of a verdict that is not PASS, what may be behind it.
 *
 * <p>A pure function; files are read by its callers. Exact values are compared; nothing is rounded.
 * What cannot be judged is INVALID, never green.
 */
package com.aiagents.loadtest.verdict;
