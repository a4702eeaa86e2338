package com.aiagents.loadtest.target;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * Where a PostgreSQL is, from any of the three ways to write it.
 *
 * <p>Reads {@code postgresql+asyncpg://user:password@host:port/db} (SQLAlchemy, any driver), {@code
 * postgresql://…} and {@code postgres://…} (libpq), and {@code jdbc:postgresql://…}. Parameters
 * after {@code ?} are kept for JDBC ({@code sslmode} and such). The password is never part of a
 * text.
 */
public final class DatabaseUrl {
  private static final int LOGIN_SECONDS = 10;

  private final String jdbcUrl;
  private final String place;
  private final Properties login;

  private DatabaseUrl(String jdbcUrl, String place, Properties login) {
    this.jdbcUrl = jdbcUrl;
    this.place = place;
    this.login = login;
  }

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException without any part of the text, which may hold a password
   */
  public static DatabaseUrl parse(String text) {
    String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
    if (!plain.matches("postgres(ql)?(\\+[a-z0-9_]+)?://.*")) {
      throw malformed();
    }
    try {
      URI uri = new URI(plain.replaceFirst("^postgres(ql)?(\\+[a-z0-9_]+)?", "postgresql"));
      if (uri.getHost() == null
          || uri.getPath().length() < 2
          || !TargetFile.isPort(uri.getPort())) {
        throw malformed();
      }
      int port = uri.getPort() < 0 ? 5432 : uri.getPort();
      Properties login = new Properties();
      String user = uri.getRawUserInfo();
      if (user != null) {
        int colon = user.indexOf(':');
        login.setProperty("user", decoded(colon < 0 ? user : user.substring(0, colon)));
        if (colon >= 0) {
          login.setProperty("password", decoded(user.substring(colon + 1)));
        }
      }
      if (uri.getRawQuery() != null) {
        for (String parameter : uri.getRawQuery().split("&")) {
          int equals = parameter.indexOf('=');
          if (equals > 0) {
            login.setProperty(
                parameter.substring(0, equals), decoded(parameter.substring(equals + 1)));
          }
        }
      }
      String place = uri.getHost() + ":" + port + uri.getPath();
      return new DatabaseUrl("jdbc:postgresql://" + place, place, login);
    } catch (URISyntaxException e) {
      throw malformed();
    }
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException(
        "not a PostgreSQL URL, allowed is postgresql://USER:PASSWORD@HOST:PORT/DATABASE"
            + " (special characters of the password percent-encoded)");
  }

  private static String decoded(String text) {
    // a plus is a plus here, not a space
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /**
   * Opens a connection that sees one tenant's rows.
   *
   * @throws TargetException naming the place but never the password
   */
  Connection connect(String tenant) throws TargetException {
    Properties properties = new Properties();
    properties.setProperty("loginTimeout", Integer.toString(LOGIN_SECONDS));
    properties.setProperty("connectTimeout", Integer.toString(LOGIN_SECONDS));
    properties.setProperty("socketTimeout", "60");
    properties.setProperty("ApplicationName", "ai-agents-load-test");
    properties.putAll(login);
    try {
      Connection connection = DriverManager.getConnection(jdbcUrl, properties);
      try (PreparedStatement set =
          connection.prepareStatement("SELECT set_config('app.current_tenant_id', ?, false)")) {
        set.setString(1, tenant);
        set.execute();
        return connection;
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * Opens a connection that is asked about the server and sees no tenant.
   *
   * @param patience for the connection, and for each answer; whole seconds, whatever the URL says
   */
  Connection open(Duration patience) throws SQLException {
    String seconds = Long.toString(patience.toSeconds());
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "ai-agents-load-test");
    properties.putAll(login);
    properties.setProperty("loginTimeout", seconds);
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("socketTimeout", seconds);
    return DriverManager.getConnection(jdbcUrl, properties);
  }

  /** What to tell a person about a failed statement or connection. */
  TargetException failure(SQLException e) {
    String reason = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    return new TargetException("database " + place + ": " + reason);
  }

  /** Host, port and database; no user, no password. */
  @Override
  public String toString() {
    return place;
  }
}
