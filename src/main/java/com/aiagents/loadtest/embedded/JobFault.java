package com.aiagents.loadtest.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What goes wrong with one job. */
enum JobFault {
  NONE(""),
  LOST("taken, no row is written"),
  TWICE("processed twice"),
  FAILED("failed"),
  WITHOUT_OUTPUT("completed without llm_output"),
  WITHOUT_END("completed without completed_at"),
  ENDED_BEFORE_START("completed_at one hour before created_at"),
  WITHOUT_ERROR("failed without error_message");

  /** The ways in which a row is corrupted, in turn. */
  static final List<JobFault> CORRUPTIONS =
      List.of(WITHOUT_OUTPUT, WITHOUT_END, ENDED_BEFORE_START, WITHOUT_ERROR);

  private static final Duration HOUR = Duration.ofHours(1);

  private final String description;

  JobFault(String description) {
    this.description = description;
  }

  /** What happens, for the log. */
  @Override
  public String toString() {
    return description;
  }

  /**
   * What is written in place of a clean ending.
   *
   * @param start when the job was picked up
   */
  Ending spoiled(Ending clean, Instant start) {
    return switch (this) {
      case NONE, LOST, TWICE -> clean;
      case FAILED -> Ending.failed("LLM API answered 503 after 3 attempts", clean.completedAt());
      case WITHOUT_OUTPUT -> Ending.completed(null, clean.completedAt());
      case WITHOUT_END -> Ending.completed(clean.output(), null);
      case ENDED_BEFORE_START -> Ending.completed(clean.output(), start.minus(HOUR));
      case WITHOUT_ERROR -> Ending.failed(null, clean.completedAt());
    };
  }
}
