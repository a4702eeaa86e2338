package com.aiagents.loadtest.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The rows of a target's history by status, as the tenant sees them, counted again and again over
 * one connection, which is opened anew after a failure.
 *
 * <p>The server itself gives up counting when nobody waits any more. Used by one thread.
 */
public final class HistoryGauge implements AutoCloseable {
  private static final String COUNTS =
      "SELECT count(*) FILTER (WHERE status = 'pending') AS pending,"
          + " count(*) FILTER (WHERE status = 'completed') AS completed,"
          + " count(*) FILTER (WHERE status = 'failed') AS failed"
          + " FROM enhancement_history WHERE tenant_id = ? AND starts_with(ticket_id, ?)";
  private static final String SESSION =
      "SELECT set_config('app.current_tenant_id', ?, false),"
          + " set_config('statement_timeout', ?, false)";

  private final Target target;
  private final DatabaseUrl url;
  private final String ticketPrefix;
  private final Duration patience;
  private Connection connection;

  /**
   * The gauge of a target that names a database.
   *
   * @param ticketPrefix begins the ticket ids that count; empty counts all of the tenant's rows
   * @param patience for the connection, and for each answer; whole seconds
   */
  public HistoryGauge(Target target, String ticketPrefix, Duration patience) {
    this.target = target;
    this.url = target.database().orElseThrow();
    this.ticketPrefix = ticketPrefix;
    this.patience = patience;
  }

  /** Rows by status. */
  public record Rows(long pending, long completed, long failed) {}

  /** Counts. */
  public Rows rows() throws TargetException {
    try {
      if (connection == null) {
        connection = url.open(patience);
        try (PreparedStatement session = connection.prepareStatement(SESSION)) {
          session.setString(1, target.tenant());
          session.setString(2, Long.toString(patience.toMillis()));
          session.execute();
        }
      }
      try (PreparedStatement query = connection.prepareStatement(COUNTS)) {
        query.setString(1, target.tenant());
        query.setString(2, ticketPrefix);
        try (ResultSet row = query.executeQuery()) {
          row.next();
          return new Rows(row.getLong("pending"), row.getLong("completed"), row.getLong("failed"));
        }
      }
    } catch (SQLException e) {
      close();
      throw url.failure(e);
    }
  }

  @Override
  public void close() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        // it is broken, which is why it is given up
      }
      connection = null;
    }
  }
}
