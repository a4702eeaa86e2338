package com.aiagents.loadtest.target;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL is, from any of the three ways to write it.
 *
 * <p>Reads {@code postgresql+asyncpg://user:password@host:port/db} (SQLAlchemy, any driver), {@code
 * postgresql://…} and {@code postgres://…} (libpq), and {@code jdbc:postgresql://…}. What stands
 * after {@code ?} is translated for JDBC. The password is never part of a text.
 */
public final class DatabaseUrl {
  private static final int LOGIN_SECONDS = 10;
  private static final int ANSWER_SECONDS = 60;
  private static final int DEFAULT_PORT = 5432;

  /** Read here, since to java.net.URI a host with an underscore is none: Compose makes such. */
  private static final Pattern AUTHORITY =
      Pattern.compile(
          "((?<user>[^:@]*)(:(?<password>[^@]*))?@)?"
              + "(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:(?<port>\\d{1,5}))?");

  private final String jdbcUrl;
  private final String place;
  private final String host;
  private final int port;
  private final Properties login;

  private DatabaseUrl(String jdbcUrl, String path, String host, int port, Properties login) {
    this.jdbcUrl = jdbcUrl;
    this.place = host + ":" + port + path;
    this.host = host;
    this.port = port;
    this.login = login;
  }

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException without any part of the text, which may hold a password
   */
  public static DatabaseUrl parse(String text) {
    boolean jdbc = text.startsWith("jdbc:");
    String plain = jdbc ? text.substring("jdbc:".length()) : text;
    if (!plain.matches("postgres(ql)?(\\+[a-z0-9_]+)?://.*")) {
      throw malformed();
    }
    try {
      URI uri = new URI(plain.replaceFirst("^postgres(ql)?(\\+[a-z0-9_]+)?", "postgresql"));
      Matcher authority = AUTHORITY.matcher(Objects.requireNonNullElse(uri.getRawAuthority(), ""));
      if (!authority.matches() || uri.getRawPath().length() < 2 || uri.getRawFragment() != null) {
        throw malformed();
      }
      String port = authority.group("port");
      int number = port == null ? DEFAULT_PORT : Integer.parseInt(port);
      if (!TargetFile.isPort(number)) {
        throw malformed();
      }
      Properties login = ConnectionParameters.read(uri.getRawQuery(), jdbc);
      setIfNamed(login, "user", authority.group("user"));
      setIfNamed(login, "password", authority.group("password"));
      String server = authority.group("host") + ":" + number;
      return new DatabaseUrl(
          // JDBC reads a plus as a space
          "jdbc:postgresql://" + server + uri.getRawPath().replace("+", "%2B"),
          uri.getPath(),
          authority.group("host"),
          number,
          login);
    } catch (URISyntaxException e) {
      throw malformed();
    }
  }

  private static void setIfNamed(Properties login, String name, String encoded) {
    if (encoded != null) {
      login.setProperty(name, ConnectionParameters.decodedKeepingPlus(encoded));
    }
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException(
        "not a PostgreSQL URL, allowed is postgresql://USER:PASSWORD@HOST:PORT/DATABASE"
            + " (special characters of the password percent-encoded)");
  }

  /**
   * Opens a connection that sees one tenant's rows.
   *
   * @throws TargetException naming the place but never the password
   */
  Connection connect(String tenant) throws TargetException {
    return connect(tenant, ANSWER_SECONDS);
  }

  /**
   * Opens a connection that sees one tenant's rows.
   *
   * @param answerSeconds how long the server may be silent once the connection is open
   * @throws TargetException naming the place but never the password
   */
  Connection connect(String tenant, int answerSeconds) throws TargetException {
    try {
      Connection connection = DriverManager.getConnection(jdbcUrl, properties());
      try (PreparedStatement set =
          connection.prepareStatement("SELECT set_config('app.current_tenant_id', ?, false)")) {
        set.setString(1, tenant);
        set.execute();
        connection.setNetworkTimeout(Runnable::run, answerSeconds * 1_000);
        return connection;
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Where and how JDBC connects; holds the password. */
  Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("loginTimeout", Integer.toString(LOGIN_SECONDS));
    properties.setProperty("connectTimeout", Integer.toString(LOGIN_SECONDS));
    properties.setProperty("socketTimeout", Integer.toString(ANSWER_SECONDS));
    properties.setProperty("ApplicationName", "ai-agents-load-test");
    properties.putAll(login);
    // the detail of a failed insert shows the whole row, secrets included
    properties.setProperty("logServerErrorDetail", "false");
    return properties;
  }

  /** Where JDBC connects; holds no password. */
  String jdbcUrl() {
    return jdbcUrl;
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
    String reason = String.valueOf(e.getMessage());
    if (e.getCause() instanceof UnknownHostException) {
      reason += " Unknown host.";
    }
    reason = reason.replaceAll("\\s+", " ");
    return new TargetException("database " + place + ": " + reason);
  }

  /** The server's name or address; that of IPv6 in brackets. */
  public String host() {
    return host;
  }

  /** The server's port. */
  public int port() {
    return port;
  }

  /** Host, port and database; no user, no password. */
  @Override
  public String toString() {
    return place;
  }
}
