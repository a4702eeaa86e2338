package com.aiagents.loadtest.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookPayloadTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String VALID =
      "{\"event\":\"ticket_created\",\"ticket_id\":\"A-1\",\"tenant_id\":\"t-1\","
          + "\"description\":\"Größe 🖨️\",\"priority\":\"high\","
          + "\"created_at\":\"2026-11-24T13:00:00+01:00\","
          + "\"correlation_id\":\"8b0f6c52-7f0e-4d6e-9a55-0c8f6f5c2d11\"}";

  @Test
  void acceptsAValidTicket() {
    WebhookPayload payload = read(VALID);
    assertThat(payload.problems()).isEmpty();
    assertThat(payload.ticketId()).isEqualTo("A-1");
    assertThat(payload.description()).isEqualTo("Größe 🖨️");
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "ticket_created; ticket_resolved; event: must be ticket_created",
        "\"A-1\"; \"a-1\"; ticket_id: must match [A-Z0-9-]{1,100}",
        "\"t-1\"; \"T_1\"; tenant_id: must match [a-z0-9-]{1,100}",
        "high; urgent; priority: must be low, medium, high or critical",
        "+01:00; `` ; created_at: must be ISO 8601 with a time zone",
        "13:00:00; 12:54:59; created_at: older than 300 s",
        "13:00:00; 13:00:31; created_at: more than 30 s in the future",
        "-4d6e-; -1d6e-; correlation_id: must match",
        "\"event\"; \"extra\":1,\"event\"; extra: unknown field",
        "Größe 🖨️; `` ; description: must have 1 to 10000 characters"
      })
  void refusesWhatTheContractRefuses(String from, String to, String problem) {
    WebhookPayload payload = read(VALID.replace(from, to == null ? "" : to));
    assertThat(payload.problems()).hasSize(1);
    assertThat(payload.problems().get(0)).startsWith(problem);
  }

  @Test
  void countsCharactersNotBytes() {
    assertThat(read(VALID.replace("Größe 🖨️", "字".repeat(10_000))).problems()).isEmpty();
    assertThat(read(VALID.replace("Größe 🖨️", "😀".repeat(10_000))).problems()).isEmpty();
    assertThat(read(VALID.replace("Größe 🖨️", "字".repeat(10_001))).problems()).hasSize(1);
  }

  @Test
  void refusesWhatIsNoJson() {
    assertThat(read("nonsense").problems()).containsExactly("body: not JSON");
    assertThat(read("").problems()).hasSize(1);
    assertThat(read("[]").problems()).containsExactly("body: not a JSON object");
    assertThat(read(VALID + "x").problems()).containsExactly("body: not JSON");
  }

  @Test
  void checksTheSignatureOverTheExactBytes() {
    byte[] body = VALID.getBytes(StandardCharsets.UTF_8);
    // computed with: openssl dgst -sha256 -hmac secret
    String known = "88aab3ede8d3adf94d26ab90d3bafd4a2083070c3bcce9c014ee04a443847c0b";
    byte[] text = "hello".getBytes(StandardCharsets.UTF_8);
    assertThat(WebhookSignature.valid("sha256=" + known, text, "secret", false)).isTrue();
    assertThat(WebhookSignature.valid(known, text, "secret", false)).isFalse();
    assertThat(WebhookSignature.valid(known, text, "secret", true)).isTrue();
    assertThat(WebhookSignature.valid("sha256=" + known, body, "secret", false)).isFalse();
    assertThat(WebhookSignature.valid("sha256=" + known, text, "other", false)).isFalse();
    assertThat(WebhookSignature.valid(null, text, "secret", true)).isFalse();
  }

  private static WebhookPayload read(String json) {
    return WebhookPayload.read(json.getBytes(StandardCharsets.UTF_8), NOW);
  }
}
