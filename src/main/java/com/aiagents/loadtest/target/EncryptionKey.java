package com.aiagents.loadtest.target;

import com.macasaet.fernet.Key;
import com.macasaet.fernet.StringValidator;
import com.macasaet.fernet.Token;
import com.macasaet.fernet.TokenValidationException;
import com.macasaet.fernet.Validator;
import java.time.Duration;
import java.time.temporal.TemporalAmount;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The key with which the system encrypts its tenants' secrets; they are stored as Fernet tokens.
 */
public final class EncryptionKey {
  /** The environment variable that holds it. */
  public static final String VARIABLE = "ENCRYPTION_KEY";

  private static final int BYTES = 32;

  /** Stored tokens do not expire, and may come from a machine whose clock is ahead. */
  private static final Validator<String> AGELESS =
      new StringValidator() {
        @Override
        public TemporalAmount getTimeToLive() {
          return Duration.ofDays(36_500);
        }

        @Override
        public TemporalAmount getMaxClockSkew() {
          return Duration.ofDays(36_500);
        }
      };

  private final Key key;

  private EncryptionKey(Key key) {
    this.key = key;
  }

  /**
   * The key of the environment, if one is set.
   *
   * @throws DefinitionException if it is none, without its text
   */
  public static Optional<EncryptionKey> of(Map<String, String> environment)
      throws DefinitionException {
    String text = environment.getOrDefault(VARIABLE, "").strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (Base64.getUrlDecoder().decode(text).length == BYTES) {
        return Optional.of(new EncryptionKey(new Key(text)));
      }
    } catch (IllegalArgumentException e) {
      // reported below without the text; the message may repeat it
    }
    throw new DefinitionException(
        "environment variable "
            + VARIABLE
            + ": found no Fernet key, allowed are "
            + BYTES
            + " bytes in URL-safe base64");
  }

  /** A new key, for a target of our own. */
  public static EncryptionKey random() {
    return new EncryptionKey(Key.generateKey());
  }

  /** The token of a text; no two are alike. */
  String encrypt(String text) {
    return Token.generate(key, text).serialise();
  }

  /** The text of a token; empty if it is no token, or one of another key. */
  Optional<String> decrypt(String token) {
    try {
      return Optional.of(Token.fromString(token).validateAndDecrypt(key, AGELESS));
    } catch (IllegalArgumentException | TokenValidationException e) {
      return Optional.empty();
    }
  }

  /** Whether a stored text has the form of a token. */
  static boolean isToken(String stored) {
    try {
      Token.fromString(stored);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The key itself, for the environment of a child process. */
  public String reveal() {
    return key.serialise();
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "EncryptionKey[…]";
  }
}
