package com.aiagents.loadtest.target;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A tenant's signing secret; its text leaves this class only towards the environment of a process
 * that signs, and the tenant's row.
 */
public final class Secret {
  /** The environment variable that holds it. */
  public static final String VARIABLE = "LOAD_TEST_WEBHOOK_SECRET";

  private final String text;

  public Secret(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the signing secret is empty");
    }
    this.text = text;
  }

  /** The secret of the environment, if one is set. */
  public static Optional<Secret> of(java.util.Map<String, String> environment) {
    return Optional.ofNullable(environment.get(VARIABLE))
        .filter(s -> !s.isEmpty())
        .map(Secret::new);
  }

  /** A new secret of 256 random bits, in hex. */
  public static Secret random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return new Secret(HexFormat.of().formatHex(bytes));
  }

  /** HMAC-SHA256 of the exact bytes, in hex. */
  public String sign(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  /** The text itself, for the environment of a child process or for encryption. */
  public String reveal() {
    return text;
  }

  /** Never the text. */
  @Override
  public String toString() {
    return "Secret[…]";
  }
}
