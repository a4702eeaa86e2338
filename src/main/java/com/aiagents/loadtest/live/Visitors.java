package com.aiagents.loadtest.live;

import com.sun.net.httpserver.Headers;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may see the page and who may ask something of the run. Immutable.
 *
 * <p>A name of somebody else's that leads to this machine (DNS rebinding) is known by its Host
 * header, a page of somebody else's that sends to this one (CSRF) by its Origin. Where others than
 * this machine can connect, they need the token too.
 */
final class Visitors {
  static final String COOKIE = "load-test-token";
  static final String LOCALHOST = "localhost";

  private static final int TOKEN_BYTES = 16;
  private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]/@]+)(:\\d+)?");
  private static final Pattern ADDRESS =
      Pattern.compile("\\[[0-9A-Fa-f:.]+]|\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Set<String> LOOPBACK = Set.of(LOCALHOST, "127.0.0.1", "[::1]");

  private final Set<String> names;
  private final Optional<String> token;

  /**
   * The visitors of an address.
   *
   * @param bound where the page listens
   * @param bind the name that was asked for
   */
  static Visitors of(InetAddress bound, String bind) {
    return bound.isLoopbackAddress()
        ? new Visitors(LOOPBACK, Optional.empty())
        : new Visitors(Set.of(LOCALHOST, bind.toLowerCase(Locale.ROOT)), Optional.of(random()));
  }

  private Visitors(Set<String> names, Optional<String> token) {
    this.names = names;
    this.token = token;
  }

  private static String random() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** What a visitor must bring; empty if only this machine can connect. */
  Optional<String> token() {
    return token;
  }

  /**
   * Why a request is refused, whoever sends it; empty if it is not.
   *
   * @param changes whether it asks something of the run
   */
  Optional<String> refusal(Headers headers, boolean changes) {
    List<String> hosts = headers.getOrDefault("Host", List.of());
    if (hosts.size() != 1 || !isOurs(hosts.get(0))) {
      return Optional.of("Host: this page has another name");
    }
    List<String> origins = headers.getOrDefault("Origin", List.of());
    boolean same =
        origins.size() == 1
            && Set.of("http://" + hosts.get(0), "https://" + hosts.get(0)).contains(origins.get(0));
    return !same && (changes || !origins.isEmpty())
        ? Optional.of("Origin: another page may not ask")
        : Optional.empty();
  }

  private boolean isOurs(String host) {
    var parts = HOST.matcher(host);
    if (!parts.matches()) {
      return false;
    }
    String name = parts.group(1).toLowerCase(Locale.ROOT);
    // an address is nobody's name: where there is a token, others come by one
    return names.contains(name) || token.isPresent() && ADDRESS.matcher(name).matches();
  }

  /** Whether a request brings the token, or needs none. */
  boolean isInvited(Headers headers) {
    return token.isEmpty()
        || headers.getOrDefault("Cookie", List.of()).stream()
            .flatMap(line -> List.of(line.split(";")).stream())
            .map(String::strip)
            .filter(cookie -> cookie.startsWith(COOKIE + "="))
            .anyMatch(cookie -> isToken(cookie.substring(COOKIE.length() + 1)));
  }

  /** Compares in a time that does not tell how much is right. */
  boolean isToken(String text) {
    return token.isPresent()
        && MessageDigest.isEqual(
            token.get().getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
  }
}
