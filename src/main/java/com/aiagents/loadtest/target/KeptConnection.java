package com.aiagents.loadtest.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A connection to a target's database that is asked again and again, and opened anew after a
 * failure.
 *
 * <p>The server itself gives up an answer for which nobody waits any more. Used by one thread.
 */
final class KeptConnection implements AutoCloseable {
  private static final String SESSION =
      "SELECT set_config('app.current_tenant_id', ?, false),"
          + " set_config('statement_timeout', ?, false)";

  private final DatabaseUrl url;
  private final Duration patience;
  private final String tenant;
  private Connection connection;

  /** What is asked. */
  interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  /**
   * A connection of a target that names a database.
   *
   * @param tenant whose rows are seen; empty for questions about the server
   * @param patience for the connection, and for each answer; whole seconds
   */
  KeptConnection(Target target, Optional<String> tenant, Duration patience) {
    this.url = target.database().orElseThrow();
    this.tenant = tenant.orElse("");
    this.patience = patience;
  }

  <T> T ask(Question<T> question) throws TargetException {
    try {
      if (connection == null) {
        connection = url.open(patience);
        begin();
      }
      return question.ask(connection);
    } catch (SQLException e) {
      close();
      throw url.failure(e);
    }
  }

  private void begin() throws SQLException {
    try (PreparedStatement session = connection.prepareStatement(SESSION)) {
      session.setString(1, tenant);
      session.setString(2, Long.toString(patience.toMillis()));
      session.execute();
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
