package com.aiagents.loadtest.report;

import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts of others as Markdown in which nothing of them comes alive: no markup, no HTML, no link, no
 * mention, no reference to an issue, no emoji.
 *
 * <p>Escapes are not enough for that: GitHub looks for mentions and addresses when they are gone
 * again. Only code is left alone, so what could be more than a word is code. A pipe in it would
 * still end a cell, and its escape means another thing outside of tables; so it stands between two
 * pieces of code.
 */
final class Markdown {
  /** A word that cannot be more, wherever in a line it stands but at its beginning. */
  private static final String WORD =
      "(?![^ ]*(?i:www\\.|gh-\\d))[\\p{L}\\p{N}%±÷∞…;,.()/'\"+=-]*+:?";

  private static final Pattern CODE =
      Pattern.compile("(?<=^| )(?!" + WORD + "(?= |$))[^ ]+(?: (?!" + WORD + "(?= |$))[^ ]+)*");

  private static final Pattern TICKS = Pattern.compile("`+");

  private Markdown() {}

  /** A text as code, in one line. */
  static String code(String text) {
    StringJoiner pieces = new StringJoiner("&#124;");
    for (String piece : Shown.sentence(Shown.characters(text)).split("\\|", -1)) {
      pieces.add(piece.isEmpty() ? "" : span(piece));
    }
    return pieces.toString();
  }

  /** A sentence in one line, not for the beginning of one; what could come alive in it is code. */
  static String prose(String text) {
    Matcher code = CODE.matcher(Shown.sentence(Shown.characters(text)));
    return code.replaceAll(found -> Matcher.quoteReplacement(code(found.group())));
  }

  /**
   * A table with a blank line before it.
   *
   * @param rows cells that are Markdown, the head first
   * @param numbers columns that stand right
   */
  static String table(List<String[]> rows, int... numbers) {
    StringBuilder out = new StringBuilder("\n");
    String[] rule = new String[rows.get(0).length];
    Arrays.fill(rule, "---");
    for (int number : numbers) {
      rule[number] = "---:";
    }
    row(out, rows.get(0));
    row(out, rule);
    rows.stream().skip(1).forEach(cells -> row(out, cells));
    return out.toString();
  }

  /** Lines as a block of code. */
  static String block(List<String> lines) {
    String text = Shown.characters(String.join("\n", lines)).replaceAll("\\r\\n?", "\n");
    String fence = "`".repeat(Math.max(3, ticks(text) + 1));
    return "\n" + fence + "sh\n" + text + "\n" + fence + "\n";
  }

  private static void row(StringBuilder out, String[] cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** In more backticks than there are in it, and apart from its own. */
  private static String span(String text) {
    String fence = "`".repeat(ticks(text) + 1);
    String space = text.startsWith("`") || text.endsWith("`") ? " " : "";
    return fence + space + text + space + fence;
  }

  private static int ticks(String text) {
    return TICKS.matcher(text).results().mapToInt(r -> r.end() - r.start()).max().orElse(0);
  }
}
