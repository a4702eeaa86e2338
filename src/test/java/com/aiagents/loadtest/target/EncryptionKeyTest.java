package com.aiagents.loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionKeyTest {
  /** Key, token and text of the Fernet specification; the token is of 1985. */
  private static final String SPECIFIED_KEY = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";

  private static final String SPECIFIED_TOKEN =
      "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";

  @Test
  void readsWhatTheSpecificationSays() throws DefinitionException {
    EncryptionKey key = key(SPECIFIED_KEY);
    assertThat(key.decrypt(SPECIFIED_TOKEN)).hasValue("hello");
    assertThat(key.decrypt(key.encrypt("Größe"))).hasValue("Größe");
    assertThat(key(SPECIFIED_KEY + "\n").decrypt(SPECIFIED_TOKEN)).hasValue("hello");
    assertThat(key.reveal()).isEqualTo(SPECIFIED_KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "gAAAAA", "{\"a\":1}", "aGVsbG8="})
  void anythingElseIsNoToken(String stored) throws DefinitionException {
    assertThat(EncryptionKey.isToken(stored)).isFalse();
    assertThat(key(SPECIFIED_KEY).decrypt(stored)).isEmpty();
  }

  @Test
  void aTokenOfAnotherKeyStaysClosed() {
    EncryptionKey other = EncryptionKey.random();
    assertThat(EncryptionKey.isToken(SPECIFIED_TOKEN)).isTrue();
    assertThat(other.decrypt(SPECIFIED_TOKEN)).isEmpty();
    assertThat(other.toString()).doesNotContain(other.reveal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"geheim", "Z2VoZWlt", "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e5geheim4=", "ü"})
  void refusesOtherKeysWithoutRepeatingThem(String text) {
    assertThatThrownBy(() -> key(text))
        .isInstanceOf(DefinitionException.class)
        .hasMessage(
            "environment variable ENCRYPTION_KEY: found no Fernet key, allowed are 32 bytes in"
                + " URL-safe base64");
  }

  @Test
  void anEmptyVariableIsNone() throws DefinitionException {
    assertThat(EncryptionKey.of(Map.of())).isEmpty();
    assertThat(EncryptionKey.of(Map.of("ENCRYPTION_KEY", " "))).isEmpty();
  }

  private static EncryptionKey key(String text) throws DefinitionException {
    return EncryptionKey.of(Map.of("ENCRYPTION_KEY", text)).orElseThrow();
  }
}
