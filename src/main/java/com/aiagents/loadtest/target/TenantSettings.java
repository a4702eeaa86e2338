package com.aiagents.loadtest.target;

import java.util.Map;
import java.util.Optional;

/**
 * What the load-test tenant shall have.
 *
 * @param secret signs its webhooks
 * @param apiKey of its service desk; without one a tenant of ours gets a placeholder
 * @param servicedeskUrl without one a tenant of ours gets one that leads nowhere
 * @param encryptionKey encrypts secret and API key; without one they are stored as they are
 */
public record TenantSettings(
    Secret secret,
    Optional<String> apiKey,
    Optional<String> servicedeskUrl,
    Optional<EncryptionKey> encryptionKey) {
  /** The environment variable that holds the API key. */
  public static final String API_KEY_VARIABLE = "LOAD_TEST_API_KEY";

  public static final String DEFAULT_SERVICEDESK_URL = "https://servicedesk.invalid";
  private static final String NO_API_KEY = "no-api-key";

  /**
   * The settings of the environment.
   *
   * @throws DefinitionException if there is no signing secret, or the encryption key is none
   */
  public static TenantSettings of(Map<String, String> environment, Optional<String> servicedeskUrl)
      throws DefinitionException {
    return new TenantSettings(
        Secret.of(environment)
            .orElseThrow(
                () ->
                    new DefinitionException(
                        "environment variable "
                            + Secret.VARIABLE
                            + ": not set, needed is the signing secret of the tenant")),
        Optional.ofNullable(environment.get(API_KEY_VARIABLE)).filter(s -> !s.isEmpty()),
        servicedeskUrl,
        EncryptionKey.of(environment));
  }

  /** The row of a new tenant, or of one of ours: nothing but these settings decides it. */
  TenantRow ours(TenantRow before) {
    return with(
        before,
        servicedeskUrl.orElse(DEFAULT_SERVICEDESK_URL),
        stored(apiKey.orElse(NO_API_KEY), before.apiKey()));
  }

  /** The row of a tenant of others: it keeps whatever the load can do without. */
  TenantRow foreign(TenantRow before) {
    return with(
        before,
        servicedeskUrl.orElse(before.servicedeskUrl()),
        apiKey.map(key -> stored(key, before.apiKey())).orElse(before.apiKey()));
  }

  private TenantRow with(TenantRow before, String url, String storedApiKey) {
    return new TenantRow(
        before.id(),
        before.tenantId(),
        before.name(),
        url,
        storedApiKey,
        stored(secret.reveal(), before.signingSecret()),
        RateLimits.raised(before.rateLimits()),
        true,
        before.created(),
        before.updated());
  }

  /** A token of the same text stays, so that doing it twice changes nothing. */
  private String stored(String text, String before) {
    if (encryptionKey.isEmpty()) {
      return text;
    }
    EncryptionKey key = encryptionKey.get();
    return key.decrypt(before).filter(text::equals).isPresent() ? before : key.encrypt(text);
  }

  /** No secret. */
  @Override
  public String toString() {
    return "TenantSettings[" + servicedeskUrl.orElse(DEFAULT_SERVICEDESK_URL) + "]";
  }
}
