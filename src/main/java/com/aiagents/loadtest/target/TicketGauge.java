package com.aiagents.loadtest.target;

import com.aiagents.loadtest.workflow.HistoryRow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The rows of single tickets of a target, asked again and again over one connection, which is
 * opened anew after a failure.
 *
 * <p>The tickets are found by the index of their ids, so an answer costs the target as much as
 * there are tickets, however many rows the table has. Used by one thread.
 */
public final class TicketGauge implements AutoCloseable {
  private final Target target;
  private final KeptConnection connection;

  /**
   * The gauge of a target that names a database.
   *
   * @param patience for the connection, and for each answer; whole seconds
   */
  public TicketGauge(Target target, Duration patience) {
    this.target = target;
    this.connection = new KeptConnection(target, Optional.of(target.tenant()), patience);
  }

  /** The rows of some tickets, in any order; none for a ticket that has none. */
  public List<HistoryRow> rows(Collection<String> ticketIds) throws TargetException {
    return connection.ask(
        c -> {
          try (PreparedStatement query = c.prepareStatement(History.OF_TICKETS)) {
            query.setString(1, target.tenant());
            query.setArray(2, c.createArrayOf("varchar", ticketIds.toArray()));
            ResultSet row = query.executeQuery();
            List<HistoryRow> rows = new ArrayList<>();
            while (row.next()) {
              rows.add(History.row(row));
            }
            return rows;
          }
        });
  }

  @Override
  public void close() {
    connection.close();
  }
}
