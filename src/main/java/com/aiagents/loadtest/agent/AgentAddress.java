package com.aiagents.loadtest.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an agent listens.
 *
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param port 1 to 65534: JMeter's own engine has the next one
 */
public record AgentAddress(String host, int port) {
  public static final int DEFAULT_PORT = 1099;
  public static final int LAST_PORT = 65_534;

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9._-]*)|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?");

  /**
   * Reads {@code h1:1099,h2}.
   *
   * @throws IllegalArgumentException if one is malformed or stands there twice
   */
  public static List<AgentAddress> parseAll(String text) {
    List<AgentAddress> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String word : text.split(",", -1)) {
      AgentAddress address = parse(word.strip());
      if (!names.add(address.name())) {
        throw new IllegalArgumentException("found " + address.name() + " twice");
      }
      all.add(address);
    }
    return List.copyOf(all);
  }

  private static AgentAddress parse(String word) {
    Matcher m = FORM.matcher(word);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "found '" + word + "', allowed is HOST or HOST:PORT, several with commas between");
    }
    int port = m.group(2) == null ? DEFAULT_PORT : Integer.parseInt(m.group(2));
    if (port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException(
          "found port " + port + " in '" + word + "', allowed is 1 to " + LAST_PORT);
    }
    return new AgentAddress(m.group(1), port);
  }

  /** {@code host:port}: so the names of its users in the JTL begin. */
  public String name() {
    return host + ":" + port;
  }

  /** The host without the brackets of an IPv6 address. */
  String hostAlone() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  @Override
  public String toString() {
    return name();
  }
}
