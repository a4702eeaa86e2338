package com.aiagents.loadtest.target;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Optional;

/**
 * The rows of a target's history by status, as the tenant sees them, counted again and again over
 * one connection, which is opened anew after a failure.
 *
 * <p>Used by one thread.
 */
public final class HistoryGauge implements AutoCloseable {
  private static final String COUNTS =
      "SELECT count(*) FILTER (WHERE status = 'pending') AS pending,"
          + " count(*) FILTER (WHERE status = 'completed') AS completed,"
          + " count(*) FILTER (WHERE status = 'failed') AS failed"
          + " FROM enhancement_history WHERE tenant_id = ? AND starts_with(ticket_id, ?)";

  private final Target target;
  private final String ticketPrefix;
  private final KeptConnection connection;

  /**
   * The gauge of a target that names a database.
   *
   * @param ticketPrefix begins the ticket ids that count; empty counts all of the tenant's rows
   * @param patience for the connection, and for each answer; whole seconds
   */
  public HistoryGauge(Target target, String ticketPrefix, Duration patience) {
    this.target = target;
    this.ticketPrefix = ticketPrefix;
    this.connection = new KeptConnection(target, Optional.of(target.tenant()), patience);
  }

  /** Rows by status. */
  public record Rows(long pending, long completed, long failed) {}

  /** Counts. */
  public Rows rows() throws TargetException {
    return connection.ask(
        c -> {
          try (PreparedStatement query = c.prepareStatement(COUNTS)) {
            query.setString(1, target.tenant());
            query.setString(2, ticketPrefix);
            try (ResultSet row = query.executeQuery()) {
              row.next();
              return new Rows(
                  row.getLong("pending"), row.getLong("completed"), row.getLong("failed"));
            }
          }
        });
  }

  @Override
  public void close() {
    connection.close();
  }
}
