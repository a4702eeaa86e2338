package com.aiagents.loadtest.embedded;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks the HMAC-SHA256 of a webhook over the exact bytes that arrived. */
final class WebhookSignature {
  private static final String PREFIX = "sha256=";

  private WebhookSignature() {}

  /**
   * Whether a header signs a body.
   *
   * @param bareAllowed whether the hex may stand without {@code sha256=}, as old deployments send
   *     it
   */
  static boolean valid(String header, byte[] body, String secret, boolean bareAllowed) {
    if (header == null) {
      return false;
    }
    String hex;
    if (header.startsWith(PREFIX)) {
      hex = header.substring(PREFIX.length());
    } else if (bareAllowed) {
      hex = header;
    } else {
      return false;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] expected =
          HexFormat.of().formatHex(mac.doFinal(body)).getBytes(StandardCharsets.US_ASCII);
      return MessageDigest.isEqual(expected, hex.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
