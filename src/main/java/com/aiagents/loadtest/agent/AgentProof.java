package com.aiagents.loadtest.agent;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How an agent proves which signing secret it has, without telling it. */
public final class AgentProof {
  private AgentProof() {}

  /** What is signed for a nonce; never a webhook, which begins with a brace. */
  public static String text(String nonce) {
    return "load-test agent\n" + nonce;
  }

  /** HMAC-SHA256 in hex. */
  static String of(String secret, String nonce) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text(nonce).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
