package com.aiagents.loadtest.workflow;

/**
 * One row of {@code enhancement_history}.
 *
 * @param createdMillis when a worker picked the job up, epoch ms, the database's clock
 * @param completedMillis when it was done, epoch ms, the worker's clock; null if it is not
 * @param processingMillis as the worker measured it; null if it did not
 */
public record HistoryRow(
    String ticketId,
    Status status,
    long createdMillis,
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
      return switch (text) {
        case "pending" -> PENDING;
        case "completed" -> COMPLETED;
        case "failed" -> FAILED;
        default -> UNKNOWN;
      };
    }
  }

  /** What this row says of its ticket. */
  Fate fate() {
    return switch (status) {
      case PENDING -> Fate.PENDING;
      case COMPLETED -> completedMillis != null && hasOutput ? Fate.COMPLETED : Fate.CORRUPTED;
      case FAILED -> hasError ? Fate.FAILED : Fate.CORRUPTED;
      case UNKNOWN -> Fate.CORRUPTED;
    };
  }
}
