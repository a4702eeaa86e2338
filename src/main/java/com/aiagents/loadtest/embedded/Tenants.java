package com.aiagents.loadtest.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.macasaet.fernet.Key;
import com.macasaet.fernet.StringValidator;
import com.macasaet.fernet.Token;
import com.macasaet.fernet.Validator;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.TemporalAmount;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tenant settings, out of {@code tenant_configs} and cached in Redis for 300 s under {@code
 * tenant:config:<tenant_id>}: whoever changes a tenant deletes that key too.
 */
final class Tenants {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CACHE_SECONDS = 300;
  private static final Validator<String> AGELESS =
      new StringValidator() {
        @Override
        public TemporalAmount getTimeToLive() {
          // stored secrets do not expire
          return Duration.ofDays(36_500);
        }

        @Override
        public Predicate<String> getObjectValidator() {
          return text -> true;
        }
      };

  private final Database database;
  private final JobQueue queue;
  private final Key key;

  Tenants(Database database, JobQueue queue, String encryptionKey) {
    this.database = database;
    this.queue = queue;
    this.key = new Key(encryptionKey);
  }

  /** The settings of an active tenant. */
  Optional<Tenant> find(String id) throws SQLException, IOException {
    String cacheKey = "tenant:config:" + id;
    String cached = queue.cached(cacheKey);
    if (cached == null) {
      cached = load(id);
      if (cached == null) {
        return Optional.empty();
      }
      queue.cache(cacheKey, cached, CACHE_SECONDS);
    }
    JsonNode settings = JSON.readTree(cached);
    String secret =
        Token.fromString(settings.get("secret").asText()).validateAndDecrypt(key, AGELESS);
    return Optional.of(new Tenant(id, secret, settings.get("limit").asLong()));
  }

  private String load(String id) throws SQLException, IOException {
    return database.asTenant(
        id,
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT webhook_signing_secret_encrypted, rate_limits FROM tenant_configs"
                      + " WHERE tenant_id = ? AND is_active")) {
            query.setString(1, id);
            ResultSet row = query.executeQuery();
            return row.next() ? cacheEntry(row.getString(1), row.getString(2)) : null;
          }
        });
  }

  private static String cacheEntry(String encryptedSecret, String limits) {
    ObjectNode entry = JSON.createObjectNode();
    entry.put("secret", encryptedSecret);
    try {
      entry.put(
          "limit",
          limits == null
              ? 100
              : JSON.readTree(limits).path("webhooks").path("ticket_created").asLong(100));
    } catch (IOException e) {
      throw new IllegalStateException("rate_limits is a json column", e);
    }
    return entry.toString();
  }

  /**
   * What the API needs to know of a tenant.
   *
   * @param secret signs its webhooks
   * @param webhooksPerMinute allowed ticket_created webhooks a minute
   */
  record Tenant(String id, String secret, long webhooksPerMinute) {
    @Override
    public String toString() {
      return "Tenant[" + id + "]";
    }
  }
}
