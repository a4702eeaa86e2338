package com.aiagents.loadtest.workflow;

import com.aiagents.loadtest.unit.Clocks;
import java.util.Optional;

/**
 * One row of {@code enhancement_history}.
 *
 * @param createdMillis when a worker picked the job up, epoch ms, the database's clock; null if the
 *     column holds no moment
 * @param completedMillis when it was done, epoch ms, the worker's clock; null if it is not
 * @param processingMillis as the worker measured it; null if it did not
 */
public record HistoryRow(
    String ticketId,
    Status status,
    Long createdMillis,
    Long completedMillis,
    Integer processingMillis,
    boolean hasOutput,
    boolean hasError) {

  /** The state of a row. */
  public enum Status {
    PENDING,
    COMPLETED,
    FAILED,
    /** A word that the contract does not have. */
    UNKNOWN;

    /** The status of a column's text. */
    public static Status of(String text) {
      return switch (text == null ? "" : text) {
        case "pending" -> PENDING;
        case "completed" -> COMPLETED;
        case "failed" -> FAILED;
        default -> UNKNOWN;
      };
    }
  }

  /** What this row says of its ticket. */
  Fate fate(Clocks clocks) {
    if (damage(clocks).isPresent()) {
      return Fate.CORRUPTED;
    }
    return switch (status) {
      case PENDING -> Fate.PENDING;
      case COMPLETED -> Fate.COMPLETED;
      case FAILED -> Fate.FAILED;
      case UNKNOWN -> Fate.CORRUPTED;
    };
  }

  /** What is half-written or impossible about this row; empty if nothing is. */
  Optional<String> damage(Clocks clocks) {
    if (status == Status.UNKNOWN) {
      return Optional.of("a status that the contract does not have");
    }
    if (createdMillis == null) {
      return Optional.of("created_at is no moment");
    }
    if (status == Status.PENDING) {
      return Optional.empty();
    }
    if (status == Status.FAILED) {
      return hasError ? Optional.empty() : Optional.of("failed without an error message");
    }
    if (completedMillis == null) {
      return Optional.of("completed without completed_at");
    }
    if (!hasOutput) {
      return Optional.of("completed without an output");
    }
    // below the tolerance two clocks, not the row, may be what differs
    long before = createdMillis - (completedMillis - clocks.workerCorrectionMillis());
    return before > Clocks.TOLERANCE_MILLIS
        ? Optional.of("completed " + before + " ms before it was created")
        : Optional.empty();
  }
}
