package com.aiagents.loadtest.target;

import com.aiagents.loadtest.unit.ClockOffset;
import com.aiagents.loadtest.workflow.HistoryRow;
import com.aiagents.loadtest.workflow.HistoryRow.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The history table of a target, as the tenant sees it.
 *
 * <p>Each call opens a connection of its own. Rows are those whose ticket id begins with a run's
 * prefix: a run judges what it sent.
 */
public final class History {
  private static final int FETCH = 5_000;
  private static final int QUESTIONS = 20;

  /** How long the server may sort before the first row: minutes for tens of millions of them. */
  private static final int SORT_SECONDS = 300;

  private static final String OF_THE_RUN =
      " FROM enhancement_history WHERE tenant_id = ? AND starts_with(ticket_id, ?)";

  // moments as numbers: a third of the time of java.sql.Timestamp, and infinity is no moment
  private static final String COLUMNS =
      "SELECT ticket_id, status,"
          + " CASE WHEN isfinite(created_at) THEN"
          + " floor(date_part('epoch', created_at) * 1000)::bigint END AS created_ms,"
          + " CASE WHEN isfinite(completed_at) THEN"
          + " floor(date_part('epoch', completed_at) * 1000)::bigint END AS completed_ms,"
          + " processing_time_ms,"
          + " coalesce(octet_length(llm_output) > 0, false) AS has_output,"
          + " coalesce(octet_length(error_message) > 0, false) AS has_error";

  private static final String ROWS = COLUMNS + OF_THE_RUN;

  /** The rows of single tickets; the columns are read by {@link #row}. */
  static final String OF_TICKETS =
      COLUMNS + " FROM enhancement_history WHERE tenant_id = ? AND ticket_id = ANY (?)";

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

  /**
   * Begins to read every row of the run, by ticket id in the order of {@code COLLATE "C"}; the rows
   * are those of this moment or a little later.
   */
  public HistoryRows rows(String ticketPrefix) {
    return new HistoryRows(
        new HistoryRows.Query() {
          @Override
          public Connection connect() throws TargetException {
            return url.connect(target.tenant(), SORT_SECONDS);
          }

          @Override
          public PreparedStatement prepare(Connection c) throws SQLException {
            // only inside a transaction does the driver use a cursor
            c.setAutoCommit(false);
            c.setReadOnly(true);
            PreparedStatement query =
                c.prepareStatement(ROWS + " ORDER BY ticket_id COLLATE \"C\"");
            query.setFetchSize(FETCH);
            query.setString(1, target.tenant());
            query.setString(2, ticketPrefix);
            return query;
          }

          @Override
          public HistoryRow row(ResultSet row) throws SQLException {
            return History.row(row);
          }

          @Override
          public TargetException failure(SQLException e) {
            return url.failure(e);
          }
        });
  }

  /** How many rows of the run are pending. */
  public long pending(String ticketPrefix) throws TargetException {
    try (Connection c = url.connect(target.tenant());
        PreparedStatement query =
            c.prepareStatement("SELECT count(*)" + OF_THE_RUN + " AND status = 'pending'")) {
      query.setString(1, target.tenant());
      query.setString(2, ticketPrefix);
      ResultSet row = query.executeQuery();
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw url.failure(e);
    }
  }

  /**
   * How far the database's clock is ahead of this machine's: the best of {@value #QUESTIONS}
   * questions on one connection.
   */
  public ClockOffset clock() throws TargetException {
    try (Connection c = url.connect(target.tenant());
        PreparedStatement query =
            c.prepareStatement(
                "SELECT (date_part('epoch', clock_timestamp()) * 1000000)::bigint")) {
      ClockOffset best = null;
      for (int i = 0; i < QUESTIONS; i++) {
        long asked = nowMicros();
        ResultSet row = query.executeQuery();
        long answered = nowMicros();
        row.next();
        ClockOffset one = ClockOffset.of(asked, row.getLong(1), answered);
        best = best == null ? one : best.better(one);
      }
      return best;
    } catch (SQLException e) {
      throw url.failure(e);
    }
  }

  private static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  /** The row at which a result stands. */
  static HistoryRow row(ResultSet row) throws SQLException {
    long created = row.getLong(3);
    Long createdMillis = row.wasNull() ? null : created;
    long completed = row.getLong(4);
    Long completedMillis = row.wasNull() ? null : completed;
    int processing = row.getInt(5);
    Integer processingMillis = row.wasNull() ? null : processing;
    return new HistoryRow(
        row.getString(1),
        Status.of(row.getString(2)),
        createdMillis,
        completedMillis,
        processingMillis,
        row.getBoolean(6),
        row.getBoolean(7));
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
