package com.aiagents.loadtest.samples;

import java.util.OptionalLong;

/**
 * An accepted ticket and what became of it, as a row of {@code workflow.jtl} tells it.
 *
 * <p>One that a reader hands over shows the next row when that is read: {@link WorkflowRow} is for
 * keeping.
 */
public interface WorkflowSample {
  /** When the webhook was sent, epoch ms of the generator. */
  long sentMillis();

  /**
   * From there to its completion, or to the end of the drain; negative if its row says that it was
   * completed before it was sent.
   */
  long elapsedMillis();

  /** What became of it, in one word. */
  String fate();

  /** Why it was not completed; empty if it was. */
  String detail();

  CharSequence ticketId();

  /** From the moment it was sent to the answer. */
  long acceptedMillis();

  /**
   * From the answer to its pick-up by a worker; a little below 0 if a worker was faster than the
   * answer; empty if there is no row.
   */
  OptionalLong queueMillis();

  /** From its pick-up to its completion; empty if it was not completed. */
  OptionalLong processingMillis();
}
