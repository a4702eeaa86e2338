package com.aiagents.loadtest.embedded;

import java.time.Instant;

/**
 * What a worker writes into the row of a job that it ends.
 *
 * @param status completed or failed
 * @param output what the LLM said, or null
 * @param error why the job failed, or null
 * @param completedAt by the worker's clock, or null
 */
record Ending(String status, String output, String error, Instant completedAt) {
  static Ending completed(String output, Instant at) {
    return new Ending("completed", output, null, at);
  }

  static Ending failed(String error, Instant at) {
    return new Ending("failed", null, error, at);
  }

  boolean successful() {
    return status.equals("completed");
  }
}
