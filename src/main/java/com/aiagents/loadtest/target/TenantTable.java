package com.aiagents.loadtest.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The table {@code tenant_configs} of a target, of which the suite touches one row: that of the
 * target's tenant.
 *
 * <p>A tenant that this suite did not make is refused unless that is forced. Whatever changes the
 * row also deletes the settings that the system cached, if a Redis is named. Each call opens a
 * connection of its own.
 */
public final class TenantTable {
  private static final String SELECT =
      "SELECT id, tenant_id, name, servicedesk_url, servicedesk_api_key_encrypted,"
          + " webhook_signing_secret_encrypted, rate_limits, is_active, created_at, updated_at"
          + " FROM tenant_configs WHERE tenant_id = ?";
  private static final String INSERT =
      "INSERT INTO tenant_configs (servicedesk_url, servicedesk_api_key_encrypted,"
          + " webhook_signing_secret_encrypted, rate_limits, is_active, tenant_id, id, name)"
          + " VALUES (?, ?, ?, ?::json, ?, ?, ?::uuid, ?)";
  private static final String UPDATE =
      "UPDATE tenant_configs SET servicedesk_url = ?, servicedesk_api_key_encrypted = ?,"
          + " webhook_signing_secret_encrypted = ?, rate_limits = ?::json, is_active = ?,"
          + " updated_at = now() WHERE tenant_id = ?";
  private static final String DELETE = "DELETE FROM tenant_configs WHERE tenant_id = ?";

  private final Target target;
  private final DatabaseUrl url;

  /** The table of a target that names a database. */
  public TenantTable(Target target) {
    this.target = target;
    this.url =
        target
            .database()
            .orElseThrow(() -> new IllegalArgumentException(target + " names no database"));
  }

  /** The tenant's row, if there is one. */
  public Optional<TenantRow> find() throws TargetException {
    try (Connection c = url.connect(target.tenant())) {
      return find(c, SELECT);
    } catch (SQLException e) {
      throw url.failure(e);
    }
  }

  /**
   * Creates the tenant or brings it up to date; doing it twice changes nothing but the time.
   *
   * @param force also a tenant that this suite did not make, which keeps its name
   * @return the row that was there before, if there was one
   * @throws DefinitionException if the tenant was not made by this suite and that is not forced
   */
  public Optional<TenantRow> create(TenantSettings settings, boolean force)
      throws TargetException, DefinitionException {
    return change(
        c -> {
          Optional<TenantRow> before = lock(c);
          if (before.isEmpty()) {
            write(c, INSERT, settings.ours(blank()));
          } else {
            TenantRow row = before.get();
            requireOurs(row, force);
            write(c, UPDATE, row.isOurs() ? settings.ours(row) : settings.foreign(row));
          }
          return before;
        });
  }

  /**
   * Deletes the tenant's row and nothing else.
   *
   * @param force also a tenant that this suite did not make
   * @return the row that was there, if there was one
   * @throws DefinitionException if the tenant was not made by this suite and that is not forced
   */
  public Optional<TenantRow> delete(boolean force) throws TargetException, DefinitionException {
    return change(
        c -> {
          Optional<TenantRow> before = lock(c);
          if (before.isPresent()) {
            requireOurs(before.get(), force);
            try (PreparedStatement delete = c.prepareStatement(DELETE)) {
              delete.setString(1, target.tenant());
              requireOne(delete.executeUpdate());
            }
          }
          return before;
        });
  }

  /**
   * Requires that this suite made the tenant.
   *
   * @throws DefinitionException if it did not, or if there is no such tenant
   */
  public void requireOurs() throws TargetException, DefinitionException {
    Optional<TenantRow> row = find();
    if (row.isEmpty()) {
      throw new DefinitionException(
          place() + ": not found, so this suite did not make it; allowed with --force");
    }
    requireOurs(row.get(), false);
  }

  private void requireOurs(TenantRow row, boolean force) throws DefinitionException {
    if (!row.isOurs() && !force) {
      throw new DefinitionException(
          place()
              + ": found the name '"
              + row.name()
              + "', so this suite did not make it; allowed with --force");
    }
  }

  private String place() {
    return "tenant " + target.tenant() + " in " + url;
  }

  private <T> T change(Change<T> change) throws TargetException, DefinitionException {
    // before too: a Redis that does not answer is found while nothing has changed
    forgetCached();
    T result;
    try (Connection c = url.connect(target.tenant())) {
      // whatever is thrown, closing rolls back
      c.setAutoCommit(false);
      result = change.in(c);
      c.commit();
    } catch (SQLException e) {
      throw url.failure(e);
    }
    forgetCached();
    return result;
  }

  private void forgetCached() throws TargetException {
    if (target.redis().isPresent()) {
      new Queue(target).forgetTenant();
    }
  }

  /** The row, which nobody else changes, deletes or, as far as this suite goes, creates now. */
  private Optional<TenantRow> lock(Connection c) throws SQLException {
    try (PreparedStatement lock =
        c.prepareStatement("SELECT pg_advisory_xact_lock(hashtext('ai-agents-load-test ' || ?))")) {
      lock.setString(1, target.tenant());
      lock.execute();
    }
    return find(c, SELECT + " FOR UPDATE");
  }

  private Optional<TenantRow> find(Connection c, String sql) throws SQLException {
    try (PreparedStatement query = c.prepareStatement(sql)) {
      query.setString(1, target.tenant());
      ResultSet row = query.executeQuery();
      if (!row.next()) {
        return Optional.empty();
      }
      return Optional.of(
          new TenantRow(
              row.getString("id"),
              row.getString("tenant_id"),
              row.getString("name"),
              row.getString("servicedesk_url"),
              row.getString("servicedesk_api_key_encrypted"),
              row.getString("webhook_signing_secret_encrypted"),
              row.getString("rate_limits"),
              row.getBoolean("is_active"),
              row.getTimestamp("created_at").toInstant(),
              row.getTimestamp("updated_at").toInstant()));
    }
  }

  private TenantRow blank() {
    Instant now = Instant.now();
    return new TenantRow(
        UUID.randomUUID().toString(),
        target.tenant(),
        TenantRow.MARK,
        "",
        "",
        "",
        null,
        true,
        now,
        now);
  }

  /** The two times are the database's own, and an update touches neither id nor name. */
  private void write(Connection c, String sql, TenantRow row) throws SQLException, TargetException {
    try (PreparedStatement write = c.prepareStatement(sql)) {
      write.setString(1, row.servicedeskUrl());
      write.setString(2, row.apiKey());
      write.setString(3, row.signingSecret());
      write.setString(4, row.rateLimits());
      write.setBoolean(5, row.active());
      write.setString(6, row.tenantId());
      if (sql.equals(INSERT)) {
        write.setString(7, row.id());
        write.setString(8, row.name());
      }
      requireOne(write.executeUpdate());
    }
  }

  private void requireOne(int rows) throws TargetException {
    if (rows != 1) {
      throw new TargetException(
          place() + ": its row can be seen but not changed, row-level security forbids it");
    }
  }

  /** What is done within one transaction. */
  private interface Change<T> {
    T in(Connection c) throws SQLException, TargetException, DefinitionException;
  }
}
