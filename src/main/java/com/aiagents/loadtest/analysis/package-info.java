/**
 * Samples in, statistics out, and how certain they are.
 *
 * <p>Recorders are mutable and belong to one thread; what they give out is immutable. Nothing here
 * knows a limit: what is good or bad is the verdict's to say.
 */
package com.aiagents.loadtest.analysis;
