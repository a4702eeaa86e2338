package com.aiagents.loadtest.report;

import com.aiagents.loadtest.verdict.Diagnosis;
import com.aiagents.loadtest.verdict.Evidence;
import com.aiagents.loadtest.verdict.Verdict;

/**
 * A verdict, what it was made of, and what may be behind it: the model of every format.
 *
 * @param diagnosis of a verdict that is not PASS; {@link Diagnosis#NONE} if nobody asked
 */
public record Judged(Verdict verdict, Evidence evidence, Diagnosis diagnosis) {
  /** A verdict that nobody asked to explain. */
  public Judged(Verdict verdict, Evidence evidence) {
    this(verdict, evidence, Diagnosis.NONE);
  }

  /** The same with what may be behind it. */
  public Judged explained(Diagnosis diagnosis) {
    return new Judged(verdict, evidence, diagnosis);
  }
}
