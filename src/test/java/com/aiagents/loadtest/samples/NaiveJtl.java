package com.aiagents.loadtest.samples;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads {@code timeStamp,elapsed,label,responseCode,success} the plain way: character by character,
 * the whole file in memory, by the rules of docs/jtl.md. What the fast reader is compared with.
 */
final class NaiveJtl {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}|\"-?\\d{1,18}\"");

  private final String text;
  private final int width;
  private final List<String> rows = new ArrayList<>();
  private final List<Long> damagedLines = new ArrayList<>();
  private boolean cutOff;

  /** A record: its fields as they stand and the place after it; no fields if it has no end. */
  private record Cut(List<String> raw, int end) {}

  NaiveJtl(byte[] bytes, int width) {
    this.text = new String(bytes, StandardCharsets.ISO_8859_1);
    this.width = width;
    int at = text.indexOf('\n') + 1;
    while (at < text.length()) {
      Cut cut = cut(at);
      if (cut.raw().equals(List.of(""))) {
        at = cut.end();
      } else if (isSound(cut)) {
        rows.add(
            Long.parseLong(plain(cut.raw().get(0)))
                + "|"
                + Long.parseLong(plain(cut.raw().get(1)))
                + "|"
                + new String(
                    plain(cut.raw().get(2)).getBytes(StandardCharsets.ISO_8859_1),
                    StandardCharsets.UTF_8));
        at = cut.end();
      } else if (cut.raw().size() == width
          && plain(cut.raw().get(0)).equals("timeStamp")
          && plain(cut.raw().get(1)).equals("elapsed")) {
        at = cut.end();
      } else {
        damagedLines.add(text.substring(0, at).chars().filter(c -> c == '\n').count() + 1);
        at = afterDamage(at, cut);
      }
    }
  }

  private int afterDamage(int damaged, Cut cut) {
    int end = cut.raw().isEmpty() ? text.length() : cut.end();
    int at = damaged;
    while (at < end) {
      int newline = text.indexOf('\n', at);
      at = newline < 0 ? text.length() : newline + 1;
      if (at < end && isSound(cut(at))) {
        return at;
      }
    }
    cutOff |= cut.raw().isEmpty();
    return end;
  }

  private Cut cut(int from) {
    List<String> raw = new ArrayList<>();
    int start = from;
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '"') {
          if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
            i++;
          } else {
            quoted = false;
          }
        }
      } else if (c == '"' && i == start) {
        quoted = true;
      } else if (c == ',') {
        raw.add(text.substring(start, i));
        start = i + 1;
      } else if (c == '\n') {
        raw.add(text.substring(start, i > start && text.charAt(i - 1) == '\r' ? i - 1 : i));
        return new Cut(raw, i + 1);
      }
    }
    return new Cut(List.of(), text.length());
  }

  private boolean isSound(Cut cut) {
    if (cut.raw().size() != width
        || !NUMBER.matcher(cut.raw().get(0)).matches()
        || !NUMBER.matcher(cut.raw().get(1)).matches()) {
      return false;
    }
    long start = Long.parseLong(plain(cut.raw().get(0)));
    long elapsed = Long.parseLong(plain(cut.raw().get(1)));
    return start >= 0
        && start < 253_402_300_800_000L
        && elapsed >= 0
        && elapsed <= 86_400_000
        && cut.raw().get(4).matches("true|false|\"true\"|\"false\"");
  }

  private static String plain(String raw) {
    if (!raw.startsWith("\"")) {
      return raw;
    }
    StringBuilder plain = new StringBuilder();
    int i = 1;
    while (i < raw.length()) {
      if (raw.charAt(i) == '"') {
        if (i + 1 < raw.length() && raw.charAt(i + 1) == '"') {
          plain.append('"');
          i += 2;
          continue;
        }
        return plain + raw.substring(i + 1);
      }
      plain.append(raw.charAt(i++));
    }
    return plain.toString();
  }

  List<String> rows() {
    return rows;
  }

  List<Long> damagedLines() {
    return damagedLines;
  }

  boolean cutOff() {
    return cutOff;
  }
}
