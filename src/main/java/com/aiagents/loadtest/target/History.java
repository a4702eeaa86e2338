package com.aiagents.loadtest.target;

import com.aiagents.loadtest.workflow.HistoryRow;
import com.aiagents.loadtest.workflow.HistoryRow.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.function.Consumer;

/**
 * The history table of a target, as the tenant sees it.
 *
 * <p>Each call opens a connection of its own. Rows are those whose ticket id begins with a run's
 * prefix: a run judges what it sent.
 */
public final class History {
  private static final int FETCH = 5_000;
  private static final String ROWS =
      "SELECT ticket_id, status, created_at, completed_at, processing_time_ms,"
          + " length(llm_output) > 0 AS has_output,"
          + " length(error_message) > 0 AS has_error"
          + " FROM enhancement_history"
          + " WHERE tenant_id = ? AND starts_with(ticket_id, ?)";

  private final Target target;
  private final DatabaseUrl url;

  /** The history of a target that names a database. */
  public History(Target target) {
    this.target = target;
    this.url =
        target
            .database()
            .orElseThrow(() -> new IllegalArgumentException(target + " names no database"));
  }

  /** Requires that the table and all its columns can be read. */
  public void requireAccess() throws TargetException {
    try (Connection c = url.connect(target.tenant());
        PreparedStatement query = c.prepareStatement(ROWS + " LIMIT 0")) {
      query.setString(1, target.tenant());
      query.setString(2, "");
      query.executeQuery();
    } catch (SQLException e) {
      throw url.failure(e);
    }
  }

  /** Hands every row of the run to a consumer, through a server-side cursor. */
  public void forEach(String ticketPrefix, Consumer<HistoryRow> consumer) throws TargetException {
    try (Connection c = url.connect(target.tenant())) {
      c.setAutoCommit(false);
      c.setReadOnly(true);
      try (PreparedStatement query = c.prepareStatement(ROWS)) {
        query.setFetchSize(FETCH);
        query.setString(1, target.tenant());
        query.setString(2, ticketPrefix);
        ResultSet rows = query.executeQuery();
        while (rows.next()) {
          consumer.accept(row(rows));
        }
      }
    } catch (SQLException e) {
      throw url.failure(e);
    }
  }

  private static HistoryRow row(ResultSet row) throws SQLException {
    Timestamp completed = row.getTimestamp("completed_at");
    return new HistoryRow(
        row.getString("ticket_id"),
        Status.of(row.getString("status")),
        row.getTimestamp("created_at").getTime(),
        completed == null ? null : completed.getTime(),
        (Integer) row.getObject("processing_time_ms"),
        row.getBoolean("has_output"),
        row.getBoolean("has_error"));
  }

  /** Deletes the rows of one run, and no others, and returns how many there were. */
  public long delete(String ticketPrefix) throws TargetException {
    try (Connection c = url.connect(target.tenant());
        PreparedStatement delete =
            c.prepareStatement(
                "DELETE FROM enhancement_history"
                    + " WHERE tenant_id = ? AND starts_with(ticket_id, ?)")) {
      delete.setString(1, target.tenant());
      delete.setString(2, ticketPrefix);
      return delete.executeUpdate();
    } catch (SQLException e) {
      throw url.failure(e);
    }
  }
}
