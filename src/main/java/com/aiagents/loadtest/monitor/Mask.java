package com.aiagents.loadtest.monitor;

import com.aiagents.loadtest.target.SecretVariables;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Makes one short line without secrets of what others said, for people to read.
 *
 * <p>{@code ***} stands where a value of one of {@link SecretVariables} stood, a user and password
 * of a URL, or a word after {@code password}, {@code secret}, {@code token} and the like.
 * Immutable.
 */
final class Mask {
  private static final Pattern LOGIN = Pattern.compile("://[^\\s/@]*@");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)(passw(?:or)?d|secret|token|bearer|api[_-]?key|authorization)(\"?\\s*[:=]\\s*|\\s+)\\S+");
  private static final int SHORT = 200;

  /** What is shorter would stand in texts by chance. */
  private static final int SHORTEST_SECRET = 4;

  private final List<String> secrets;

  /** Knows the secrets of an environment. */
  Mask(Map<String, String> environment) {
    secrets =
        SecretVariables.NAMES.stream()
            .map(environment::get)
            .filter(Objects::nonNull)
            .filter(value -> value.length() >= SHORTEST_SECRET)
            .toList();
  }

  /** The first line, masked, at most {@value #SHORT} characters. */
  String line(String text) {
    String line = text.lines().map(String::strip).filter(s -> !s.isEmpty()).findFirst().orElse("");
    for (String secret : secrets) {
      line = line.replace(secret, "***");
    }
    line = LOGIN.matcher(line).replaceAll("://***@");
    line = NAMED.matcher(line).replaceAll("$1$2***");
    line = line.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > SHORT ? line.substring(0, SHORT) + "…" : line;
  }
}
