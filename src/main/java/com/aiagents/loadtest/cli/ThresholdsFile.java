package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.verdict.Thresholds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a thresholds file, or says everything that is wrong with it. */
final class ThresholdsFile {
  private ThresholdsFile() {}

  /**
   * Reads a file.
   *
   * @param sent which labels the plan of each scenario sends; see {@link Thresholds#read}
   * @throws DefinitionException with every problem of the file, each on its line
   */
  static Thresholds read(Path file, Map<String, Set<String>> sent) throws DefinitionException {
    List<String> problems = new ArrayList<>();
    Thresholds thresholds = Thresholds.read(text(file), sent, problems::add);
    if (!problems.isEmpty()) {
      throw DefinitionException.ofLines(
          problems.stream().map(problem -> file + ": " + problem).toList());
    }
    return thresholds;
  }

  /** The text of a file. */
  static String text(Path file) throws DefinitionException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new DefinitionException(file + ": found bytes that are no UTF-8, allowed is UTF-8");
    } catch (NoSuchFileException e) {
      throw new DefinitionException(file + ": not found");
    } catch (IOException e) {
      throw new DefinitionException(file + ": cannot be read (" + e.getMessage() + ")");
    }
  }
}
