package com.aiagents.loadtest.target;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Optional;

/**
 * The connections of a target's PostgreSQL, asked again and again over one connection, which is
 * opened anew after a failure.
 *
 * <p>A plain role sees that other roles are connected, but neither what they do nor what kind of
 * process they are: a client is who has a user and a database. Used by one thread.
 */
public final class ConnectionGauge implements AutoCloseable {
  private static final String CONNECTIONS =
      "SELECT count(*) AS open,"
          + " count(*) FILTER (WHERE state IS NULL) AS hidden,"
          + " count(*) FILTER (WHERE state = 'active') AS active,"
          + " count(*) FILTER (WHERE state = 'idle') AS idle,"
          + " count(*) FILTER (WHERE state LIKE 'idle in transaction%') AS idle_in_transaction,"
          + " current_setting('max_connections')::bigint AS most"
          + " FROM pg_stat_activity"
          + " WHERE usesysid IS NOT NULL AND datid IS NOT NULL"
          + " AND coalesce(backend_type, 'client backend') = 'client backend'";

  private final KeptConnection connection;

  /**
   * The gauge of a target that names a database.
   *
   * @param patience for the connection, and for each answer; whole seconds
   */
  public ConnectionGauge(Target target, Duration patience) {
    this.connection = new KeptConnection(target, Optional.empty(), patience);
  }

  /**
   * What is connected.
   *
   * @param open connections of clients, ours among them
   * @param most what the server allows, {@code max_connections}
   * @param states what they do; empty where our role may not see it of all
   */
  public record Connections(long open, long most, Optional<States> states) {}

  /** Connections by what they do. */
  public record States(long active, long idle, long idleInTransaction) {}

  /** Asks. */
  public Connections connections() throws TargetException {
    return connection.ask(
        c -> {
          try (PreparedStatement query = c.prepareStatement(CONNECTIONS);
              ResultSet row = query.executeQuery()) {
            row.next();
            return new Connections(
                row.getLong("open"),
                row.getLong("most"),
                row.getLong("hidden") > 0
                    ? Optional.empty()
                    : Optional.of(
                        new States(
                            row.getLong("active"),
                            row.getLong("idle"),
                            row.getLong("idle_in_transaction"))));
          }
        });
  }

  @Override
  public void close() {
    connection.close();
  }
}
