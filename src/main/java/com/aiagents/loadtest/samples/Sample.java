package com.aiagents.loadtest.samples;

/**
 * One row of a JTL; of use during the call that hands it over only, since the next row takes its
 * place.
 */
public interface Sample {
  /** When the request was sent, epoch ms. */
  long startMillis();

  /** From there until the answer was complete, ms, at least 0. */
  long elapsedMillis();

  /** What was asked. */
  String label();

  /** HTTP status, or JMeter's text for a request without an answer. */
  String responseCode();

  /** Why it is no success: the failed assertion's message, else the answer's; may be empty. */
  String message();

  /** What the answer's status line said or, without an answer, JMeter's words; may be empty. */
  String answer();

  /** Whether JMeter and the plan's assertions found no fault. */
  boolean success();

  /**
   * Whether it is the row of a transaction controller, which adds up samples that have rows of
   * their own.
   */
  boolean transaction();

  /** Active users of its agent when it ended; 0 if the file has no such column. */
  int allThreads();

  /**
   * The load generator of a distributed run that sent it, {@code host:port} as its thread's name
   * begins; empty if that names none.
   */
  String agent();

  /** The ticket that it carried; empty if none. */
  CharSequence ticketId();

  /** The job that was answered; empty if none. */
  CharSequence jobId();
}
