package com.aiagents.loadtest.verdict;

import com.aiagents.loadtest.unit.ShellWord;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the load went: what the commands of a diagnosis are filled with.
 *
 * @param name of the target file, or {@code embedded}; empty if it is not known, as all others
 * @param url without a secret
 * @param port empty or a number
 */
public record Place(String name, String url, String host, String port, String tenant) {
  /** Of samples without a run.json. */
  public static final Place UNKNOWN = new Place("", "", "", "", "");

  private static final Pattern WORD = Pattern.compile("\\{([a-z_]+)}");
  private static final String EMBEDDED = "embedded";

  public Place {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(url, "url is null");
    Objects.requireNonNull(host, "host is null");
    Objects.requireNonNull(port, "port is null");
    Objects.requireNonNull(tenant, "tenant is null");
  }

  /** Whether the suite itself made the target. */
  boolean embedded() {
    return name.equals(EMBEDDED);
  }

  /** Whether the host is this machine by its name. */
  boolean onThisMachine() {
    return host.equals("localhost") || host.matches("127(\\.\\d{1,3}){3}|\\[?::1]?");
  }

  /** Words in braces that a command may hold. */
  static List<String> words() {
    return List.of("host", "port", "tenant", "url");
  }

  /** Words in braces in a command, whether they are known or not. */
  static Stream<String> wordsOf(String command) {
    return WORD.matcher(command).results().map(found -> found.group(1));
  }

  /**
   * A command with the words in braces replaced; one that is not known stands there in capitals.
   */
  String fill(String command) {
    // in one pass: what comes from a run's file is not filled once more
    return WORD.matcher(command)
        .replaceAll(found -> Matcher.quoteReplacement(word(found.group(1))));
  }

  private String word(String name) {
    String value =
        switch (name) {
          case "host" -> host;
          case "port" -> port;
          case "tenant" -> tenant;
          default -> url;
        };
    return value.isEmpty() ? name.toUpperCase(Locale.ROOT) : ShellWord.of(Told.line(value));
  }
}
