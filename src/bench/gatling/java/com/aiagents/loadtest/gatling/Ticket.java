package com.aiagents.loadtest.gatling;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The text of a ticket as the plans send it, and its signature. */
final class Ticket {
  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(Ticket::mac);

  private Ticket() {}

  /**
   * The next ticket as compact JSON.
   *
   * @param run the first part of the ticket's id
   * @param description needs no escapes
   */
  static String next(String run, String description) {
    return "{\"event\":\"ticket_created\",\"ticket_id\":\""
        + run
        + '-'
        + NUMBERS.incrementAndGet()
        + "\",\"tenant_id\":\"load-test-tenant\",\"description\":\""
        + description
        + "\",\"priority\":\"medium\",\"created_at\":\""
        + Instant.now()
        + "\",\"correlation_id\":\""
        + UUID.randomUUID()
        + "\"}";
  }

  /** The header that signs a body. */
  static String signature(String body) {
    byte[] digest = MAC.get().doFinal(body.getBytes(StandardCharsets.UTF_8));
    return "sha256=" + HexFormat.of().formatHex(digest);
  }

  private static Mac mac() {
    try {
      byte[] secret = System.getenv("LOAD_TEST_WEBHOOK_SECRET").getBytes(StandardCharsets.UTF_8);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
