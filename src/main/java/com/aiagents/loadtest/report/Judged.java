package com.aiagents.loadtest.report;

import com.aiagents.loadtest.verdict.Evidence;
import com.aiagents.loadtest.verdict.Verdict;

/** A verdict and what it was made of: the model of every format. */
public record Judged(Verdict verdict, Evidence evidence) {}
