package com.aiagents.loadtest.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * A part of a YAML text that knows its line, counted from 1.
 *
 * <p>Only maps, lists and texts: a number is the text that was written. Anchors and aliases are
 * kept as what nobody asked for.
 */
sealed interface YamlNode {
  /** The line on which it begins. */
  int line();

  /** What it is, for messages. */
  String found();

  /** Nothing: an empty text, or a key without a value. */
  record Nothing(int line) implements YamlNode {
    @Override
    public String found() {
      return "nothing";
    }
  }

  /** A text, a number or a truth value as it was written. */
  record Text(int line, String value) implements YamlNode {
    @Override
    public String found() {
      return "'" + value + "'";
    }
  }

  /** Keys with values, in the order of the text; no key twice. */
  record Keys(int line, List<Entry> entries) implements YamlNode {
    public Keys {
      entries = List.copyOf(entries);
    }

    @Override
    public String found() {
      return "a map";
    }
  }

  /** A list, in the order of the text. */
  record Items(int line, List<YamlNode> all) implements YamlNode {
    public Items {
      all = List.copyOf(all);
    }

    @Override
    public String found() {
      return "a list";
    }
  }

  /** Something else. */
  record Other(int line, String found) implements YamlNode {}

  /** A key with its value. */
  record Entry(int line, String key, YamlNode value) {}

  /**
   * Reads a text whole.
   *
   * @param allowed what a text that is no YAML should have been, for the message
   * @param problems gets the line of each problem and what it is; a key that stands twice in a map
   *     is one, and so is a text that is no YAML
   */
  static YamlNode read(String text, String allowed, BiConsumer<Integer, String> problems) {
    try (YAMLParser parser = new YAMLFactory().createParser(text)) {
      parser.nextToken();
      YamlNode node = next(parser, "", problems);
      if (parser.nextToken() != null) {
        problems.accept(line(parser), "found a second document, allowed is one");
      }
      return node;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      problems.accept(line, "found no YAML (" + reason(e) + "), allowed " + allowed);
      return new Nothing(line);
    } catch (IndexOutOfBoundsException e) {
      // SnakeYAML's answer to half of a surrogate pair where one of its pieces of a text ends
      problems.accept(1, "found half of a character, allowed is Unicode");
      return new Nothing(1);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can be read", e);
    }
  }

  private static YamlNode next(
      YAMLParser parser, String where, BiConsumer<Integer, String> problems) throws IOException {
    int line = line(parser);
    JsonToken token = parser.currentToken();
    if (token == null || token == JsonToken.VALUE_NULL) {
      return new Nothing(line);
    }
    Optional<String> special =
        parser.isCurrentAlias()
            ? Optional.of("an alias")
            : parser.getObjectId() != null ? Optional.of("an anchor") : Optional.empty();
    if (token == JsonToken.START_OBJECT) {
      List<Entry> entries = new ArrayList<>();
      Set<String> seen = new HashSet<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        int keyLine = line(parser);
        String key = parser.currentName();
        String name = where.isEmpty() ? key : where + "." + key;
        parser.nextToken();
        YamlNode value = next(parser, name, problems);
        if (seen.add(key)) {
          entries.add(new Entry(keyLine, key, value));
        } else {
          problems.accept(keyLine, name + ": found a second time, allowed is once");
        }
      }
      return special.<YamlNode>map(s -> new Other(line, s)).orElse(new Keys(line, entries));
    }
    if (token == JsonToken.START_ARRAY) {
      List<YamlNode> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(next(parser, where, problems));
      }
      return special.<YamlNode>map(s -> new Other(line, s)).orElse(new Items(line, items));
    }
    String text = parser.getText();
    return special.<YamlNode>map(s -> new Other(line, s)).orElse(new Text(line, text));
  }

  private static int line(YAMLParser parser) {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }

  /** What the parser says, without the excerpt of the text that it shows. */
  private static String reason(JsonProcessingException e) {
    return e.getOriginalMessage()
        .lines()
        .filter(line -> !line.startsWith(" ") && !line.isBlank())
        .collect(Collectors.joining("; "));
  }
}
