package com.aiagents.loadtest.target;

import com.macasaet.fernet.Key;
import com.macasaet.fernet.Token;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Makes the load-test tenant in a target's database: its signing secret as a Fernet token, and a
 * rate limit that the load fits under.
 */
public final class TenantProvisioner {
  /** Far above the burst's 7,600 webhooks a minute; the default of the system is 100. */
  private static final String RATE_LIMITS =
      "{\"webhooks\":{\"ticket_created\":1000000,\"ticket_resolved\":1000000}}";

  private static final String MARK = "AI Agents load test";

  private final Target target;
  private final Key key;

  /**
   * A provisioner.
   *
   * @param encryptionKey the system's {@code ENCRYPTION_KEY}: 32 bytes, URL-safe base64
   */
  public TenantProvisioner(Target target, String encryptionKey) {
    this.target = target;
    this.key = new Key(encryptionKey);
  }

  /** A new encryption key, for a target of our own. */
  public static String newEncryptionKey() {
    return Key.generateKey().serialise();
  }

  /** Creates the tenant or brings it up to date; doing it twice changes nothing. */
  public void create(Secret secret) throws TargetException {
    DatabaseUrl url = target.database().orElseThrow();
    String sql =
        "INSERT INTO tenant_configs (id, tenant_id, name, servicedesk_url,"
            + " servicedesk_api_key_encrypted, webhook_signing_secret_encrypted, rate_limits)"
            + " VALUES (?, ?, ?, 'https://servicedesk.invalid', ?, ?, ?::json)"
            + " ON CONFLICT (tenant_id) DO UPDATE SET"
            + " webhook_signing_secret_encrypted = EXCLUDED.webhook_signing_secret_encrypted,"
            + " rate_limits = EXCLUDED.rate_limits, is_active = true, updated_at = now()"
            + " WHERE tenant_configs.name = EXCLUDED.name";
    try (Connection c = url.connect(target.tenant());
        PreparedStatement insert = c.prepareStatement(sql)) {
      insert.setObject(1, UUID.randomUUID());
      insert.setString(2, target.tenant());
      insert.setString(3, MARK);
      insert.setString(4, encrypted("no-api-key"));
      insert.setString(5, encrypted(secret.reveal()));
      insert.setString(6, RATE_LIMITS);
      if (insert.executeUpdate() == 0) {
        throw new TargetException(
            "tenant " + target.tenant() + " exists and was not made by the load test");
      }
    } catch (SQLException e) {
      throw url.failure(e);
    }
    new Queue(target).forgetTenant();
  }

  private String encrypted(String text) {
    return Token.generate(key, text).serialise();
  }
}
