package com.aiagents.loadtest.target;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A tenant as it stands in {@code tenant_configs}.
 *
 * @param name for people; a tenant that this suite made has {@link #MARK}
 * @param servicedeskUrl where its tickets come from
 * @param apiKey as it is stored: a Fernet token, or plain text by mistake
 * @param signingSecret as it is stored, like {@code apiKey}
 * @param rateLimits JSON, or null
 */
public record TenantRow(
    String id,
    String tenantId,
    String name,
    String servicedeskUrl,
    String apiKey,
    String signingSecret,
    String rateLimits,
    boolean active,
    Instant created,
    Instant updated) {
  /** The name of every tenant that this suite made, and of no other. */
  public static final String MARK = "AI Agents load test";

  /** Whether this suite made it. */
  public boolean isOurs() {
    return name.equals(MARK);
  }

  /** How many ticket_created webhooks a minute it may send; empty: the system's default. */
  public OptionalLong webhooksPerMinute() {
    return RateLimits.webhooksPerMinute(rateLimits);
  }

  /** Whether the signing secret has the form of a Fernet token. */
  public boolean isSigningSecretEncrypted() {
    return EncryptionKey.isToken(signingSecret);
  }

  /** Whether the API key has the form of a Fernet token. */
  public boolean isApiKeyEncrypted() {
    return EncryptionKey.isToken(apiKey);
  }

  /** Whether the signing secret is a known one; empty if the key cannot decrypt it. */
  public Optional<Boolean> signsWith(Secret secret, EncryptionKey key) {
    return key.decrypt(signingSecret).map(secret.reveal()::equals);
  }

  /** No secret, in whatever form. */
  @Override
  public String toString() {
    return "TenantRow[" + tenantId + ", " + name + "]";
  }
}
