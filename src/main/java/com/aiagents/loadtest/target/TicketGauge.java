package com.aiagents.loadtest.target;

import com.aiagents.loadtest.workflow.HistoryRow;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The rows of single tickets of a target, asked again and again over one connection, which is
 * opened anew after a failure.
 *
 * <p>The tickets are found by the index of their ids, so an answer costs the target as much as
 * there are tickets, however many rows the table has. Used by one thread.
 */
public final class TicketGauge implements AutoCloseable {
  private final Target target;
  private final DatabaseUrl url;
  private final Duration patience;
  private Connection connection;

  /**
   * The gauge of a target that names a database.
   *
   * @param patience for the connection, and for each answer; whole seconds
   */
  public TicketGauge(Target target, Duration patience) {
    this.target = target;
    this.url = target.database().orElseThrow();
    this.patience = patience;
  }

  /** The rows of some tickets, in any order; none for a ticket that has none. */
  public List<HistoryRow> rows(Collection<String> ticketIds) throws TargetException {
    try {
      if (connection == null) {
        connection = url.open(patience, target.tenant());
      }
      Array ids = connection.createArrayOf("varchar", ticketIds.toArray());
      try (PreparedStatement query = connection.prepareStatement(History.OF_TICKETS)) {
        query.setString(1, target.tenant());
        query.setArray(2, ids);
        ResultSet row = query.executeQuery();
        List<HistoryRow> rows = new ArrayList<>();
        while (row.next()) {
          rows.add(History.row(row));
        }
        return rows;
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
