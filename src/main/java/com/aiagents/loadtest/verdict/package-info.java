/**
 * Analysis in, verdict out: which criteria the evidence meets; of two runs, whether one is worse.
 *
 * <p>A pure function. Exact values are compared; nothing is rounded. What cannot be judged is
 * INVALID, never green.
 */
package com.aiagents.loadtest.verdict;
