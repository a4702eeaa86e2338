package com.aiagents.loadtest.target;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.postgresql.PGProperty;

/**
 * What stands after the {@code ?} of a database URL, in the words of JDBC.
 *
 * <p>libpq, asyncpg and JDBC have different words for one thing. What protects the connection is
 * translated or refused, never dropped; what makes another client fast is dropped.
 */
final class ConnectionParameters {
  private static final String SSL_MODE = "sslmode";
  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  /** asyncpg's {@code ssl} takes the words of sslmode, and those of a switch. */
  private static final Map<String, String> SSL_SWITCH =
      Map.of("true", "verify-full", "1", "verify-full", "false", "disable", "0", "disable");

  private static final Map<String, String> LIBPQ_NAMES =
      Map.of(
          "application_name", "ApplicationName",
          "channel_binding", "channelBinding",
          "connect_timeout", "connectTimeout",
          "gssencmode", "gssEncMode",
          "krbsrvname", "kerberosServerName",
          "sslnegotiation", "sslNegotiation");

  /** They say where to connect, or how safely, and JDBC has no word for them. */
  private static final Set<String> REFUSED =
      Set.of(
          "dbname",
          "host",
          "hostaddr",
          "port",
          "require_auth",
          "requirepeer",
          "requiressl",
          "service",
          "ssl_max_protocol_version",
          "ssl_min_protocol_version",
          "sslcertmode",
          "sslcrl",
          "sslcrldir");

  private ConnectionParameters() {}

  /**
   * Reads a query.
   *
   * @param query as it stands in the URL; null if there is none
   * @param jdbc whether the URL is a JDBC one, whose words need no translation
   * @throws IllegalArgumentException naming the parameter but not what was found, which may be
   *     secret
   */
  static Properties read(String query, boolean jdbc) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String parameter : query == null ? new String[0] : query.split("&")) {
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        String value = parameter.substring(equals + 1);
        // a plus is a space for JDBC only
        parameters.put(parameter.substring(0, equals), decoded(jdbc ? value : keepPlus(value)));
      }
    }
    Properties properties = new Properties();
    if (jdbc) {
      properties.putAll(parameters);
    } else {
      parameters.forEach((name, value) -> translate(name, value, properties));
      requireOfLibpq(properties);
    }
    String mode = properties.getProperty(SSL_MODE, "prefer");
    if (!SSL_MODES.contains(mode)) {
      throw notAllowed(SSL_MODE);
    }
    return properties;
  }

  /** Percent-decodes; a plus stays a plus. */
  static String decodedKeepingPlus(String text) {
    return decoded(keepPlus(text));
  }

  private static void translate(String name, String value, Properties properties) {
    if (REFUSED.contains(name)) {
      throw new IllegalArgumentException(
          "parameter " + name + " is not supported here, leave it out or write it as JDBC does");
    }
    if (name.equals("ssl")) {
      String mode = SSL_SWITCH.getOrDefault(value.toLowerCase(Locale.ROOT), value);
      if (!SSL_MODES.contains(mode)) {
        throw notAllowed(name);
      }
      setMode(mode, properties);
    } else if (name.equals(SSL_MODE)) {
      setMode(value, properties);
    } else if (LIBPQ_NAMES.containsKey(name)) {
      properties.setProperty(LIBPQ_NAMES.get(name), value);
    } else if (PGProperty.forName(name) != null) {
      properties.setProperty(name, value);
    }
    // anything else tunes another client: prepared_statement_cache_size and such
  }

  private static void setMode(String mode, Properties properties) {
    Object other = properties.setProperty(SSL_MODE, mode);
    if (other != null && !other.equals(mode)) {
      throw new IllegalArgumentException("parameters ssl and sslmode contradict each other");
    }
  }

  /** With a root certificate libpq's require checks it; JDBC's never does. */
  private static void requireOfLibpq(Properties properties) {
    if (properties.containsKey("sslrootcert")
        && "require".equals(properties.getProperty(SSL_MODE))) {
      properties.setProperty(SSL_MODE, "verify-ca");
    }
  }

  private static IllegalArgumentException notAllowed(String name) {
    return new IllegalArgumentException(
        "parameter "
            + name
            + ": allowed are disable, allow, prefer, require, verify-ca and verify-full");
  }

  private static String keepPlus(String text) {
    return text.replace("+", "%2B");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
