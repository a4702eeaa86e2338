package com.aiagents.loadtest.verdict;

/** What came of one test of one label of two runs. */
public enum Finding {
  /** Significant, and enough to matter. */
  WORSE,
  /** Likewise, the other way. */
  BETTER,
  /** Significant, and too small to matter. */
  SLIGHT,
  /** What was seen comes by chance too. */
  NONE
}
