package com.aiagents.loadtest.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The role that the suite is in a target's database, and whether row-level security holds for it.
 *
 * @param superuser sees through row-level security, as does {@code bypass}
 * @param bypass BYPASSRLS
 * @param secured whether the history table has row-level security at all
 * @param restrained whether it holds for this role; not for the table's owner
 */
public record DatabaseRole(
    String name, boolean superuser, boolean bypass, boolean secured, boolean restrained) {
  private static final String SELECT =
      "SELECT current_user, rolsuper, rolbypassrls, relrowsecurity,"
          + " row_security_active(t.oid) AS restrained"
          + " FROM pg_roles r, pg_class t"
          + " WHERE r.rolname = current_user AND t.oid = 'enhancement_history'::regclass";

  /**
   * Asks the database of a target that names one.
   *
   * @throws TargetException if it cannot be asked or has no history table
   */
  public static DatabaseRole of(Target target) throws TargetException {
    DatabaseUrl url = target.database().orElseThrow();
    try (Connection c = url.connect(target.tenant());
        PreparedStatement query = c.prepareStatement(SELECT);
        ResultSet row = query.executeQuery()) {
      row.next();
      return new DatabaseRole(
          row.getString("current_user"),
          row.getBoolean("rolsuper"),
          row.getBoolean("rolbypassrls"),
          row.getBoolean("relrowsecurity"),
          row.getBoolean("restrained"));
    } catch (SQLException e) {
      throw url.failure(e);
    }
  }
}
