package com.aiagents.loadtest.embedded;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of the target's own, its schema and a connection pool.
 *
 * <p>The application connects as the plain role {@code aiagents}, so row-level security holds for
 * it and for the suite. After the start every connection needs a password. Safe for many threads.
 */
final class Database implements AutoCloseable {
  private static final String NAME = "ai_agents";
  private static final String ROLE = "aiagents";
  private static final int MAX_CONNECTIONS = 60;

  private final EmbeddedPostgres server;
  private final String password;
  private final HikariDataSource pool;

  private Database(EmbeddedPostgres server, String password, HikariDataSource pool) {
    this.server = server;
    this.password = password;
    this.pool = pool;
  }

  /**
   * Starts a server with empty tables.
   *
   * @param data its data directory, which must not exist yet
   * @param binaries where its binaries are unpacked, and found again next time
   */
  static Database start(Path data, Path binaries, String password, int poolSize)
      throws IOException, SQLException {
    Path log = data.resolveSibling(data.getFileName() + ".log");
    EmbeddedPostgres server = startServer(data, binaries, log);
    try {
      createSchema(server, password);
      closeToStrangers(server, data);
      return new Database(server, password, openPool(server.getPort(), password, poolSize));
    } catch (IOException | SQLException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static EmbeddedPostgres startServer(Path data, Path binaries, Path log)
      throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setOverrideWorkingDirectory(binaries.toFile())
            .setRegisterShutdownHook(false)
            .setPGStartupWait(Duration.ofSeconds(30))
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("max_connections", Integer.toString(MAX_CONNECTIONS))
            .setServerConfig("shared_buffers", "64MB")
            .setServerConfig("synchronous_commit", "off")
            .setServerConfig("full_page_writes", "off")
            .setServerConfig("timezone", "UTC")
            .setPort(Ports.free())
            .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      return builder.start();
    } catch (IOException | RuntimeException e) {
      throw new IOException("PostgreSQL: " + e.getMessage() + lastWords(log), e);
    }
  }

  /** What the server said last: the folder with its log goes when the start has failed. */
  private static String lastWords(Path log) {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> !line.isBlank())
          .reduce((one, next) -> next)
          .map(line -> "; it said: " + line.strip())
          .orElse("");
    } catch (IOException | UncheckedIOException e) {
      return "";
    }
  }

  private static void createSchema(EmbeddedPostgres server, String password)
      throws SQLException, IOException {
    try (Connection c = server.getPostgresDatabase().getConnection();
        Statement s = c.createStatement()) {
      // the password is made here of letters and digits only
      s.execute("CREATE ROLE " + ROLE + " LOGIN PASSWORD '" + password + "'");
      s.execute("CREATE DATABASE " + NAME);
    }
    try (Connection c = server.getDatabase("postgres", NAME).getConnection();
        Statement s = c.createStatement();
        InputStream sql = Database.class.getResourceAsStream("schema.sql")) {
      s.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static void closeToStrangers(EmbeddedPostgres server, Path data)
      throws IOException, SQLException {
    try (Connection c = server.getPostgresDatabase().getConnection();
        Statement s = c.createStatement()) {
      Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
      s.execute("SELECT pg_reload_conf()");
    }
  }

  private static HikariDataSource openPool(int port, String password, int size) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + NAME);
    config.setUsername(ROLE);
    config.setPassword(password);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(30_000);
    config.setPoolName("target");
    config.setAutoCommit(false);
    return new HikariDataSource(config);
  }

  /** One transaction in which a tenant's rows can be seen. */
  <T> T asTenant(String tenant, Work<T> work) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return transaction(connection, tenant, work);
    }
  }

  private static <T> T transaction(Connection connection, String tenant, Work<T> work)
      throws SQLException {
    try {
      begin(connection, tenant);
      T result = work.run(connection);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    }
  }

  private static void begin(Connection connection, String tenant) throws SQLException {
    try (PreparedStatement set =
        connection.prepareStatement("SELECT set_config('app.current_tenant_id', ?, true)")) {
      set.setString(1, tenant);
      set.execute();
    }
  }

  /**
   * Transactions of one job, one after the other.
   *
   * @param keep whether a connection is kept for them, in an open transaction all the time; else
   *     every transaction takes one from the pool and gives it back
   */
  Session session(String tenant, boolean keep) throws SQLException {
    return keep ? new KeptSession(pool.getConnection(), tenant) : new PassingSession(this, tenant);
  }

  /** Connections that the pool opens at most. */
  int poolSize() {
    return pool.getMaximumPoolSize();
  }

  /** Connections that are in use now. */
  int poolInUse() {
    return pool.getHikariPoolMXBean().getActiveConnections();
  }

  /** Whether the server answers. */
  boolean answers() {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }

  /** How a client connects: a libpq URL, password included. */
  String url() {
    return "postgresql://" + ROLE + ":" + password + "@127.0.0.1:" + server.getPort() + "/" + NAME;
  }

  @Override
  public void close() throws IOException {
    pool.close();
    server.close();
  }

  /** What is done inside a transaction. */
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /**
   * Transactions of one job in which its tenant's rows can be seen. Used by one thread at a time.
   */
  sealed interface Session extends AutoCloseable permits PassingSession, KeptSession {
    <T> T run(Work<T> work) throws SQLException;

    @Override
    void close() throws SQLException;
  }

  private record PassingSession(Database database, String tenant) implements Session {
    @Override
    public <T> T run(Work<T> work) throws SQLException {
      return database.asTenant(tenant, work);
    }

    @Override
    public void close() {
      // nothing is held
    }
  }

  private record KeptSession(Connection connection, String tenant) implements Session {
    @Override
    public <T> T run(Work<T> work) throws SQLException {
      T result = transaction(connection, tenant, work);
      // idle in transaction: the classic mistake, on purpose
      begin(connection, tenant);
      return result;
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
